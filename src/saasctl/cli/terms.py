"""saasctl terms: profiles and the operator's settings."""

from typing import Annotated

import typer

from saasctl.cli.globals import OnOption, act_of, command_group, emit, opened
from saasctl.cli.parsing import assignment

app = command_group("Terms: profiles, settings, rates, checks, coverage.")


@app.callback()
def terms() -> None:
    """Terms: profiles, settings, rates, checks, coverage."""


@app.command(name="set")
def set_(
    ctx: typer.Context,
    scope: Annotated[str, typer.Argument(metavar="PROFILE", help="Profile, or a seller's slug.")],
    settings: Annotated[list[str], typer.Argument(metavar="PATH=VALUE", help="Paths and values.")],
    on: OnOption = None,
) -> None:
    """Answer what a profile leaves blank, or choose another convention or reading, from a day on.

    Example: saasctl terms set kantree vat.rate=20 invoice.due_days=30 --on 2026-01-01
    """
    from saasctl.operations.term_settings import set_terms

    emit(ctx, set_terms(opened(ctx), scope, [assignment(text) for text in settings], act_of(ctx, on)))
