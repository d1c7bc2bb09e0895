"""saasctl period: months of the books that are closed."""

from typing import Annotated

import typer

from saasctl.cli.globals import AsOfOption, OnOption, act_of, as_of, command_group, emit, opened
from saasctl.cli.parsing import month

app = command_group("Periods: close a month, list them, open one again.")

MonthArgument = Annotated[str, typer.Argument(metavar="YYYY-MM", help="The month.")]


@app.command()
def close(ctx: typer.Context, month_: MonthArgument, on: OnOption = None) -> None:
    """Close a month, and all before it: acts dated in it are refused (exit 5).

    Example: saasctl period close 2026-03
    """
    from saasctl.operations.periods import close_period

    emit(ctx, close_period(opened(ctx), month(month_, "YYYY-MM"), act_of(ctx, on)))


@app.command(name="list")
def list_(ctx: typer.Context, as_of_: AsOfOption = None) -> None:
    """List the months, whether each is closed, and whether its ledger is still the same.

    Example: saasctl period list
    """
    from saasctl.operations.periods import list_periods

    emit(ctx, list_periods(opened(ctx), as_of(ctx, as_of_)))


@app.command()
def reopen(ctx: typer.Context, month_: MonthArgument, on: OnOption = None) -> None:
    """Open a closed month again, and every later one.

    Example: saasctl period reopen 2026-03 --reason "late invoice"
    """
    from saasctl.operations.periods import reopen_period

    emit(ctx, reopen_period(opened(ctx), month(month_, "YYYY-MM"), act_of(ctx, on)))
