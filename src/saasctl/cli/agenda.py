"""saasctl agenda: what is due over all customers."""

import sys
from typing import Annotated

import typer

from saasctl.cli.globals import AsOfOption, as_of, command_group, emit, opened
from saasctl.cli.parsing import one_of

app = command_group("What is due over all customers.")


@app.command(name="agenda")
def agenda(
    ctx: typer.Context,
    days: Annotated[
        int, typer.Option("--days", metavar="N", min=0, max=3660, help="How many days ahead.")
    ] = 30,
    org: Annotated[str | None, typer.Option("--org", metavar="ORG", help="This customer only.")] = None,
    form: Annotated[
        str | None, typer.Option("--format", metavar="ics", help="A file for calendar programs.")
    ] = None,
    as_of_: AsOfOption = None,
) -> None:
    """List what is due, by whom and under which clause, overdue items first.

    Example: saasctl agenda --days 60 --as-of 2026-07-01
    """
    from saasctl.operations.agendas import agenda_calendar, agenda_listing

    day = as_of(ctx, as_of_)
    if form is not None and one_of(form, "--format", "ics"):
        sys.stdout.write(agenda_calendar(opened(ctx), days, org, day))
        return
    emit(ctx, agenda_listing(opened(ctx), days, org, day))
