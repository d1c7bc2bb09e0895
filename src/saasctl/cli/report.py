"""saasctl report: figures over a time, as tables, CSV, JSON and small charts."""

from typing import Annotated

import typer

from saasctl.cli.globals import AsOfOption, as_of_instant, command_group, emit, opened
from saasctl.cli.parsing import days_between, month

app = command_group("Reports: sla, availability.")


@app.command()
def sla(
    ctx: typer.Context,
    org: Annotated[str | None, typer.Option("--org", metavar="ORG", help="Only this customer.")] = None,
    from_: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Reported from this day on.")
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Reported up to this day, included.")
    ] = None,
    as_of_: AsOfOption = None,
) -> None:
    """Targets met and missed by seller, customer, severity and month; median and 90th percentile.

    Example: saasctl report sla --from 2026-01-01 --to 2026-06-30
    """
    from saasctl.operations.sla_reports import report_sla

    emit(ctx, report_sla(opened(ctx), org, days_between(from_, to), as_of_instant(ctx, as_of_)))


@app.command()
def availability(
    ctx: typer.Context,
    seller: Annotated[str, typer.Option("--seller", metavar="SLUG", help="Whose service.")],
    month_: Annotated[str, typer.Option("--month", metavar="YYYY-MM", help="Which month.")],
    as_of_: AsOfOption = None,
) -> None:
    """Availability of a month: minutes, those left out, those down, and the verdict.

    Example: saasctl report availability --seller digi --month 2026-03
    """
    from saasctl.operations.incidents import report_availability

    wanted = month(month_, "--month")
    emit(ctx, report_availability(opened(ctx), seller, wanted, as_of_instant(ctx, as_of_)))
