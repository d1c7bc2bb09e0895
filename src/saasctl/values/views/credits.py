"""Credits as printed: prices, orders, balances, bookings."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from saasctl.values.clause import ClauseRef
from saasctl.values.money import Money


@dataclass(frozen=True, slots=True)
class CreditPriceView:
    """What a workspace costs in credits; `raw` is the exact number before it is rounded up."""

    SCHEMA: ClassVar[str] = "saasctl.credit-price/1"

    category: str
    title: str | None
    price: Money
    currency: str
    price_basis: str | None
    factor: Decimal
    worth: Money
    raw: Decimal
    step: int | None
    credits: int
    own_price: bool
    sold_by: tuple[str, ...]
    place: str | None
    capacity: int | None
    clause: ClauseRef
    clauses: tuple[ClauseRef, ...]


@dataclass(frozen=True, slots=True)
class CheaperView:
    """A larger order that costs less."""

    credits: int
    net: Money


@dataclass(frozen=True, slots=True)
class CreditQuoteView:
    """What an order of credits costs, excl. VAT; `average` is exact up to four decimals."""

    SCHEMA: ClassVar[str] = "saasctl.credit-quote/1"

    users: int
    credits: int
    average: Decimal | None
    unit_price: Money
    net: Money
    currency: str
    cheaper: CheaperView | None
    clause: ClauseRef
