"""saasctl rehearse: run a copy of the store forward."""

from typing import Annotated

import typer

from saasctl.cli.globals import command_group, emit, opened
from saasctl.cli.parsing import day
from saasctl.errors.usage import ValueMalformed

app = command_group("Run a copy of the store forward and report what comes.")


@app.command(name="rehearse")
def rehearse(
    ctx: typer.Context,
    until: Annotated[str, typer.Option("--until", metavar="DATE", help="Last day to run.")],
    org: Annotated[str | None, typer.Option("--org", metavar="ORG", help="This customer only.")] = None,
    values: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="PATH=VALUE", help="Compare with other terms; may be repeated."),
    ] = None,
) -> None:
    """Report the invoices, revenue, renewals, ends and proposals up to a day; nothing is changed.

    Example: saasctl rehearse --until 2027-06-30 --set price.team.monthly=12.00
    """
    from saasctl.operations.rehearsals import rehearse as rehearsed

    emit(ctx, rehearsed(opened(ctx), day(until, "--until"), org, [_pair(text) for text in values or []]))


def _pair(text: str) -> tuple[str, str]:
    path, equals, value = text.partition("=")
    if not path or not equals or not value:
        raise ValueMalformed("--set", text, "PATH=VALUE")
    return path, value
