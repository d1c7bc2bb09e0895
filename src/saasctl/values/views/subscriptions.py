"""Subscriptions, their dates and their slots as printed."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from saasctl.values.clause import ClauseRef
from saasctl.values.money import Money
from saasctl.values.period import Period


@dataclass(frozen=True, slots=True)
class OverrideView:
    """One special condition of a customer: what it replaces, its source, and from when."""

    path: str
    value: str
    source: str
    from_: date


@dataclass(frozen=True, slots=True)
class PlanChangeView:
    """A change of plan or rhythm to come; `on` is its first day."""

    on: date
    plan: str
    period_unit: str


@dataclass(frozen=True, slots=True)
class SubscriptionView:
    """One subscription as of a day; `plan_changes` are those that wait for their day."""

    SCHEMA: ClassVar[str] = "saasctl.subscription/1"

    key: str
    org: str
    plan: str
    period_unit: str
    status: str
    started_on: date
    period: Period | None
    commitment: Period | None
    slots: int
    unit_price: Money | None
    currency: str
    overrides: tuple[OverrideView, ...]
    terms: str
    next_invoice_on: date | None
    clauses: tuple[ClauseRef, ...]
    credits: int = 0
    plan_changes: tuple[PlanChangeView, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeView:
    """The notice that stops the next renewal."""

    length: int
    unit: str
    form: str
    deadline_on: date
    post_by_on: date | None
    clause: ClauseRef
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeavingView:
    """What leaving on a day brings: the last day, what is owed and given back, the days of the data.

    As `sub cancel` answers on that day; `still_owed` is `unpaid`, of invoices with VAT, and
    `unbilled`, without; None while nobody has set the price. `clause` is
    why it ends then, `clauses` why the data are exported, returned and deleted on the days that follow.
    """

    last_day: date
    still_owed: Money | None
    refund: Money | None
    currency: str
    way: str
    by: tuple[str, ...]
    clause: ClauseRef | None
    export_until: date | None
    returns_until: date | None
    purge_due_on: date | None
    clauses: tuple[ClauseRef, ...]
    unpaid: Money | None = None
    unbilled: Money | None = None


@dataclass(frozen=True, slots=True)
class PauseView:
    """A time of force majeure and the days by which it moves the term, counted so far while it lasts."""

    since: date
    last_day: date | None
    days: int
    clause: ClauseRef | None


@dataclass(frozen=True, slots=True)
class DatesView:
    """The dates of a subscription as of a day; `*_until` and `*_on` days still count.

    `if_cancelled` says what a notice of that day brings, or the next possible end where it is too late.
    `withdrawal_until` is None where the terms leave no time to withdraw from the order.
    `payment_means` begins with the one that is used unless another is agreed. `ending` is the end that is
    booked, with what follows it.
    """

    SCHEMA: ClassVar[str] = "saasctl.dates/1"

    org: str
    subscription: str
    period: Period | None
    commitment: Period | None
    renewal_on: date | None
    notice: NoticeView | None
    next_invoice_on: date | None
    free_exit_until: date | None
    trial_until: date | None
    if_cancelled: LeavingView | None
    withdrawal_until: date | None
    payment_means: tuple[str, ...]
    clauses: tuple[ClauseRef, ...]
    pauses: tuple[PauseView, ...] = ()
    ending: LeavingView | None = None


@dataclass(frozen=True, slots=True)
class PendingView:
    """A change of slots that has not taken effect."""

    delta: int
    effective_on: date
    clause: ClauseRef | None


@dataclass(frozen=True, slots=True)
class SlotsView:
    """Slots of a subscription as of a day."""

    SCHEMA: ClassVar[str] = "saasctl.slots/1"

    org: str
    subscription: str
    mode: str
    current: int
    occupied: int
    free: int
    pending: tuple[PendingView, ...]


@dataclass(frozen=True, slots=True)
class ProrationView:
    """The arithmetic of an addition, before VAT: `days_left` of the `days_total` of `period`."""

    quantity: int
    unit_price: Money
    days_left: int
    days_total: int
    period: Period
    amount: Money


@dataclass(frozen=True, slots=True)
class SlotChangeView:
    """What an addition or reduction did. `slots` is the number in force on the day of the act."""

    SCHEMA: ClassVar[str] = "saasctl.slot-change/1"

    org: str
    subscription: str
    delta: int
    slots: int
    effective_on: date
    invoice: str | None
    refund: Money
    currency: str
    proration: ProrationView | None
    clauses: tuple[ClauseRef, ...]
    contested: bool = False
