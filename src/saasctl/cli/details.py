"""Options for the details of a customer, shared by the commands that take them; its contacts."""

from typing import Annotated

import typer

from saasctl.cli.globals import AsOfOption, OnOption, act_of, as_of, command_group, emit, opened

contact = command_group("Whom to address on a matter: billing, legal, technical, data-protection.")
CeasedOption = Annotated[
    str | None, typer.Option("--ceased-at", metavar="INSTANT", help="When the cause ceased.")
]
InquiryOption = Annotated[
    str | None, typer.Option("--inquiry-ended-at", metavar="INSTANT", help="When an inquiry was over.")
]
DeclareOption = Annotated[
    list[str] | None,
    typer.Option("--declare", metavar="NAME", help="Declaration made at opening; may be repeated."),
]
AcceptingOption = Annotated[
    str | None, typer.Option("--user", metavar="EMAIL", help="User who accepts, for the user alone.")
]
VersionOption = Annotated[
    str | None, typer.Option("--version", metavar="VERSION", help="Version; the customer's unless given.")
]
PersonOption = Annotated[str | None, typer.Option("--person", metavar="NAME", help="Who ticked or signed.")]
AuthorityOption = Annotated[
    bool, typer.Option("--authority", help="The person declares the power to bind the customer.")
]
DeclarationOption = Annotated[
    str | None,
    typer.Option("--declaration", metavar="NAME", help="Declaration made, in place of the terms."),
]
OrgArgument = Annotated[str, typer.Argument(metavar="ORG", help="Slug of the customer, or an earlier one.")]
SlugArgument = Annotated[str, typer.Argument(metavar="SLUG", help="Key: a-z, 0-9 and single dashes inside.")]
RequestedOnOption = Annotated[
    str | None, typer.Option("--requested-on", metavar="DATE", help="Day of a written request to delete.")
]
WitnessOption = Annotated[
    str | None, typer.Option("--witness", metavar="NAME", help="Second person who confirms.")
]
EmailOption = Annotated[str | None, typer.Option("--email", metavar="EMAIL", help="Address for notices.")]
CauseOption = Annotated[
    str, typer.Option("--cause", metavar="CODE", help="A cause of the terms, as non-payment.")
]
EvidenceOption = Annotated[
    str | None, typer.Option("--evidence", metavar="TEXT", help="What shows that its conditions are met.")
]
ConsentOption = Annotated[
    str | None, typer.Option("--consent-on", metavar="DATE", help="Day of the other party's consent.")
]
EventOption = Annotated[
    str | None, typer.Option("--event", metavar="WORD", help="Event at the vendor, as merger.")
]
CountryOption = Annotated[
    str | None, typer.Option("--country", metavar="CC", help="Country (ISO 3166-1); FR unless given.")
]
SirenOption = Annotated[str | None, typer.Option("--siren", metavar="N", help="SIREN, nine digits.")]
VatOption = Annotated[str | None, typer.Option("--vat-id", metavar="NUMBER", help="VAT number.")]
RegimeOption = Annotated[
    str | None,
    typer.Option(
        "--vat-regime",
        metavar="domestic|overseas|intra-eu|export|exempt",
        help="VAT regime; the address decides unless given.",
    ),
]
PhoneOption = Annotated[str | None, typer.Option("--phone", metavar="N", help="Telephone number.")]
StreetOption = Annotated[str | None, typer.Option("--street", metavar="TEXT", help="Street and number.")]
PostcodeOption = Annotated[str | None, typer.Option("--postcode", metavar="TEXT", help="Postcode.")]
CityOption = Annotated[str | None, typer.Option("--city", metavar="TEXT", help="City.")]
FirstOption = Annotated[
    str | None, typer.Option("--contact-first", metavar="NAME", help="First name of the contact.")
]
LastOption = Annotated[
    str | None, typer.Option("--contact-last", metavar="NAME", help="Surname of the contact.")
]
EmployeesOption = Annotated[
    str | None, typer.Option("--employees", metavar="N", help="How many people work there.")
]
ReferenceOption = Annotated[
    str | None,
    typer.Option("--purchase-reference", metavar="TEXT", help="Order reference that invoices repeat."),
]
AddressOption = Annotated[
    str | None,
    typer.Option("--electronic-address", metavar="TEXT", help="Address for electronic invoices."),
]
ProfessionalOption = Annotated[
    bool | None,
    typer.Option("--professional/--not-professional", help="What the customer declared about its status."),
]


@contact.command(name="add")
def contact_add(
    ctx: typer.Context,
    org: OrgArgument,
    kind: Annotated[
        str, typer.Option("--kind", metavar="billing|legal|technical|data-protection", help="Matter.")
    ],
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="Name.")] = None,
    email: Annotated[str | None, typer.Option("--email", metavar="EMAIL", help="E-mail address.")] = None,
    phone: PhoneOption = None,
    on: OnOption = None,
) -> None:
    """Name whom to address on a matter.

    Example: saasctl org contact add acme --kind billing --name "Leo Petit" --email leo@acme.example
    """
    from saasctl.operations.contacts import add_contact

    emit(ctx, add_contact(opened(ctx), org, kind, (name, email, phone), act_of(ctx, on)))


@contact.command(name="list")
def contact_list(ctx: typer.Context, org: OrgArgument, as_of_: AsOfOption = None) -> None:
    """List the contacts of an organisation.

    Example: saasctl org contact list acme
    """
    from saasctl.operations.contacts import list_contacts

    emit(ctx, list_contacts(opened(ctx), org, as_of(ctx, as_of_)))
