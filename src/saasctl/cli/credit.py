"""saasctl credit: prices in credits, orders, allotments, bookings, buy-back."""

import sys
from typing import Annotated

import typer

from saasctl.cli.globals import (
    AsOfOption,
    AtOption,
    OnOption,
    act_of,
    as_of,
    command_group,
    confirm,
    emit,
    opened,
    opened_if_there,
    session_of,
    terms_path,
)
from saasctl.cli.parsing import day, instant, one_of, price
from saasctl.errors.usage import ValueMalformed

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


OrgArgument = Annotated[
    str, typer.Argument(metavar="ORG[/NAME]", help="Customer, or one of its subscriptions.")
]
EmailArgument = Annotated[str, typer.Argument(metavar="EMAIL", help="User of the customer.")]
MOST = 100_000_000
CountArgument = Annotated[int, typer.Argument(metavar="N", help="How many credits.", min=1, max=MOST)]


@app.command()
def buy(
    ctx: typer.Context,
    org: OrgArgument,
    count: CountArgument,
    users: UsersOption,
    source: Annotated[
        str | None, typer.Option("--source", metavar="bought|collected|opening", help="Where they come from.")
    ] = None,
    accepted: Annotated[bool, typer.Option("--accepted", help="The vendor accepts collected ones.")] = False,
    ordered_on: Annotated[
        str | None, typer.Option("--ordered-on", metavar="DATE", help="Day of the order, if before.")
    ] = None,
    allotted: Annotated[
        list[str] | None,
        typer.Option("--allot", metavar="EMAIL:N", help="On demand: whose they become; repeatable."),
    ] = None,
    on: OnOption = None,
) -> None:
    """Credit an account with credits, and invoice those bought.

    `--source opening` takes over credits that another system invoiced.

    Example: saasctl credit buy acme 100 --users 10 --on 2026-03-02
    """
    from saasctl.operations.credits import BuyGiven, buy_credits

    kind = one_of(source, "--source", "bought", "collected", "opening") or "bought"
    ordered = day(ordered_on, "--ordered-on") if ordered_on else None
    named = tuple(_named(text, "--allot") for text in allotted or ())
    given = BuyGiven(count, users, kind, accepted, ordered, named)
    emit(ctx, buy_credits(opened(ctx), org, given, act_of(ctx, on)))


@app.command()
def allot(
    ctx: typer.Context,
    org: OrgArgument,
    email: Annotated[str, typer.Argument(metavar="EMAIL|all", help="User of the customer, or all.")],
    count: Annotated[int, typer.Argument(metavar="N", help="How many credits.", min=0, max=100_000_000)],
    on: OnOption = None,
) -> None:
    """Set a user's monthly level in a periodic subscription, or move credits to the user on demand.

    Example: saasctl credit allot acme ana@acme.example 12 --on 2026-03-02
    """
    from saasctl.operations.credits import allot_credits

    emit(ctx, allot_credits(opened(ctx), org, email, count, act_of(ctx, on)))


@app.command()
def book(
    ctx: typer.Context,
    org: OrgArgument,
    email: EmailArgument,
    category: CategoryOption,
    price_of: PriceOption,
    accepts: Annotated[
        bool, typer.Option("--accept-conditions", help="The user accepts the booking's conditions.")
    ] = False,
    starts: Annotated[
        str | None, typer.Option("--starts", metavar="INSTANT", help="When the booking begins.")
    ] = None,
    people: Annotated[int, typer.Option("--people", metavar="N", min=1, help="How many come.")] = 1,
    length: LengthOption = None,
    own: OwnOption = None,
    firm: FirmOption = None,
    at: AtOption = None,
) -> None:
    """Book a workspace: the user's credits and the account's are debited together, or nothing is.

    Example: saasctl credit book acme ana@acme.example --category desk --price 22 --accept-conditions
    """
    from saasctl.operations.bookings import BookingGiven, PriceAsked, book_workspace

    asked = PriceAsked(
        category, price(price_of, "--price"), length, own, firm, session_of(ctx).text("reason")
    )
    given = BookingGiven(asked, accepts, instant(starts, "--starts") if starts else None, people)
    emit(ctx, book_workspace(opened(ctx), org, email, given, act_of(ctx, at=at)))


@app.command(name="cancel-booking")
def cancel_booking(
    ctx: typer.Context,
    key: Annotated[str, typer.Argument(metavar="BK-N", help="Key of the booking.")],
    no_show: Annotated[bool, typer.Option("--no-show", help="Nobody came.")] = False,
    at: AtOption = None,
) -> None:
    """Cancel a booking; credits go back as the operator's booking conditions say.

    Example: saasctl credit cancel-booking BK-1 --at 2026-03-03T09:00:00+01:00
    """
    from saasctl.operations.bookings import cancel_booking as cancel

    emit(ctx, cancel(opened(ctx), key, no_show, act_of(ctx, at=at)))


@app.command()
def bookings(
    ctx: typer.Context,
    org: Annotated[str | None, typer.Argument(metavar="[ORG]", help="Only this customer.")] = None,
    as_of_: AsOfOption = None,
) -> None:
    """List bookings, the newest first.

    Example: saasctl credit bookings acme
    """
    from saasctl.operations.bookings import list_bookings

    emit(ctx, list_bookings(opened(ctx), org, as_of(ctx, as_of_)))


@app.command()
def balance(ctx: typer.Context, org: OrgArgument, as_of_: AsOfOption = None) -> None:
    """Show an account's lots of credits and what its users have left.

    Example: saasctl credit balance acme --as-of 2026-03-31
    """
    from saasctl.operations.credits import credit_balance

    emit(ctx, credit_balance(opened(ctx), org, as_of(ctx, as_of_)))


@app.command()
def buyback(
    ctx: typer.Context,
    org: OrgArgument,
    count: CountArgument,
    user: Annotated[
        list[str] | None, typer.Option("--user", metavar="EMAIL:N", help="Whose credits are taken.")
    ] = None,
    on: OnOption = None,
) -> None:
    """Buy available credits back from a customer at the terms' price.

    Example: saasctl credit buyback acme 40 --on 2026-05-20 --yes
    """
    from saasctl.operations.credits import buy_credits_back

    named = tuple(_named(text, "--user") for text in user or ())
    confirm(ctx, f"Buy {count} credits back from {org}?")
    emit(ctx, buy_credits_back(opened(ctx), org, count, named, act_of(ctx, on)))


def _named(text: str, option: str) -> tuple[str, int]:
    email, colon, count = text.rpartition(":")
    if not colon or not count.isdecimal() or len(count) > len(str(MOST)) or not 1 <= int(count) <= MOST:
        raise ValueMalformed(option, text, f"EMAIL:N, as ana@acme.example:10; N from 1 to {MOST}")
    return email, int(count)
