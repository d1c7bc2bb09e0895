"""saasctl maintenance: planned work and its notice."""

from typing import Annotated

import typer

from saasctl.cli.globals import act_of, command_group, emit, opened
from saasctl.cli.parsing import if_written, instant, one_of, written

app = command_group("Planned maintenance: plan, list.")
KINDS = ("maintenance", "upgrade", "deployment", "network", "hardware", "software", "repair")


@app.command()
def plan(
    ctx: typer.Context,
    seller: Annotated[str, typer.Argument(metavar="SELLER", help="Whose service.")],
    from_: Annotated[str, typer.Option("--from", metavar="INSTANT", help="When it begins.")],
    until: Annotated[str, typer.Option("--until", metavar="INSTANT", help="When it ends.")],
    kind: Annotated[
        str, typer.Option("--kind", metavar="WORD", help=f"One of {', '.join(KINDS)}.")
    ] = "maintenance",
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="What is done.")] = "maintenance",
    announced_at: Annotated[
        str | None, typer.Option("--announced-at", metavar="INSTANT", help="When customers were told.")
    ] = None,
    means: Annotated[str | None, typer.Option("--means", metavar="TEXT", help="How they were told.")] = None,
    validation: Annotated[
        str | None, typer.Option("--validation", metavar="TEXT", help="How a new version was validated.")
    ] = None,
) -> None:
    """Record planned work; says by which day customers are to be told, and what is missing.

    Example: saasctl maintenance plan digi --from 2026-05-30T22:00:00+02:00 --until 2026-05-30T22:20:00+02:00
    """
    from saasctl.operations.incidents import WorkGiven, plan_maintenance

    times = instant(from_, "--from"), instant(until, "--until")
    told = instant(announced_at, "--announced-at") if announced_at else None
    sort = one_of(kind, "--kind", *KINDS) or "maintenance"
    how, shown = if_written(means, "--means"), if_written(validation, "--validation")
    given = WorkGiven(sort, written(title, "--title"), told, how, shown)
    emit(ctx, plan_maintenance(opened(ctx), seller, times, given, act_of(ctx)))


@app.command(name="list")
def list_(
    ctx: typer.Context,
    seller: Annotated[str | None, typer.Option("--seller", metavar="SLUG", help="Only this seller.")] = None,
) -> None:
    """List planned work with the last day to tell customers.

    Example: saasctl maintenance list --seller digi
    """
    from saasctl.operations.incidents import list_maintenance

    emit(ctx, list_maintenance(opened(ctx), seller))
