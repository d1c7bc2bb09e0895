"""saasctl ledger: double-entry lines of documents and payments, and the chart they are booked by."""

from typing import Annotated

import typer

from saasctl.cli.globals import AsOfOption, OnOption, act_of, as_of, command_group, emit, opened
from saasctl.cli.parsing import days_between

app = command_group("Ledger: list its lines, the chart of accounts, change an account.")

SellerOption = Annotated[str | None, typer.Option("--seller", metavar="SLUG", help="Only this seller.")]


@app.command(name="list")
def list_(
    ctx: typer.Context,
    seller: SellerOption = None,
    from_: Annotated[str | None, typer.Option("--from", metavar="DATE", help="From this day on.")] = None,
    to: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Up to this day, included.")] = None,
) -> None:
    """List the lines of every entry: invoices, credit notes, payments, what is earned of prepaid years.

    Example: saasctl ledger list --seller crm --from 2026-01-01 --to 2026-01-31
    """
    from saasctl.operations.ledgers import list_ledger

    emit(ctx, list_ledger(opened(ctx), seller, days_between(from_, to)))


@app.command()
def chart(ctx: typer.Context, seller: SellerOption = None, as_of_: AsOfOption = None) -> None:
    """List the account of each role: a seller's own, else that of the French plan.

    Example: saasctl ledger chart --seller crm
    """
    from saasctl.operations.ledgers import list_accounts

    emit(ctx, list_accounts(opened(ctx), seller, as_of(ctx, as_of_)))


@app.command()
def account(
    ctx: typer.Context,
    seller: Annotated[str, typer.Argument(metavar="SELLER", help="Whose chart.")],
    role: Annotated[
        str, typer.Argument(metavar="ROLE", help="bank, sales.slots ... as `ledger chart` lists.")
    ],
    number: Annotated[str, typer.Argument(metavar="ACCOUNT", help="Number of the account.")],
    label: Annotated[str | None, typer.Option("--label", metavar="TEXT", help="Its name.")] = None,
    on: OnOption = None,
) -> None:
    """Book a role to another account from a day on; earlier entries keep theirs.

    Example: saasctl ledger account crm bank 512100 --label "Banque A" --on 2026-01-01
    """
    from saasctl.operations.ledgers import set_account

    emit(ctx, set_account(opened(ctx), seller, role, number, label, act_of(ctx, on)))
