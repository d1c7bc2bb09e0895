"""Credits as printed: prices, orders, balances, bookings."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar

from saasctl.values.answers import Column
from saasctl.values.clause import ClauseRef
from saasctl.values.money import Money
from saasctl.values.period import Period


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


@dataclass(frozen=True, slots=True)
class LotView:
    """A lot of credits; `expires_on` is the last day it can be spent, None where it never ends."""

    quantity: int
    remaining: int
    source: str
    bought_on: date
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class UserCreditsView:
    """A user's credits: what is left of a right on the account's up to `capacity`, or its own credits."""

    email: str
    capacity: int | None
    remaining: int
    refills_on: date | None


@dataclass(frozen=True, slots=True)
class CreditsView:
    """An account's credits as of a day. `unallotted` are those no user holds, where users hold them."""

    SCHEMA: ClassVar[str] = "saasctl.credits/1"

    org: str
    plan: str
    balance: str
    available: int
    unallotted: int
    lots: tuple[LotView, ...]
    users: tuple[UserCreditsView, ...]
    kept_up_by: str | None
    auto_buy: bool
    alerts: tuple[str, ...]
    clauses: tuple[ClauseRef, ...]


@dataclass(frozen=True, slots=True)
class CreditsBoughtView:
    """Credits that came to an account, their price excl. VAT and invoice, and the account after it."""

    SCHEMA: ClassVar[str] = "saasctl.credits-bought/1"

    org: str
    credits: int
    source: str
    ordered_for: int
    average: Decimal | None
    unit_price: Money
    net: Money
    gross: Money
    currency: str
    invoice: str | None
    due_on: date | None
    bought_on: date
    expires_on: date | None
    cheaper: CheaperView | None
    available: int
    lots: tuple[LotView, ...]
    users: tuple[UserCreditsView, ...]
    clause: ClauseRef | None


@dataclass(frozen=True, slots=True)
class AllottedView:
    """A user's level in a periodic subscription, or credits moved to the user on demand."""

    SCHEMA: ClassVar[str] = "saasctl.credits-allotted/1"

    org: str
    user: str
    credits: int
    from_: date
    changed_by: str | None
    needs: tuple[str, ...]
    suggested_by: str | None
    available: int
    lots: tuple[LotView, ...]
    users: tuple[UserCreditsView, ...]
    clause: ClauseRef | None


@dataclass(frozen=True, slots=True)
class BookingView:
    """A booking with what is left on the account and of the user's credits after it."""

    SCHEMA: ClassVar[str] = "saasctl.booking/1"

    id: str
    org: str
    user: str
    company: str | None
    category: str
    price: Money
    currency: str
    credits: int
    at: datetime
    consumed_on: date
    starts_at: datetime | None
    people: int
    accepted: tuple[str, ...]
    admin_balance: int
    user_balance: int
    status: str
    returned: int
    clause: ClauseRef | None


@dataclass(frozen=True, slots=True)
class BuybackView:
    """Credits bought back at one price excl. VAT, the document, when it is paid, and the account after it."""

    SCHEMA: ClassVar[str] = "saasctl.credits-bought-back/1"

    org: str
    credits: int
    unit_price: Money
    net: Money
    vat: Money
    gross: Money
    paid_for_them: Money
    currency: str
    document: str | None
    on: date
    due_on: date
    on_request_of: str | None
    available: int
    lots: tuple[LotView, ...]
    users: tuple[UserCreditsView, ...]
    clause: ClauseRef | None


BOOKING_COLUMNS = (
    Column("id", "key", 0),
    Column("org", "key", 0),
    Column("user", "key", 0),
    Column("company", "text", 5),
    Column("category", "text", 1),
    Column("price", "money", 2),
    Column("credits", "int", 0),
    Column("at", "instant", 1),
    Column("starts_at", "instant", 3),
    Column("people", "int", 4),
    Column("status", "text", 1),
    Column("returned", "int", 3),
)


@dataclass(frozen=True, slots=True)
class UserUsedView:
    """A user's bookings and their credits."""

    email: str
    company: str | None
    bookings: int
    credits: int


@dataclass(frozen=True, slots=True)
class UsedView:
    """A month of a customer's credits: booked by user, what came, expired, was bought back; what is left."""

    SCHEMA: ClassVar[str] = "saasctl.credits-used/1"

    org: str
    month: str
    period: Period
    bookings: int
    booked: int
    credited: int
    expired: int
    bought_back: int
    left: int
    users: tuple[UserUsedView, ...]
    clause: ClauseRef | None


SEAT_COLUMNS = (
    Column("org", "key", 0),
    Column("seller", "key", 2),
    Column("slots", "int", 0),
    Column("occupied", "int", 1),
    Column("free", "int", 2),
    Column("users_active", "int", 0),
    Column("users_invited", "int", 3),
    Column("end_users", "int", 1),
    Column("credits", "int", 0),
    Column("credits_of_users", "int", 3),
    Column("fits", "bool", 1),
    Column("note", "text", 2),
)
ACCOUNT_COLUMNS = (
    Column("org", "key", 0),
    Column("plan", "text", 2),
    Column("balance", "text", 2),
    Column("available", "int", 0),
    Column("unallotted", "int", 1),
    Column("kept_up_by", "text", 3),
    Column("auto_buy", "bool", 4),
)
LOT_COLUMNS = (
    Column("org", "key", 0),
    Column("quantity", "int", 0),
    Column("remaining", "int", 0),
    Column("source", "text", 1),
    Column("bought_on", "date", 1),
    Column("expires_on", "date", 0),
    Column("invoice", "key", 2),
)
