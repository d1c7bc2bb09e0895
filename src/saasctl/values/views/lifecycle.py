"""Notices, cancellations, suspensions and statements as printed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from saasctl.values.answers import Column
from saasctl.values.clause import ClauseRef
from saasctl.values.money import Money
from saasctl.values.views.invoices import InstalmentView


@dataclass(frozen=True, slots=True)
class NoticeGivenView:
    """A notice between the parties, with what it brought."""

    SCHEMA: ClassVar[str] = "saasctl.notice/1"

    id: str
    org: str
    kind: str
    form: str
    by: str
    sent_on: date | None
    received_on: date | None
    due_on: date | None
    status: str
    effect: str | None
    invoice: str | None
    clause: ClauseRef | None
    addressee: str | None = None
    address: str | None = None
    language: str | None = None
    message_id: str | None = None
    tracking: str | None = None


@dataclass(frozen=True, slots=True)
class NoticeTextView(NoticeGivenView):
    """A notice of the outbox with its text."""

    subject: str | None = None
    text: str | None = None


NOTICE_COLUMNS = (
    Column("id", "key", 0),
    Column("org", "key", 0),
    Column("kind", "text", 0),
    Column("form", "text", 1),
    Column("by", "text", 2),
    Column("sent_on", "date", 0),
    Column("received_on", "date", 2),
    Column("due_on", "date", 1),
    Column("status", "text", 1),
    Column("effect", "text", 3),
    Column("invoice", "key", 4),
    Column("clause", "clause", 6),
    Column("addressee", "text", 5),
    Column("address", "text", 4),
    Column("language", "text", 6),
    Column("message_id", "text", 7),
    Column("tracking", "text", 5),
)


@dataclass(frozen=True, slots=True)
class SayingView:
    """A value of the terms with its clause."""

    path: str
    value: str
    clause: ClauseRef


@dataclass(frozen=True, slots=True)
class CancellationView:
    """An end that was booked; `still_owed` is `unpaid`, of invoices with VAT, and `unbilled`, without."""

    SCHEMA: ClassVar[str] = "saasctl.cancellation/1"

    org: str
    subscription: str
    cause: str
    requested_on: date
    form: str
    by: str
    last_day: date
    access_ends_at: datetime
    refund: Money
    still_owed: Money | None
    currency: str
    export_until: date | None
    returns_until: date | None
    paid_returns_until: date | None
    purge_due_on: date | None
    backups_until: date | None
    checklist: tuple[str, ...]
    notice: str
    clauses: tuple[ClauseRef, ...]
    owed_until: date | None = None
    fees_kept: bool = False
    terms: tuple[SayingView, ...] = ()
    purge_due_at: datetime | None = None
    unpaid: Money | None = None
    unbilled: Money | None = None


@dataclass(frozen=True, slots=True)
class SuspensionView:
    """Access cut, or given back."""

    SCHEMA: ClassVar[str] = "saasctl.suspension/1"

    org: str
    cause: str
    scope: str
    from_on: date
    until_on: date | None
    evidence: str | None
    billing_continues: bool
    fee_invoice: str | None
    clause: ClauseRef | None
    restore_within: str | None = None
    restore_before_at: datetime | None = None
    termination_due: bool = False
    terms: tuple[SayingView, ...] = ()
    title: str | None = None
    lifted: str | None = None
    restore_by_on: date | None = None


@dataclass(frozen=True, slots=True)
class ConditionView:
    """What must be so before a step."""

    text: str
    met: bool
    evidence: str | None


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of the ladder."""

    step: str
    act: str
    possible_from_on: date | None
    done_on: date | None
    preconditions: tuple[ConditionView, ...]
    clause: ClauseRef | None
    title: str | None = None
    duty: str = "may"
    ending: str | None = None
    ending_title: str | None = None
    automatic: bool = False


@dataclass(frozen=True, slots=True)
class LadderView:
    """The steps against a late payer, and the next one."""

    org: str
    balance: Money
    steps: tuple[StepView, ...]
    next: StepView | None


@dataclass(frozen=True, slots=True)
class OwedView:
    """An open invoice of a statement; `overdue` is what of it is late, `instalments` its unpaid parts."""

    invoice: str
    kind: str
    due_on: date
    days_late: int
    balance: Money
    disputed: Money
    overdue: Money
    instalments: tuple[InstalmentView, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementView:
    """What a customer owes as of a day, and which step is lawful next."""

    SCHEMA: ClassVar[str] = "saasctl.statement/1"

    org: str
    as_of: date
    currency: str
    balance: Money
    overdue: Money
    unallocated: Money
    penalties: Money
    invoices: tuple[OwedView, ...]
    steps: tuple[StepView, ...]
    next: StepView | None
    ladder: LadderView
    to_restore: Money | None
