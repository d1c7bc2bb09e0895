"""saasctl explain: an invoice, a line, a subscription, an error code, a rule, or a path of the terms."""

from typing import Annotated

import typer

from saasctl.cli.globals import (
    AsOfOption,
    as_of,
    as_of_instant,
    command_group,
    emit,
    opened_if_there,
    terms_path,
)
from saasctl.cli.parsing import day

app = command_group("Explain an invoice, a line, a subscription, a rule or a setting.")


@app.command(name="explain")
def explain(
    ctx: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY|CODE|RULE|PATH|dates", help="What to explain.")],
    first: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="With dates: the first.")
    ] = None,
    every: Annotated[
        int, typer.Option("--every", metavar="N", min=1, max=120, help="With dates: months between two.")
    ] = 1,
    count: Annotated[
        int, typer.Option("--count", metavar="N", min=1, max=120, help="With dates: how many.")
    ] = 6,
    as_of_: AsOfOption = None,
) -> None:
    """Explain an invoice or line as arithmetic, an error code, a rule of a contract, a path, or dates.

    A ticket is explained as of --as-of: each day, window, holiday and pause, with its running total;
    a case (C-1) with every date, amount and act as known then; a subscription (acme/main) with its dates.
    `dates` counts months from its first day: explain dates --from 2026-01-31 --every 1 --count 6.

    Example: saasctl explain INV-2026-000001
    """
    from saasctl.operations.explanations import explain_dates, explain_key

    if key == "dates" and first is not None:
        emit(ctx, explain_dates(day(first, "--from"), every, count))
    else:
        now = as_of_instant(ctx, as_of_) if key.startswith("T-") else as_of(ctx, as_of_)
        emit(ctx, explain_key(key, opened_if_there(ctx), terms_path(ctx), now))
