"""saasctl org: customer organisations, their contacts and notes, and their acceptance of the terms."""

from typing import Annotated

import typer

from saasctl.cli.globals import (
    AsOfOption,
    AtOption,
    OnOption,
    act_of,
    as_of,
    command_group,
    confirm,
    emit,
    opened,
    session_of,
    style_of,
)
from saasctl.cli.parsing import one_of

app = command_group("Customer organisations: their details, contacts and acceptance of the terms.")
contact = command_group("Whom to address on a matter: billing, legal, technical, data-protection.")
app.add_typer(contact, name="contact", help="Whom to address on a matter.")

OrgArgument = Annotated[str, typer.Argument(metavar="ORG", help="Slug of the customer, or an earlier one.")]
SlugArgument = Annotated[str, typer.Argument(metavar="SLUG", help="Key: a-z, 0-9 and single dashes inside.")]
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


@app.command()
def add(
    ctx: typer.Context,
    slug: SlugArgument,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="Name or company name.")],
    seller: Annotated[str, typer.Option("--seller", metavar="SLUG", help="Seller whose customer it is.")],
    email: Annotated[str, typer.Option("--email", metavar="EMAIL", help="Address for notices.")],
    country: CountryOption = None,
    siren: SirenOption = None,
    vat_id: VatOption = None,
    vat_regime: RegimeOption = None,
    phone: PhoneOption = None,
    street: StreetOption = None,
    postcode: PostcodeOption = None,
    city: CityOption = None,
    contact_first: FirstOption = None,
    contact_last: LastOption = None,
    employees: EmployeesOption = None,
    purchase_reference: ReferenceOption = None,
    electronic_address: AddressOption = None,
    professional: ProfessionalOption = None,
    declare: Annotated[
        list[str] | None,
        typer.Option("--declare", metavar="NAME", help="Declaration made at opening; may be repeated."),
    ] = None,
    on: OnOption = None,
) -> None:
    """Open a customer organisation; the same again changes nothing.

    Refused (exit 5) without what the terms make a condition: the declaration of professional status,
    mandatory details.

    Example: saasctl org add acme --name "Acme SAS" --seller digi --email ap@acme.example --professional
    """
    from saasctl.operations.organisations import add_organisation

    given = {
        "name": name, "email": email, "country": country, "siren": siren, "vat_id": vat_id,
        "vat_regime": vat_regime, "phone": phone, "street": street, "postcode": postcode, "city": city,
        "contact_first": contact_first, "contact_last": contact_last, "employees": employees,
        "purchase_reference": purchase_reference, "electronic_address": electronic_address,
    }  # fmt: skip
    fields = {"slug": slug} | {field: text for field, text in given.items() if text is not None}
    act = act_of(ctx, on)
    emit(ctx, add_organisation(opened(ctx), seller, fields, professional, tuple(declare or ()), act))


