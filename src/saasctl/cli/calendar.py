"""saasctl calendar: public holidays, and days on which support is closed or has other hours."""

from typing import Annotated

import typer

from saasctl.cli.globals import act_of, command_group, emit, opened
from saasctl.cli.parsing import day, written

app = command_group("Calendars: public holidays, closed and short days of support.")

ScopeArgument = Annotated[
    str,
    typer.Argument(
        metavar="ORG-OR-PROFILE",
        help="A profile, a seller, a customer, or a calendar of public holidays: FR, FR-ALSACE-MOSELLE.",
    ),
]
DayArgument = Annotated[str, typer.Argument(metavar="DATE", help="The day.")]


@app.command(name="list")
def list_(
    ctx: typer.Context,
    scope: Annotated[str | None, typer.Argument(metavar="ORG-OR-PROFILE", help="Only this one.")] = None,
) -> None:
    """List the days that operators closed, opened or gave other hours.

    Example: saasctl calendar list digi
    """
    from saasctl.operations.calendars import list_days

    emit(ctx, list_days(opened(ctx), scope))


@app.command()
def show(
    ctx: typer.Context,
    scope: ScopeArgument,
    year: Annotated[
        int | None,
        typer.Option("--year", min=1900, max=4099, help="Only this year; otherwise this one and the next."),
    ] = None,
) -> None:
    """Show the public holidays by name and the days with other hours that a desk keeps.

    Example: saasctl calendar show FR --year 2027
    """
    from saasctl.operations.calendars import show_days

    emit(ctx, show_days(opened(ctx), scope, year))


@app.command()
def add(
    ctx: typer.Context,
    scope: ScopeArgument,
    on: DayArgument,
    hours: Annotated[str, typer.Argument(metavar="HOURS", help="closed, or windows as 09:00-12:00.")],
    label: Annotated[str, typer.Option("--label", metavar="TEXT", help="Why.")],
) -> None:
    """Close support on a day, or give it other hours; in FR, add a public holiday.

    Example: saasctl calendar add digi 2026-05-15 closed --label "bridge day"
    """
    from saasctl.operations.calendars import add_day

    emit(ctx, add_day(opened(ctx), scope, day(on, "DATE"), hours, written(label, "--label"), act_of(ctx)))


@app.command()
def remove(ctx: typer.Context, scope: ScopeArgument, on: DayArgument) -> None:
    """Give a day its usual hours back; a public holiday is then worked.

    Example: saasctl calendar remove digi 2026-05-15
    """
    from saasctl.operations.calendars import remove_day

    emit(ctx, remove_day(opened(ctx), scope, day(on, "DATE"), act_of(ctx)))
