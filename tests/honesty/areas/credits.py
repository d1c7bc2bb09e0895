"""Questions about credits: prices, orders, balances, bookings, buy-back."""

from decimal import Decimal
from typing import TYPE_CHECKING

from saasctl.acts.credit_terms import PriceAsked
from saasctl.operations.credit_prices import credit_price, credit_quote
from saasctl.rules.credits.purchase import Order

if TYPE_CHECKING:
    from honesty.panel import Ask, Panel


def prepare(panel: "Panel") -> None:
    """Nothing to prepare for prices."""


def asks(panel: "Panel") -> "dict[str, Ask]":
    """Return the questions by name."""
    return _prices(panel) | _quotes(panel)


def _prices(panel: "Panel") -> "dict[str, Ask]":
    from honesty.panel import asked

    found = {}
    name = panel.profile.id
    kinds = panel.profile.names_under("credits.category")
    for kind in (*kinds, "unknown"):
        for price in (
            "0",
            "0.49",
            "1.50",
            "22",
            "250",
            "250.01",
            "300",
            "500",
            "501",
            "1001",
            "2500",
            "2501",
            "4300",
        ):
            given = PriceAsked(kind, Decimal(price))
            found[f"price {kind} {price}"] = asked(credit_price, name, given, None, None, None)
        for length in ("hour", "day", "month", "year"):
            given = PriceAsked(kind, Decimal(22), length)
            found[f"price {kind} by the {length}"] = asked(credit_price, name, given, None, None, None)
        for months in (None, 1, 2, 3, 13):
            for reason in (None, "lease"):
                given = PriceAsked(kind, Decimal(22), None, 3, months, reason)
                found[f"own price {kind} {months} {reason}"] = asked(
                    credit_price, name, given, None, None, None
                )
    return found


def _quotes(panel: "Panel") -> "dict[str, Ask]":
    from honesty.panel import asked

    orders = [
        Order(count, users) for users in (1, 3, 10) for count in (*range(1, 60), 100, 250, 251, 500, 501)
    ]
    return {
        f"quote {order}": asked(credit_quote, panel.profile.id, order, None, None, None) for order in orders
    }