@app.command()
def edit(
    ctx: typer.Context,
    org: OrgArgument,
    slug: Annotated[
        str | None, typer.Option("--slug", metavar="SLUG", help="New key; the old one stays as an alias.")
    ] = None,
    name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="Name.")] = None,
    email: Annotated[
        str | None, typer.Option("--email", metavar="EMAIL", help="Address for notices.")
    ] = None,
    country: CountryOption = None,
    siren: SirenOption = None,
    vat_id: VatOption = None,
    vat_regime: RegimeOption = None,
    phone: PhoneOption = None,
    street: StreetOption = None,
    postcode: PostcodeOption = None,
    city: CityOption = None,
    contact_first: FirstOption = None,
    contact_last: LastOption = None,
    employees: EmployeesOption = None,
    purchase_reference: ReferenceOption = None,
    electronic_address: AddressOption = None,
    professional: ProfessionalOption = None,
    group_company: Annotated[
        list[str] | None,
        typer.Option("--group-company", metavar="NAME", help="Company of its group; may be repeated."),
    ] = None,
    drop_group_company: Annotated[
        list[str] | None,
        typer.Option("--drop-group-company", metavar="NAME", help="Company that left the group."),
    ] = None,
    on: OnOption = None,
) -> None:
    """Change an organisation's details; an empty text takes a value away.

    Example: saasctl org edit acme --city Lyon --postcode 69003
    """
    from saasctl.operations.organisations import OrganisationChanges, edit_organisation

    given = {
        "slug": slug, "name": name, "email": email, "country": country, "siren": siren, "vat_id": vat_id,
        "vat_regime": vat_regime, "phone": phone, "street": street, "postcode": postcode, "city": city,
        "contact_first": contact_first, "contact_last": contact_last, "employees": employees,
        "purchase_reference": purchase_reference, "electronic_address": electronic_address,
    }  # fmt: skip
    fields = {field: text for field, text in given.items() if text is not None}
    companies, dropped = tuple(group_company or ()), tuple(drop_group_company or ())
    changes = OrganisationChanges(fields, professional, companies, dropped)
    emit(ctx, edit_organisation(opened(ctx), org, changes, act_of(ctx, on)))


@app.command(name="list")
def list_(
    ctx: typer.Context,
    text: Annotated[
        str | None,
        typer.Option("--q", metavar="TEXT", help="Only those whose key, name or address holds it."),
    ] = None,
    status: Annotated[
        str | None,
        typer.Option(
            "--status", metavar="STATE", help="trial, active, suspended, terminating, closed, purged."
        ),
    ] = None,
    terms: Annotated[
        str | None, typer.Option("--terms", metavar="PROFILE[@VERSION]", help="Only under these terms.")
    ] = None,
    seller: Annotated[
        str | None, typer.Option("--seller", metavar="SLUG", help="Only this seller's.")
    ] = None,
    as_of_: AsOfOption = None,
) -> None:
    """List organisations with their slots, active users and balance.

    Example: saasctl org list --q acme --json
    """
    from saasctl.operations.organisation_lists import OrganisationFilter, list_organisations

    style = style_of(session_of(ctx))
    known = ("trial", "active", "suspended", "terminating", "closed", "purged")
    wanted = OrganisationFilter(
        text, one_of(status, "--status", *known), terms, seller, style.limit, style.sort
    )
    emit(ctx, list_organisations(opened(ctx), wanted, as_of(ctx, as_of_)))


@app.command()
def show(ctx: typer.Context, org: OrgArgument, as_of_: AsOfOption = None) -> None:
    """Show an organisation with its contacts, acceptances, declarations and notes.

    Example: saasctl org show acme
    """
    from saasctl.operations.organisation_lists import show_organisation

    emit(ctx, show_organisation(opened(ctx), org, as_of(ctx, as_of_)))


@app.command()
def note(
    ctx: typer.Context,
    org: OrgArgument,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Remark to keep.")],
    on: OnOption = None,
) -> None:
    """Put a remark on record.

    Example: saasctl org note acme "No logo on our site, by e-mail of Ms Roy" --on 2026-05-04
    """
    from saasctl.operations.contacts import add_note

    emit(ctx, add_note(opened(ctx), org, text, act_of(ctx, on)))


@app.command(name="accept-terms")
def accept_terms_(
    ctx: typer.Context,
    org: OrgArgument,
    user: Annotated[
        str | None, typer.Option("--user", metavar="EMAIL", help="User who accepts, for the user alone.")
    ] = None,
    version: Annotated[
        str | None, typer.Option("--version", metavar="VERSION", help="Version; the customer's unless given.")
    ] = None,
    person: Annotated[
        str | None, typer.Option("--person", metavar="NAME", help="Who ticked or signed.")
    ] = None,
    authority: Annotated[
        bool, typer.Option("--authority", help="The person declares the power to bind the customer.")
    ] = False,
    declaration: Annotated[
        str | None,
        typer.Option("--declaration", metavar="NAME", help="Declaration made, in place of the terms."),
    ] = None,
    on: OnOption = None,
    at: AtOption = None,
) -> None:
    """Record that the terms were accepted, or a declaration made; the same again changes nothing.

    Example: saasctl org accept-terms acme --person "Ana Roy" --authority --on 2026-06-15
    """
    from saasctl.operations.acceptance import AcceptanceGiven, accept_terms

    given = AcceptanceGiven(version, user, person, authority, declaration)
    emit(ctx, accept_terms(opened(ctx), org, given, act_of(ctx, on, at)))


