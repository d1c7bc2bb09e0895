"""saasctl org: customer organisations, their contacts and notes, and their acceptance of the terms."""

from typing import Annotated

import typer

from saasctl.cli.details import (
    AcceptingOption,
    AddressOption,
    AuthorityOption,
    CauseOption,
    CeasedOption,
    CityOption,
    ConsentOption,
    CountryOption,
    DeclarationOption,
    DeclareOption,
    EmailOption,
    EmployeesOption,
    EventOption,
    EvidenceOption,
    FirstOption,
    InquiryOption,
    LastOption,
    OrgArgument,
    PersonOption,
    PhoneOption,
    PostcodeOption,
    ProfessionalOption,
    ReferenceOption,
    RegimeOption,
    RequestedOnOption,
    SirenOption,
    SlugArgument,
    StreetOption,
    VatOption,
    VersionOption,
    WitnessOption,
    contact,
)
from saasctl.cli.globals import (
    AsOfOption,
    AtOption,
    OnOption,
    act_of,
    as_of,
    command_group,
    confirm,
    emit,
    faults_told,
    opened,
    progress,
    session_of,
    style_of,
)
from saasctl.cli.parsing import day, instant, one_of

app = command_group("Customer organisations: their details, contacts and acceptance of the terms.")
app.add_typer(contact, name="contact", help="Whom to address on a matter.")


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
    declare: DeclareOption = None,
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
    email: EmailOption = None,
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
    user: AcceptingOption = None,
    version: VersionOption = None,
    person: PersonOption = None,
    authority: AuthorityOption = False,
    declaration: DeclarationOption = None,
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
    seller: Annotated[str | None, typer.Option(metavar="SLUG", help="Seller of rows that name none.")] = None,
    on: OnOption = None,
) -> None:
    """Import organisations from a CSV file, all of them or none; the same file again changes nothing.

    UTF-8, parted by `,` or `;`, the columns in any order and named in the first row: slug, name, seller,
    email, country, siren, vat_id, vat_regime, phone, street, postcode, city, contact_first, contact_last,
    employees, purchase_reference, electronic_address, professional (yes, no), on.

    Example: saasctl org import customers.csv --dry-run
    """
    from saasctl.operations.importing_organisations import import_organisations

    with faults_told(ctx):
        with progress(ctx) as seen:
            added = import_organisations(opened(ctx), file, seller, act_of(ctx, on), seen)
        emit(ctx, added)


@app.command()
def suspend(
    ctx: typer.Context,
    slug: OrgArgument,
    cause: CauseOption,
    evidence: EvidenceOption = None,
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
    slug: OrgArgument,
    ceased: CeasedOption = None,
    inquiry: InquiryOption = None,
    on: OnOption = None,
    at: AtOption = None,
) -> None:
    """Give a suspended customer's access back; reconnection is billed where the terms do.

    Example: saasctl org restore acme --on 2026-05-04
    """
    from saasctl.operations.suspensions import CauseEnded, restore_org

    times = (instant(text, "--ceased-at") if text else None for text in (ceased, inquiry))
    emit(ctx, restore_org(opened(ctx), slug, act_of(ctx, on, at), CauseEnded(*times)))


@app.command()
def statement(
    ctx: typer.Context,
    slug: OrgArgument,
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
    slug: OrgArgument,
    as_of_: AsOfOption = None,
) -> None:
    """Show a customer's life: what happened and what its terms bring within a year, oldest first.

    Example: saasctl org timeline acme --as-of 2026-04-24
    """
    from saasctl.operations.agendas import timeline as lived

    emit(ctx, lived(opened(ctx), slug, as_of(ctx, as_of_)))


@app.command()
def close(ctx: typer.Context, slug: OrgArgument, on: OnOption = None) -> None:
    """Close a customer whose contract is over and billed, or cut a trial; says when its data go.

    Refused (exit 5) with everything that stands in the way.

    Example: saasctl org close acme --on 2027-01-01 --yes
    """
    from saasctl.operations.closing import close_org

    confirm(ctx, f"Close {slug}?")
    emit(ctx, close_org(opened(ctx), slug, act_of(ctx, on)))


@app.command()
def purge(
    ctx: typer.Context,
    slug: OrgArgument,
    requested_on: RequestedOnOption = None,
    witness: WitnessOption = None,
    on: OnOption = None,
) -> None:
    """Erase a closed customer's personal data for good; invoices and the ledger stay as the law asks.

    Refused (exit 5) with everything that stands in the way. Prints the certificate and the copies made
    earlier, which are not in the store. Cannot be undone: asks for the key again, or --confirm KEY.

    Example: saasctl org purge acme --on 2037-01-01 --confirm acme
    """
    from saasctl.operations.closing import purge_org

    confirm(ctx, f"Erase the data of {slug} for good?", slug)
    asked = day(requested_on, "--requested-on") if requested_on else None
    emit(ctx, purge_org(opened(ctx), slug, asked, witness, act_of(ctx, on)))


@app.command()
def transfer(
    ctx: typer.Context,
    slug: OrgArgument,
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="Company that takes the contract.")],
    by: Annotated[str, typer.Option("--by", metavar="PARTY", help="customer or vendor.")] = "customer",
    consent_on: ConsentOption = None,
    event: EventOption = None,
    siren: SirenOption = None,
    vat_id: VatOption = None,
    street: StreetOption = None,
    postcode: PostcodeOption = None,
    city: CityOption = None,
    on: OnOption = None,
) -> None:
    """Hand a contract on to another company, with the consent that the terms ask for.

    Example: saasctl org transfer acme --name "Beta SAS" --consent-on 2026-06-01 --on 2026-07-01 --yes
    """
    from saasctl.operations.transfers import TransferGiven, transfer_org

    confirm(ctx, f"Hand the contract of {slug} on to {name}?")
    given = {"siren": siren, "vat_id": vat_id, "street": street, "postcode": postcode, "city": city}
    fields = {field: text for field, text in given.items() if text is not None}
    consent = day(consent_on, "--consent-on") if consent_on else None
    party = one_of(by, "--by", "customer", "vendor") or "customer"
    wanted = TransferGiven(name, party, consent, event, fields)
    emit(ctx, transfer_org(opened(ctx), slug, wanted, act_of(ctx, on)))
