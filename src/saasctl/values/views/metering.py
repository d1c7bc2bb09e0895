"""Commissions and use as printed."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

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
