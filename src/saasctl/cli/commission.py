"""saasctl commission: sales declared, monthly statements, the year's reconciliation."""

from typing import TYPE_CHECKING, Annotated

import typer

from saasctl.cli.globals import (
    OnOption,
    act_of,
    command_group,
    emit,
    faults_told,
    opened,
)
from saasctl.cli.parsing import day, month, one_of, price
from saasctl.errors.usage import ValueMalformed

if TYPE_CHECKING:
    from saasctl.operations.commissions import SaleGiven

app = command_group("Commissions on a customer's own sales: declarations, statements, reconciliation.")
SALE = "PRICE:COUNT or PRICE:COUNT:BUYER, as 49.00:8"
MOST = 9
"""Digits of a number of sales."""

SubscriptionArgument = Annotated[str, typer.Argument(metavar="ORG[/NAME]", help="Customer or subscription.")]
MonthOption = Annotated[str, typer.Option("--month", metavar="YYYY-MM", help="Calendar month of the sales.")]


@app.command()
def declare(
    ctx: typer.Context,
    subscription: SubscriptionArgument,
    month_: MonthOption,
    sale: Annotated[
        list[str] | None,
        typer.Option(
            "--sale",
            metavar="PRICE:COUNT[:BUYER]",
            help="Price of one sale, excl. VAT, and how many there were; may be repeated. "
            "BUYER is end-user (unless given), third-party or user.",
        ),
    ] = None,
    file: Annotated[
        str | None,
        typer.Option("--file", metavar="FILE.csv", help="Sales as CSV with the columns price, count, buyer."),
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="vendor|customer", help="Whose figures they are.")
    ] = None,
    used_from: Annotated[
        str | None, typer.Option("--used-from", metavar="DATE", help="First day of commercial use in it.")
    ] = None,
    used_until: Annotated[
        str | None, typer.Option("--used-until", metavar="DATE", help="Last day of commercial use in it.")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Take the place of what was declared before.")
    ] = False,
    on: OnOption = None,
) -> None:
    """Record a month with commercial use and its sales; a month without sales counts all the same.

    Example: saasctl commission declare acme --month 2026-03 --sale 49.00:8 --sale 120.00:3
    """
    from saasctl.operations.commissions import DeclarationGiven, declare_sales, sales_in

    sales = [_sale(text) for text in sale or ()]
    if file is not None:
        with faults_told(ctx):
            sales += sales_in(file)
    given = DeclarationGiven(
        month(month_, "--month"),
        tuple(sales),
        one_of(by, "--by", "vendor", "customer"),
        day(used_from, "--used-from") if used_from else None,
        day(used_until, "--used-until") if used_until else None,
        replace,
    )
    emit(ctx, declare_sales(opened(ctx), subscription, given, act_of(ctx, on)))


def _sale(text: str) -> "SaleGiven":
    from saasctl.operations.commissions import BUYERS, SaleGiven

    amount, *rest = text.split(":")
    count, buyer = (*rest, BUYERS[0])[:2] if rest else ("", "")
    if not count.isascii() or not count.isdigit() or len(count) > MOST or not int(count) or len(rest) > 2:
        raise ValueMalformed("--sale", text, SALE)
    if buyer not in BUYERS:
        raise ValueMalformed("--sale", text, f"a buyer that is one of {', '.join(BUYERS)}")
    return SaleGiven(price(amount, "--sale"), int(count), buyer)


@app.command()
def statement(ctx: typer.Context, subscription: SubscriptionArgument, month_: MonthOption) -> None:
    """Show the commission of a month, the advance debited for it, and what of that is not used.

    Example: saasctl commission statement acme --month 2026-03
    """
    from saasctl.operations.commissions import state_commission

    emit(ctx, state_commission(opened(ctx), subscription, month(month_, "--month")))


@app.command()
def reconcile(
    ctx: typer.Context,
    subscription: SubscriptionArgument,
    start: Annotated[
        str, typer.Option("--from", metavar="YYYY-MM", help="First month of the year that is settled.")
    ],
) -> None:
    """Show a year's commission less its minimums, and the balance that is owed.

    Example: saasctl commission reconcile acme --from 2026-01
    """
    from saasctl.operations.commissions import reconcile_commission

    emit(ctx, reconcile_commission(opened(ctx), subscription, month(start, "--from")))
