"""Payments, penalties and statements as printed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from saasctl.values.answers import Column
from saasctl.values.clause import ClauseRef
from saasctl.values.money import Money


@dataclass(frozen=True, slots=True)
class AllocationView:
    """A part of a payment on one invoice."""

    invoice: str
    amount: Money


@dataclass(frozen=True, slots=True)
class PaymentView:
    """A payment and what it settles; `unallocated` is what is left of it."""

    SCHEMA: ClassVar[str] = "saasctl.payment/1"

    id: str
    org: str
    amount: Money
    currency: str
    received_on: date
    method: str | None
    reference: str | None
    allocations: tuple[AllocationView, ...]
    refunded: Money
    unallocated: Money


PAYMENT_COLUMNS = (
    Column("id", "key", 0),
    Column("org", "key", 0),
    Column("amount", "money", 0),
    Column("currency", "text", 4),
    Column("received_on", "date", 0),
    Column("method", "text", 1),
    Column("reference", "text", 3),
    Column("allocations", "list", 2),
    Column("refunded", "money", 5),
    Column("unallocated", "money", 1),
)


@dataclass(frozen=True, slots=True)
class SegmentView:
    """Days with one principal and one rate; `exact` is the interest before rounding, to 4 decimals."""

    from_: date
    to: date
    days: int
    principal: Money
    annual_percent: Decimal
    amount: Money
    exact: str
    rate: str


@dataclass(frozen=True, slots=True)
class StatutoryView:
    """What the law alone would give, as information (L441-10 II, D441-5).

    `floor_*` is the least that a rate agreed in terms gives; `below` says that the terms give less.
    """

    annual_percent: Decimal | None
    interest: Money
    fee: Money
    floor_percent: Decimal | None
    floor_interest: Money
    complete: bool
    below: bool


@dataclass(frozen=True, slots=True)
class PenaltiesView:
    """Late interest and fee of one invoice as of a day; `claimed` is on penalty invoices already."""

    SCHEMA: ClassVar[str] = "saasctl.penalties/1"

    invoice: str
    org: str
    as_of: date
    due_on: date
    principal: Money
    balance: Money
    starts_on: date | None
    days: int
    segments: tuple[SegmentView, ...]
    interest: Money
    fee: Money
    total: Money
    currency: str
    claimed: Money
    waived: Money
    outstanding: Money
    complete: bool
    missing: tuple[str, ...]
    statutory: StatutoryView
    clauses: tuple[ClauseRef, ...]


PENALTY_COLUMNS = (
    Column("invoice", "key", 0),
    Column("org", "key", 3),
    Column("as_of", "date", 4),
    Column("due_on", "date", 1),
    Column("principal", "money", 1),
    Column("balance", "money", 4),
    Column("starts_on", "date", 2),
    Column("days", "int", 1),
    Column("segments", "list", 9),
    Column("interest", "money", 0),
    Column("fee", "money", 0),
    Column("total", "money", 0),
    Column("currency", "text", 5),
    Column("claimed", "money", 3),
    Column("waived", "money", 6),
    Column("outstanding", "money", 3),
    Column("complete", "bool", 5),
    Column("missing", "list", 6),
    Column("statutory", "object", 9),
    Column("clauses", "list", 9),
)
