"""saasctl incident: times in which the service was down."""

from typing import Annotated

import typer

from saasctl.cli.globals import AsOfOption, AtOption, act_of, as_of_instant, command_group, emit, opened
from saasctl.cli.parsing import LONGEST_WORD, if_written, written

app = command_group("Incidents: when the service was down.")


@app.command()
def open(
    ctx: typer.Context,
    seller: Annotated[str, typer.Argument(metavar="SELLER", help="Whose service.")],
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="What happened.")] = "outage",
    cause: Annotated[
        str | None,
        typer.Option("--cause", metavar="CODE", help="A cause that the terms leave out, as authority."),
    ] = None,
    at: AtOption = None,
) -> None:
    """Record that a service went down.

    Example: saasctl incident open digi --title "no login" --at 2026-03-10T10:00:00+01:00
    """
    from saasctl.operations.incidents import open_incident

    what, why = written(title, "--title"), if_written(cause, "--cause", LONGEST_WORD)
    emit(ctx, open_incident(opened(ctx), seller, what, why, act_of(ctx, None, at)))


@app.command()
def close(
    ctx: typer.Context,
    ref: Annotated[str, typer.Argument(metavar="INCIDENT", help="Incident, as IN-1.")],
    at: AtOption = None,
) -> None:
    """Record that it is back.

    Example: saasctl incident close IN-1 --at 2026-03-10T10:45:00+01:00
    """
    from saasctl.operations.incidents import close_incident

    emit(ctx, close_incident(opened(ctx), ref, act_of(ctx, None, at)))


@app.command(name="list")
def list_(
    ctx: typer.Context,
    seller: Annotated[str | None, typer.Option("--seller", metavar="SLUG", help="Only this seller.")] = None,
    as_of_: AsOfOption = None,
) -> None:
    """List incidents with the time to recovery, where the terms have one.

    Example: saasctl incident list --seller digi
    """
    from saasctl.operations.incidents import list_incidents

    emit(ctx, list_incidents(opened(ctx), seller, as_of_instant(ctx, as_of_)))
