"""saasctl credit: prices in credits, orders, allotments, bookings, buy-back."""

import sys
from typing import Annotated

import typer

from saasctl.cli.globals import (
    AsOfOption,
    as_of,
    command_group,
    emit,
    opened_if_there,
    session_of,
    terms_path,
)
from saasctl.cli.parsing import price

app = command_group("Credits: prices, orders, balances, allotments, bookings, buy-back.")

TermsOption = Annotated[
    str, typer.Option("--terms", metavar="PROFILE[@VERSION]", help="Profile of terms to price under.")
]
CategoryOption = Annotated[
    str,
    typer.Option("--category", metavar="desk|room|month", help="Kind of workspace, as the terms name it."),
]
PriceOption = Annotated[
    str, typer.Option("--price", metavar="AMOUNT", help="Price shown of the workspace, excl. VAT.")
]
LengthOption = Annotated[
    str | None, typer.Option("--let-by", metavar="hour|day|month", help="What the workspace is let for.")
]
OwnOption = Annotated[
    int | None,
    typer.Option("--own-credits", metavar="N", min=0, help="Credits set freely for the vendor's own space."),
]
FirmOption = Annotated[
    int | None,
    typer.Option("--firm-months", metavar="N", min=1, help="Months the vendor has taken the space firmly."),
]
UsersOption = Annotated[
    int, typer.Option("--users", metavar="N", min=1, max=1_000_000, help="Users the order is for.")
]


@app.command(name="price")
def price_(
    ctx: typer.Context,
    terms: TermsOption,
    category: CategoryOption,
    price_of: PriceOption,
    length: LengthOption = None,
    own: OwnOption = None,
    firm: FirmOption = None,
    as_of_: AsOfOption = None,
) -> None:
    """Show what a workspace at a price takes in credits, rounded up as the terms say.

    Example: saasctl credit price --terms mine --category room --price 120.00
    """
    from saasctl.operations.credit_prices import PriceAsked, credit_price

    asked = PriceAsked(
        category, price(price_of, "--price"), length, own, firm, session_of(ctx).text("reason")
    )
    emit(ctx, credit_price(terms, asked, opened_if_there(ctx), as_of(ctx, as_of_), terms_path(ctx)))


@app.command()
def quote(
    ctx: typer.Context,
    terms: TermsOption,
    users: UsersOption,
    count: Annotated[
        int, typer.Option("--credits", metavar="N", min=1, max=100_000_000, help="Credits of the order.")
    ],
    as_of_: AsOfOption = None,
) -> None:
    """Show what credits bought on demand cost, and whether buying more costs less.

    Example: saasctl credit quote --terms mine --users 10 --credits 100
    """
    from saasctl.operations.credit_prices import Order, credit_quote

    view, warnings = credit_quote(
        terms, Order(count, users), opened_if_there(ctx), as_of(ctx, as_of_), terms_path(ctx)
    )
    sys.stderr.writelines(f"warning: {said}\n" for said in warnings)
    emit(ctx, view)
