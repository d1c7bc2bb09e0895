"""Quotes as printed."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from saasctl.values.answers import Column
from saasctl.values.clause import ClauseRef
from saasctl.values.money import Money


@dataclass(frozen=True, slots=True)
class QuoteLineView:
    """One line of a quote, excl. VAT."""

    ref: str
    kind: str
    code: str | None
    description: str
    quantity: int
    unit_price: Money
    net: Money
    basis: dict[str, int | str]
    clause: ClauseRef | None
    price_clause: ClauseRef | None


@dataclass(frozen=True, slots=True)
class GateView:
    """Something that must happen before access opens, with the day on which it did."""

    name: str
    met_on: date | None


@dataclass(frozen=True, slots=True)
class ConditionView:
    """A condition of the customer's own that the quote brings, from so many months after its start."""

    path: str
    value: str
    after_months: int


@dataclass(frozen=True, slots=True)
class QuoteView:
    """A quote as of a day.

    `valid_until` and `change_until` are days that still count: the last to accept it, the last on
    which a change of the order cannot be refused for its lateness.
    """

    SCHEMA: ClassVar[str] = "saasctl.quote/1"

    ref: str
    org: str
    status: str
    title: str | None
    issued_on: date
    valid_until: date | None
    net: Money
    currency: str
    customer_signed_on: date | None
    vendor_signed_on: date | None
    binding_on: date | None
    validated_on: date | None
    change_until: date | None
    change: str | None
    declined_on: date | None
    declined_for: str | None
    subscription: str | None
    changes: str | None
    plan: str | None
    period_unit: str | None
    slots: int | None
    credits: int
    starts_on: date | None
    services: tuple[str, ...]
    states: tuple[str, ...]
    lines: tuple[QuoteLineView, ...]
    terms: tuple[ConditionView, ...]
    gates: tuple[GateView, ...]
    clauses: tuple[ClauseRef, ...]


QUOTE_COLUMNS = (
    Column("ref", "key", 0),
    Column("org", "key", 0),
    Column("status", "text", 0),
    Column("title", "text", 5),
    Column("issued_on", "date", 1),
    Column("valid_until", "date", 1),
    Column("net", "money", 0),
    Column("currency", "text", 4),
    Column("customer_signed_on", "date", 2),
    Column("vendor_signed_on", "date", 2),
    Column("binding_on", "date", 1),
    Column("validated_on", "date", 3),
    Column("subscription", "key", 4),
)
