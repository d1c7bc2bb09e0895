"""Services and accesses as printed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from saasctl.values.answers import Column
from saasctl.values.clause import ClauseRef
from saasctl.values.money import Money


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of a service's price, excl. VAT: planned, or invoiced."""

    what: str
    percent: Decimal | None
    net: Money
    planned_on: date | None
    invoice: str | None
    issued_on: date | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class ServiceView:
    """A service ordered, its price excl. VAT."""

    SCHEMA: ClassVar[str] = "saasctl.service/1"

    id: str
    org: str
    subscription: str | None
    code: str
    price: Money
    currency: str
    training: bool
    ordered_on: date
    delivered_on: date | None
    title: str
    kind: str
    state: str
    travel: Money
    people: int | None
    minutes: int | None
    means: str | None
    quote: str | None
    billed: Money
    unbilled: Money
    parts: tuple[PartView, ...]
    parts_done: tuple[str, ...]
    parts_left: tuple[str, ...]
    elements_due_on: date | None
    times: str
    late_gives_no: tuple[str, ...]
    clauses: tuple[ClauseRef, ...]


SERVICE_COLUMNS = (
    Column("id", "key", 0),
    Column("org", "key", 1),
    Column("subscription", "key", 2),
    Column("code", "text", 0),
    Column("price", "money", 1),
    Column("currency", "text", 3),
    Column("training", "bool", 1),
    Column("ordered_on", "date", 1),
    Column("delivered_on", "date", 2),
    Column("kind", "text", 3),
    Column("state", "text", 3),
    Column("travel", "money", 5),
    Column("people", "int", 5),
    Column("quote", "key", 4),
    Column("billed", "money", 3),
    Column("unbilled", "money", 3),
    Column("elements_due_on", "date", 4),
    Column("times", "text", 6),
)


@dataclass(frozen=True, slots=True)
class AccessView:
    """The day the accesses of a subscription were sent."""

    SCHEMA: ClassVar[str] = "saasctl.access/1"

    org: str
    subscription: str
    access_on: date
