"""Invoices and explanations as printed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar

from saasctl.values.answers import Column
from saasctl.values.clause import ClauseRef, Step
from saasctl.values.money import Money
from saasctl.values.period import Period


@dataclass(frozen=True, slots=True)
class VatPart:
    """VAT of one category and rate: charged once on the sum of its lines (EN 16931)."""

    category: str
    rate: Decimal
    base: Money
    vat: Money


@dataclass(frozen=True, slots=True)
class LineView:
    """One line; `basis` holds the inputs of its arithmetic."""

    ref: str
    description: str
    quantity: int
    unit_price: Money
    net: Money
    vat_category: str
    vat_rate: Decimal
    period: Period | None
    basis: dict[str, int | str]
    clause: ClauseRef | None
    price_clause: ClauseRef | None


@dataclass(frozen=True, slots=True)
class InstalmentView:
    """A part of an invoice that is paid in parts."""

    due_on: date
    amount: Money


@dataclass(frozen=True, slots=True)
class InvoiceView:
    """One invoice, or a preview of one (`number` is None). Credit notes carry negative amounts.

    An invoice issued anew `corrects` the credit note of the wrong one, which it `replaces`.
    """

    SCHEMA: ClassVar[str] = "saasctl.invoice/1"

    number: str | None
    kind: str
    seller: str
    org: str
    subscription: str | None
    status: str
    overdue: bool
    days_late: int
    issued_on: date
    obligation_on: date
    due_on: date
    period: Period | None
    currency: str
    net: Money
    vat: Money
    gross: Money
    paid: Money
    balance: Money
    corrects: str | None
    terms_version: str
    mention: str | None
    vat_breakdown: tuple[VatPart, ...]
    lines: tuple[LineView, ...]
    due_clause: ClauseRef | None
    instalments: tuple[InstalmentView, ...] = ()
    replaces: str | None = None
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """The steps that lead to a figure or a date; each can be recomputed from its inputs."""

    SCHEMA: ClassVar[str] = "saasctl.explain/1"

    key: str
    title: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Verification:
    """What `invoice verify` found in the series and sums of issued documents."""

    SCHEMA: ClassVar[str] = "saasctl.invoice.verify/1"

    ok: bool
    invoices: int
    series: int
    findings: tuple[str, ...]
    information: tuple[str, ...]


INVOICE_COLUMNS = (
    Column("number", "key", 0),
    Column("kind", "text", 2),
    Column("seller", "key", 5),
    Column("org", "key", 1),
    Column("subscription", "key", 6),
    Column("status", "text", 1),
    Column("overdue", "bool", 7),
    Column("days_late", "int", 6),
    Column("issued_on", "date", 1),
    Column("obligation_on", "date", 7),
    Column("due_on", "date", 2),
    Column("period", "period", 3),
    Column("currency", "text", 4),
    Column("net", "money", 2),
    Column("vat", "money", 3),
    Column("gross", "money", 0),
    Column("paid", "money", 7),
    Column("balance", "money", 3),
    Column("corrects", "key", 8),
    Column("terms_version", "text", 8),
    Column("mention", "text", 9),
    Column("vat_breakdown", "list", 9),
    Column("lines", "list", 9),
    Column("due_clause", "clause", 9),
    Column("instalments", "list", 9),
)
"""The fields of an invoice in the order of its JSON object."""


def invoice_row(view: InvoiceView) -> tuple[object, ...]:
    """Return an invoice as a row of INVOICE_COLUMNS."""
    return tuple(getattr(view, column.name) for column in INVOICE_COLUMNS)