@app.command(name="import")
def import_(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE.csv", help="Columns: the option names of `org add`.")],
    seller: Annotated[
        str | None, typer.Option("--seller", metavar="SLUG", help="Seller of rows that name none.")
    ] = None,
    on: OnOption = None,
) -> None:
    """Import organisations from a CSV file, all of them or none.

    UTF-8, parted by `,` or `;`, columns in any order, named in the first row: slug, name, seller, email,
    country, siren, vat_id, vat_regime, phone, street, postcode, city, contact_first, contact_last, employees,
    purchase_reference, electronic_address, professional (yes, no), on. The same file again changes nothing.

    Example: saasctl org import customers.csv --dry-run
    """
    from saasctl.errors.imports import ImportRefused
    from saasctl.operations.importing_organisations import import_organisations

    try:
        emit(ctx, import_organisations(opened(ctx), file, seller, act_of(ctx, on)))
    except ImportRefused as refused:
        emit(ctx, refused.report)
        raise


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


@app.command()
def suspend(
    ctx: typer.Context,
    slug: Annotated[str, typer.Argument(metavar="ORG", help="Customer.")],
    cause: Annotated[
        str, typer.Option("--cause", metavar="CODE", help="A cause of the terms, as non-payment.")
    ],
    evidence: Annotated[
        str | None, typer.Option("--evidence", metavar="TEXT", help="What shows that its conditions are met.")
    ] = None,
    on: OnOption = None,
) -> None:
    """Cut a customer's access for a cause that its terms grant, once its conditions are met.

    Example: saasctl org suspend acme --cause non-payment --on 2026-04-24 --yes
    """
    from saasctl.operations.suspensions import suspend_org

    confirm(ctx, f"Suspend {slug}?")
    emit(ctx, suspend_org(opened(ctx), slug, cause, evidence, act_of(ctx, on)))


@app.command()
def restore(
    ctx: typer.Context,
    slug: Annotated[str, typer.Argument(metavar="ORG", help="Customer.")],
    on: OnOption = None,
) -> None:
    """Give a suspended customer's access back; reconnection is billed where the terms do.

    Example: saasctl org restore acme --on 2026-05-04
    """
    from saasctl.operations.suspensions import restore_org

    emit(ctx, restore_org(opened(ctx), slug, act_of(ctx, on)))


@app.command()
def statement(
    ctx: typer.Context,
    slug: Annotated[str, typer.Argument(metavar="ORG", help="Customer.")],
    as_of_: AsOfOption = None,
) -> None:
    """Show what a customer owes, the steps against a late payer, and the next lawful one.

    Example: saasctl org statement acme --as-of 2026-04-24
    """
    from saasctl.operations.suspensions import statement as stated

    emit(ctx, stated(opened(ctx), slug, as_of(ctx, as_of_)))


@app.command()
def timeline(
    ctx: typer.Context,
    slug: Annotated[str, typer.Argument(metavar="ORG", help="Customer.")],
    as_of_: AsOfOption = None,
) -> None:
    """Show a customer's life: what happened and what its terms bring within a year, oldest first.

    Example: saasctl org timeline acme --as-of 2026-04-24
    """
    from saasctl.operations.agendas import timeline as lived

    emit(ctx, lived(opened(ctx), slug, as_of(ctx, as_of_)))
