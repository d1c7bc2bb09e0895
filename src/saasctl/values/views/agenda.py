"""The agenda, the timeline and the rehearsal as printed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, NamedTuple

from saasctl.values.answers import Column
from saasctl.values.clause import ClauseRef
from saasctl.values.money import Money
from saasctl.values.views.runs import FailedView


class AgendaItem(NamedTuple):
    """Something due on a day that still counts; `action` is the command to type, or what does it."""

    on: date
    kind: str
    org: str
    subject: str
    action: str
    automatic: bool
    overdue: bool
    rule: str | None
    clause: ClauseRef | None


AGENDA_COLUMNS = (
    Column("on", "date", 0),
    Column("kind", "text", 0),
    Column("org", "key", 0),
    Column("subject", "key", 2),
    Column("action", "text", 1),
    Column("automatic", "bool", 3),
    Column("overdue", "bool", 1),
    Column("rule", "text", 2),
    Column("clause", "clause", 4),
)


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing to do: its day, kind, customer, what it is about, the command, and why."""

    on: date
    kind: str
    org: str
    subject: str
    action: str
    clause: ClauseRef | None


@dataclass(frozen=True, slots=True)
class TimelineItemView:
    """One fact or date to come; `at` is None where only the day is known."""

    on: date
    at: datetime | None
    what: str
    source: str
    clause: ClauseRef | None
    past: bool


@dataclass(frozen=True, slots=True)
class TimelineView:
    """A customer's life, oldest first: what happened and what is to come."""

    SCHEMA: ClassVar[str] = "saasctl.timeline/1"

    org: str
    items: tuple[TimelineItemView, ...]


@dataclass(frozen=True, slots=True)
class RehearsedInvoice:
    """An invoice that the run would issue."""

    number: str
    org: str
    kind: str
    issued_on: date
    due_on: date
    net: Money
    gross: Money
    currency: str


@dataclass(frozen=True, slots=True)
class MonthRevenue:
    """Net sums of the invoices dated in a month, `YYYY-MM`."""

    month: str
    net: Money
    currency: str


@dataclass(frozen=True, slots=True)
class RehearsedDay:
    """A renewal's first day, or the last day of a contract."""

    on: date
    org: str
    subscription: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an operator would have to do or might do by the end of the rehearsal."""

    on: date
    kind: str
    org: str
    subject: str
    action: str
    overdue: bool
    rule: str | None


@dataclass(frozen=True, slots=True)
class MonthCompared:
    """A month's net sums under the terms in force, and under the other ones."""

    month: str
    net: Money
    other_net: Money
    difference: Money
    currency: str


@dataclass(frozen=True, slots=True)
class RehearsalView:
    """What a run up to a day would bring; the real store is not touched."""

    SCHEMA: ClassVar[str] = "saasctl.rehearsal/1"

    until: date
    invoices: tuple[RehearsedInvoice, ...]
    revenue_by_month: tuple[MonthRevenue, ...]
    renewals: tuple[RehearsedDay, ...]
    ends: tuple[RehearsedDay, ...]
    proposals: tuple[Proposal, ...]
    compared: tuple[MonthCompared, ...]
    failed: tuple[FailedView, ...]
