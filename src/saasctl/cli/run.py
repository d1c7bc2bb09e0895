"""saasctl run: the daily run."""

from typing import Annotated

import typer

from saasctl.cli.globals import act_of, command_group, emit, opened

app = command_group("The daily run and its record.")


@app.command()
def daily(
    ctx: typer.Context,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="Last day to do; today unless given.")
    ] = None,
) -> None:
    """Do all that fell due: invoices, renewals, reductions; missed days are caught up.

    Example: saasctl run daily --until 2026-07-15
    """
    from saasctl.operations.daily import run_daily

    emit(ctx, run_daily(opened(ctx), act_of(ctx, until, name="--until")))


@app.command(name="list")
def list_(ctx: typer.Context) -> None:
    """List the daily runs, newest first.

    Example: saasctl run list
    """
    from saasctl.operations.daily import list_runs

    emit(ctx, list_runs(opened(ctx)))


@app.command()
def show(
    ctx: typer.Context, run: Annotated[str, typer.Argument(metavar="RUN", help="Key of the run.")]
) -> None:
    """Show one daily run and what failed in it.

    Example: saasctl run show R-2026-07-15.1
    """
    from saasctl.operations.daily import show_run

    emit(ctx, show_run(opened(ctx), run))
