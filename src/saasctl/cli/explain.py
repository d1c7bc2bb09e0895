"""saasctl explain: an invoice, a line, an error code, a rule, or a path of the terms."""

from typing import Annotated

import typer

from saasctl.cli.globals import command_group, emit, opened_if_there, terms_path

app = command_group("Explain an invoice, a line, an error code, a rule or a setting.")


@app.command(name="explain")
def explain(
    ctx: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY|CODE|RULE|PATH", help="What to explain.")],
) -> None:
    """Explain an invoice or line as arithmetic, an error code, a rule of a contract, or a path.

    Example: saasctl explain INV-2026-000001
    """
    from saasctl.operations.explanations import explain_key

    emit(ctx, explain_key(key, opened_if_there(ctx), terms_path(ctx)))
