"""Tickets, their clocks, incidents and availability as printed."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar, NamedTuple

from saasctl.values.answers import Column
from saasctl.values.clause import ClauseRef
from saasctl.values.money import Money


class TargetView(NamedTuple):
    """A length: an amount and its unit."""

    amount: int
    unit: str


class ClockView(NamedTuple):
    """One clock as of an instant; minutes are open ones, whole; `progress` says it in words."""

    kind: str
    state: str
    started_at: datetime | None
    target: TargetView | None
    due_at: datetime | None
    elapsed_minutes: int | None
    remaining_minutes: int | None
    done_at: datetime | None
    severity: str
    missed_earlier: tuple[str, ...]
    progress: str
    clause: ClauseRef | None


@dataclass(frozen=True, slots=True)
class ExcludedWorkView:
    """Whether excluded problems are handled, and the price of an hour, excl. VAT, in force on a day."""

    allowed: bool
    hourly_rate: Money | None
    currency: str
    rate_on: date
    clause: ClauseRef | None


class EventView(NamedTuple):
    """What happened to a ticket."""

    at: datetime
    kind: str
    detail: str | None
    evidence: str | None


class TicketFields(NamedTuple):
    """What stands of a ticket; a list of many is made of these, hence a named tuple."""

    ref: str
    org: str
    severity: str
    state: str
    title: str
    opened_at: datetime
    effective_at: datetime | None
    channel: str
    object: str | None
    external_link: bool
    custom_fields: bool
    claimed: bool
    about: str
    excluded_work: ExcludedWorkView | None
    clocks: tuple[ClockView, ...]
    events: tuple[EventView, ...]
    says: tuple[str, ...]


class TicketView(TicketFields):
    """A ticket with its clocks as of an instant; `effective_at` is when the report counts from."""

    SCHEMA: ClassVar[str] = "saasctl.ticket/1"
    __slots__ = ()

    def cells(self) -> tuple[object, ...]:
        """Return the ticket as a row of TICKET_COLUMNS: its fields, and each clock in words after them."""
        *fields, events, says = self
        return *fields, tuple(clock.progress for clock in self.clocks), events, says


TICKET_COLUMNS = (
    Column("ref", "key", 0),
    Column("org", "key", 0),
    Column("severity", "text", 0),
    Column("state", "text", 0),
    Column("title", "text", 2),
    Column("opened_at", "instant", 3),
    Column("effective_at", "instant", 5),
    Column("channel", "text", 6),
    Column("object", "text", 7),
    Column("external_link", "bool", 8),
    Column("custom_fields", "bool", 8),
    Column("claimed", "bool", 8),
    Column("about", "text", 8),
    Column("excluded_work", "object", 9),
    Column("clocks", "list", 1),
    Column("progress", "gauge", 1),
    Column("events", "list", 9),
    Column("says", "list", 9),
)


@dataclass(frozen=True, slots=True)
class IndemnityView:
    """What a missed guarantee gives, excl. VAT: base x overrun hours / hours of the period (B-45)."""

    SCHEMA: ClassVar[str] = "saasctl.indemnity/1"

    ticket: str
    guaranteed_hours: Decimal
    elapsed_hours: Decimal
    overrun_hours: Decimal
    base: Money
    period_hours: Decimal
    amount: Money
    currency: str
    claimed: bool
    paid_by: str | None
    clause: ClauseRef | None


@dataclass(frozen=True, slots=True)
class CalendarDayView:
    """A day with other hours."""

    SCHEMA: ClassVar[str] = "saasctl.calendar.day/1"

    scope: str
    on: date
    hours: str
    label: str


CALENDAR_COLUMNS = (
    Column("scope", "key", 0),
    Column("on", "date", 0),
    Column("hours", "text", 0),
    Column("label", "text", 1),
)


@dataclass(frozen=True, slots=True)
class IncidentView:
    """A time in which the service was down."""

    SCHEMA: ClassVar[str] = "saasctl.incident/1"

    ref: str
    seller: str
    opened_at: datetime
    closed_at: datetime | None
    minutes: int | None
    cause: str | None
    title: str
    recovery_due_at: datetime | None
    recovery: str | None
    restore: str | None


INCIDENT_COLUMNS = (
    Column("ref", "key", 0),
    Column("seller", "key", 0),
    Column("opened_at", "instant", 0),
    Column("closed_at", "instant", 0),
    Column("minutes", "int", 1),
    Column("cause", "text", 2),
    Column("title", "text", 2),
    Column("recovery_due_at", "instant", 5),
    Column("recovery", "text", 3),
    Column("restore", "text", 4),
)


@dataclass(frozen=True, slots=True)
class MaintenanceView:
    """Planned work with the day by which it is to be announced, where the terms have one."""

    SCHEMA: ClassVar[str] = "saasctl.maintenance/1"

    ref: str
    seller: str
    starts_at: datetime
    ends_at: datetime
    minutes: int
    kind: str
    title: str
    announced_at: datetime | None
    means: str | None
    inform_by: date | None
    validation: str | None
    advice: tuple[str, ...]
    clause: ClauseRef | None


MAINTENANCE_COLUMNS = (
    Column("ref", "key", 0),
    Column("seller", "key", 0),
    Column("starts_at", "instant", 0),
    Column("ends_at", "instant", 0),
    Column("minutes", "int", 1),
    Column("kind", "text", 2),
    Column("title", "text", 3),
    Column("announced_at", "instant", 1),
    Column("means", "text", 4),
    Column("inform_by", "date", 1),
    Column("validation", "text", 5),
    Column("advice", "list", 5),
    Column("clause", "clause", 6),
)


@dataclass(frozen=True, slots=True)
class AvailabilityView:
    """A month of a seller's service: minutes, those left out, those down, and the verdict.

    Minutes are whole, a part of one left off, for a reader; `percent` and `met` count seconds.
    """

    SCHEMA: ClassVar[str] = "saasctl.availability/1"

    seller: str
    month: str
    minutes: int
    excluded_minutes: int
    down_minutes: int
    percent: str
    target: Decimal | None
    met: bool | None
    duty: str | None
    credit: str | None
    hosts: tuple[str, ...]
    around_the_clock: bool
    permanent: bool
    clause: ClauseRef | None
