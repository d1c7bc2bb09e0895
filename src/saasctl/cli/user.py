"""saasctl user: users of a customer, their roles and states."""

from typing import Annotated

import typer

from saasctl.cli.globals import (
    AsOfOption,
    AtOption,
    OnOption,
    act_of,
    as_of,
    command_group,
    emit,
    faults_told,
    opened,
    progress,
)
from saasctl.cli.parsing import day, instant, one_of

app = command_group("Users of a customer: invite, add, accept, edit, disable, enable, bar.")

EmailArgument = Annotated[str, typer.Argument(metavar="EMAIL", help="The user's address.")]
InOption = Annotated[str, typer.Option("--org", metavar="ORG", help="Customer.")]
OfOption = Annotated[
    str | None, typer.Option("--org", metavar="ORG", help="Customer, where the address is in several.")
]
RoleOption = Annotated[
    str | None,
    typer.Option("--role", metavar="owner|administrator|member", help="Role; member unless given."),
]
NameOption = Annotated[str | None, typer.Option("--name", metavar="NAME", help="Name to show.")]
KindOption = Annotated[
    str | None,
    typer.Option("--kind", metavar="KIND", help="employee, contractor ..., as the terms have them."),
]
CompanyOption = Annotated[
    str | None, typer.Option("--company", metavar="NAME", help="Company of the group the user works for.")
]
AuthorisedOption = Annotated[
    str | None, typer.Option("--authorised-by", metavar="NAME", help="Who authorised the user.")
]


@app.command()
def invite(
    ctx: typer.Context,
    email: EmailArgument,
    org: InOption,
    role: RoleOption = None,
    name: NameOption = None,
    kind: KindOption = None,
    company: CompanyOption = None,
    authorised_by: AuthorisedOption = None,
    on: OnOption = None,
) -> None:
    """Invite a person; where users hold slots, one is held from now on.

    Example: saasctl user invite leo@acme.example --org acme --requested-by ana@acme.example
    """
    from saasctl.operations.users import invite_user

    fields = _given(role=role, display_name=name, kind=kind, company=company, authorised_by=authorised_by)
    emit(ctx, invite_user(opened(ctx), email, org, fields, act_of(ctx, on)))


@app.command()
def add(
    ctx: typer.Context,
    email: EmailArgument,
    org: InOption,
    role: RoleOption = None,
    name: NameOption = None,
    kind: KindOption = None,
    company: CompanyOption = None,
    authorised_by: AuthorisedOption = None,
    on: OnOption = None,
) -> None:
    """Add a user with access at once, unless the terms want the user's acceptance first.

    Example: saasctl user add leo@acme.example --org acme --role administrator --on 2026-06-15
    """
    from saasctl.operations.users import add_user

    fields = _given(role=role, display_name=name, kind=kind, company=company, authorised_by=authorised_by)
    emit(ctx, add_user(opened(ctx), email, org, fields, act_of(ctx, on)))


@app.command()
def accept(
    ctx: typer.Context,
    email: EmailArgument,
    org: OfOption = None,
    version: Annotated[
        str | None, typer.Option("--version", metavar="VERSION", help="Version; the customer's unless given.")
    ] = None,
    on: OnOption = None,
    at: AtOption = None,
) -> None:
    """Record that a user accepted the terms, by a tick or by first use, and open the access.

    Example: saasctl user accept leo@acme.example --org acme --on 2026-06-16
    """
    from saasctl.operations.users import accept_by_user

    emit(ctx, accept_by_user(opened(ctx), email, org, version, act_of(ctx, on, at)))


@app.command()
def edit(
    ctx: typer.Context,
    email: EmailArgument,
    org: OfOption = None,
    role: RoleOption = None,
    name: NameOption = None,
    kind: KindOption = None,
    company: CompanyOption = None,
    authorised_by: AuthorisedOption = None,
    new_email: Annotated[
        str | None, typer.Option("--email", metavar="EMAIL", help="New address: a change of login.")
    ] = None,
    informed_on: Annotated[
        str | None,
        typer.Option("--informed-on", metavar="DATE", help="Day the customer was told of the new login."),
    ] = None,
    seen_on: Annotated[
        str | None, typer.Option("--seen-on", metavar="DATE", help="Day of the last sign-in.")
    ] = None,
    on: OnOption = None,
) -> None:
    """Change a user's role or details; an empty text takes a value away.

    Example: saasctl user edit leo@acme.example --org acme --role owner --on 2026-07-01
    """
    from saasctl.operations.users import edit_user

    fields = _given(
        role=role, display_name=name, kind=kind, company=company, authorised_by=authorised_by, email=new_email
    )
    told = day(informed_on, "--informed-on") if informed_on else None
    if seen_on:
        fields["last_active_on"] = day(seen_on, "--seen-on").isoformat()
    emit(ctx, edit_user(opened(ctx), email, org, fields, told, act_of(ctx, on)))


