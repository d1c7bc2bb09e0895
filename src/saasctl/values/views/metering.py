"""Commissions and use as printed."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from saasctl.values.answers import Column
from saasctl.values.clause import ClauseRef
from saasctl.values.money import Money
from saasctl.values.period import Period


@dataclass(frozen=True, slots=True)
class DeclarationView:
    """A declared month of commercial use; `period` are its days of use."""

    SCHEMA: ClassVar[str] = "saasctl.commission.declaration/1"

    org: str
    subscription: str
    month: str
    version: int
    by: str
    period: Period
    sales: tuple["SaleView", ...]
    count: int
    total: Money
    currency: str
    clause: ClauseRef | None


@dataclass(frozen=True, slots=True)
class SaleView:
    """Sales of one price to buyers of one kind."""

    price: Money
    count: int
    buyer: str


@dataclass(frozen=True, slots=True)
class CommissionLineView:
    """The share owed on sales of one price; `percent` is None where no rate plays a part."""

    price: Money
    count: int
    buyer: str
    percent: str | None
    commission: Money
    clause: ClauseRef


@dataclass(frozen=True, slots=True)
class StatementView:
    """A month's commission and the advance debited for it, excl. VAT."""

    SCHEMA: ClassVar[str] = "saasctl.commission.statement/1"

    org: str
    subscription: str
    month: str
    lines: tuple[CommissionLineView, ...]
    commission: Money
    advance: Money
    unused_advance: Money
    advance_by: str
    licence_fee_owed: bool
    debited_on: date
    invoice: str | None
    currency: str
    clause: ClauseRef


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month of a reconciliation."""

    month: str
    commission: Money
    advance: Money


@dataclass(frozen=True, slots=True)
class ReconciliationView:
    """A year's commission less its advances, excl. VAT; `from_` is printed as `from`."""

    SCHEMA: ClassVar[str] = "saasctl.commission.reconciliation/1"

    org: str
    subscription: str
    from_: str
    period: Period
    months: int
    total: Money
    advances: Money
    balance: Money
    paid_by: str
    invoiced_on: date
    due_days: int | None
    invoice: str | None
    by_month: tuple[MonthView, ...]
    currency: str
    clause: ClauseRef


@dataclass(frozen=True, slots=True)
class ReadingView:
    """One reading of a metric; `subject` is the campaign or database it is of."""

    SCHEMA: ClassVar[str] = "saasctl.usage.reading/1"

    org: str
    metric: str
    subject: str | None
    value: int
    at: str
    source: str | None


SALE_COLUMNS = (
    Column("org", "key", 1),
    Column("subscription", "key", 0),
    Column("month", "text", 0),
    Column("version", "int", 3),
    Column("buyer", "text", 2),
    Column("price", "money", 0),
    Column("count", "int", 0),
    Column("currency", "text", 3),
)
READING_COLUMNS = (
    Column("org", "key", 1),
    Column("metric", "text", 0),
    Column("subject", "text", 1),
    Column("value", "int", 0),
    Column("at", "instant", 0),
    Column("source", "text", 2),
)


@dataclass(frozen=True, slots=True)
class FindingView:
    """A threshold that is passed, or use above the plan.

    `value` and `threshold` are texts: a count, or a percentage of `of`. `action` is what to type next.
    """

    SCHEMA: ClassVar[str] = "saasctl.usage.finding/1"

    org: str
    metric: str
    window: Period
    value: str
    threshold: str
    consequence: str
    clause: ClauseRef
    name: str
    subject: str | None
    count: int
    of: int | None
    title: str
    suspends: str | None
    billed_on: date | None
    amount: Money | None
    within: str | None
    action: str | None


FINDING_COLUMNS = (
    Column("org", "key", 0),
    Column("metric", "text", 0),
    Column("window", "period", 2),
    Column("value", "text", 0),
    Column("threshold", "text", 0),
    Column("consequence", "text", 0),
    Column("clause", "clause", 3),
    Column("name", "text", 4),
    Column("subject", "text", 1),
    Column("count", "int", 4),
    Column("of", "int", 4),
    Column("title", "text", 5),
    Column("suspends", "text", 4),
    Column("billed_on", "date", 3),
    Column("amount", "money", 3),
    Column("within", "text", 5),
    Column("action", "text", 4),
)


def finding_row(view: FindingView) -> tuple[object, ...]:
    """Return a finding as a row of FINDING_COLUMNS."""
    return tuple(getattr(view, column.name) for column in FINDING_COLUMNS)
