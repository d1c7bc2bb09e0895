"""saasctl find: customers, users, subscriptions and invoices by a piece of text."""

from typing import Annotated

import typer

from saasctl.cli.globals import command_group, emit, opened

app = command_group("Find customers, users, subscriptions and invoices.")


@app.command()
def find(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Part of a key, a name or an address.")],
) -> None:
    """Find customers, users, subscriptions and invoices by a part of their key, name or address.

    Example: saasctl find acme --json
    """
    from saasctl.operations.searching import find_text

    emit(ctx, find_text(opened(ctx), text))
