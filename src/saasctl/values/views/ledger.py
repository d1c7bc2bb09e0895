"""The ledger, its chart and its months as printed."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from saasctl.values.answers import Column
from saasctl.values.money import Money

LEDGER_COLUMNS = (
    Column("seller", "key", 4),
    Column("on", "date", 0),
    Column("journal", "text", 1),
    Column("piece", "key", 0),
    Column("account", "text", 0),
    Column("account_label", "text", 3),
    Column("org", "key", 2),
    Column("text", "text", 4),
    Column("debit", "money", 0),
    Column("credit", "money", 0),
    Column("currency", "text", 5),
)
BALANCE_COLUMNS = (
    Column("seller", "key", 1),
    Column("account", "text", 0),
    Column("label", "text", 1),
    Column("debit", "money", 0),
    Column("credit", "money", 0),
    Column("balance", "money", 0),
    Column("currency", "text", 3),
)
CHART_COLUMNS = (
    Column("seller", "key", 1),
    Column("role", "key", 0),
    Column("account", "text", 0),
    Column("label", "text", 1),
    Column("from_on", "date", 2),
)
PERIOD_COLUMNS = (
    Column("month", "key", 0),
    Column("status", "text", 0),
    Column("entries", "int", 1),
    Column("debit", "money", 0),
    Column("currency", "text", 3),
    Column("closed_on", "date", 1),
    Column("matches", "bool", 1),
    Column("digest", "text", 5),
)


@dataclass(frozen=True, slots=True)
class AccountView:
    """The account of one role."""

    SCHEMA: ClassVar[str] = "saasctl.account/1"

    seller: str
    role: str
    account: str
    label: str
    from_on: date | None


@dataclass(frozen=True, slots=True)
class PeriodView:
    """One month after an act: `open_from` is the first day that acts may bear."""

    SCHEMA: ClassVar[str] = "saasctl.period/1"

    month: str
    status: str
    open_from: date | None
    entries: int
    debit: Money
    currency: str
    digest: str | None


@dataclass(frozen=True, slots=True)
class LedgerCheck:
    """Whether every entry balances and the accounts equal the documents."""

    SCHEMA: ClassVar[str] = "saasctl.ledger.check/1"

    ok: bool
    sellers: int
    entries: int
    debit: Money
    credit: Money
    currency: str
    findings: tuple[str, ...]