@app.command()
def disable(ctx: typer.Context, email: EmailArgument, org: OfOption = None, on: OnOption = None) -> None:
    """Delete a user's access; the slot is free.

    Example: saasctl user disable leo@acme.example --org acme --on 2026-07-31
    """
    from saasctl.operations.users import disable_user

    emit(ctx, disable_user(opened(ctx), email, org, act_of(ctx, on)))


@app.command()
def enable(ctx: typer.Context, email: EmailArgument, org: OfOption = None, on: OnOption = None) -> None:
    """Give a disabled user access again, or lift a bar.

    Example: saasctl user enable leo@acme.example --org acme
    """
    from saasctl.operations.users import enable_user

    emit(ctx, enable_user(opened(ctx), email, org, act_of(ctx, on)))


@app.command()
def bar(ctx: typer.Context, email: EmailArgument, org: OfOption = None, on: OnOption = None) -> None:
    """Bar one person, who keeps the slot until the bar is lifted.

    Example: saasctl user bar leo@acme.example --org acme --reason "repeated intrusion attempts"
    """
    from saasctl.operations.users import bar_user

    emit(ctx, bar_user(opened(ctx), email, org, act_of(ctx, on)))


@app.command(name="report-compromise")
def report_compromise(
    ctx: typer.Context,
    email: EmailArgument,
    org: OfOption = None,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="WORD", help="What is reported; credentials, lost ...")
    ] = None,
    channel: Annotated[str | None, typer.Option("--channel", metavar="WORD", help="How it was told.")] = None,
    measure: Annotated[
        list[str] | None, typer.Option("--measure", metavar="WORD", help="Measure taken; may be repeated.")
    ] = None,
    changed_at: Annotated[
        str | None, typer.Option("--changed-at", metavar="INSTANT", help="When the login was changed.")
    ] = None,
    confirmed_on: Annotated[
        str | None, typer.Option("--confirmed-on", metavar="DATE", help="Day of the letter that confirms it.")
    ] = None,
    on: OnOption = None,
    at: AtOption = None,
) -> None:
    """Record that a login is compromised; what it buys from then on is contested where the terms say so.

    Example: saasctl user report-compromise leo@acme.example --kind credentials --at 2026-05-12T14:30:00+02:00
    """
    from saasctl.operations.compromises import CompromiseGiven
    from saasctl.operations.compromises import report_compromise as reported

    given = CompromiseGiven(
        kind,
        channel,
        tuple(measure or ()),
        instant(changed_at, "--changed-at") if changed_at else None,
        day(confirmed_on, "--confirmed-on") if confirmed_on else None,
    )
    emit(ctx, reported(opened(ctx), email, org, given, act_of(ctx, on, at)))


@app.command(name="list")
def list_(
    ctx: typer.Context,
    org: Annotated[str | None, typer.Option("--org", metavar="ORG", help="Only this customer's.")] = None,
    text: Annotated[
        str | None, typer.Option("--q", metavar="TEXT", help="Only those whose address or name holds it.")
    ] = None,
    state: Annotated[
        str | None,
        typer.Option(
            "--state", "--status", metavar="STATE", help="invited, active, locked, disabled, barred."
        ),
    ] = None,
    role: Annotated[str | None, typer.Option("--role", metavar="ROLE", help="Only this role.")] = None,
    seller: Annotated[
        str | None, typer.Option("--seller", metavar="SLUG", help="Only this seller's.")
    ] = None,
    as_of_: AsOfOption = None,
) -> None:
    """List users as of a day.

    Example: saasctl user list --org acme --json
    """
    from saasctl.operations.user_lists import UserFilter, list_users

    state = one_of(state, "--state", "invited", "active", "locked", "disabled", "barred")
    role = one_of(role, "--role", "owner", "administrator", "member")
    emit(ctx, list_users(opened(ctx), UserFilter(org, text, state, role, seller), as_of(ctx, as_of_)))


@app.command()
def show(ctx: typer.Context, email: EmailArgument, org: OfOption = None, as_of_: AsOfOption = None) -> None:
    """Show a user with what changed and when.

    Example: saasctl user show leo@acme.example --org acme
    """
    from saasctl.operations.user_lists import show_user

    emit(ctx, show_user(opened(ctx), email, org, as_of(ctx, as_of_)))


@app.command(name="import")
def import_(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE.csv", help="Columns: the option names of `user add`.")],
    org: Annotated[
        str | None, typer.Option("--org", metavar="ORG", help="Customer of rows that name none.")
    ] = None,
    on: OnOption = None,
) -> None:
    """Import users from a CSV file, all of them or none; each is added as `user add` does.

    UTF-8, parted by `,` or `;`, columns in any order, named in the first row: email, org, role, name, kind,
    company, authorised_by. The same file again changes nothing.

    Example: saasctl user import people.csv --dry-run
    """
    from saasctl.operations.importing_users import import_users

    with faults_told(ctx):
        with progress(ctx) as seen:
            written = import_users(opened(ctx), file, org, act_of(ctx, on), seen)
        emit(ctx, written)


def _given(**texts: str | None) -> dict[str, str]:
    return {field: text for field, text in texts.items() if text is not None}
