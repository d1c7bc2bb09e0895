"""Support tickets and what happened to them; days on which a desk has other hours."""

from sqlalchemy import Index, text
from sqlmodel import Field

from saasctl.store.tables.columns import (
    STRICT,
    Day,
    Flag,
    Id,
    Instant,
    MaybeWords,
    Table,
    Words,
    flag,
    one_of,
)

CHANNELS = ("tool", "email", "phone", "documentation")
EVENTS = (
    "open",
    "ack",
    "pause",
    "resume",
    "severity",
    "workaround",
    "resolve",
    "close",
    "reopen",
    "exclude",
    "note",
    "claim",
    "pay",
)
OPEN_ONES = Index(
    "ticket_open",
    "id",
    sqlite_where=text("closed = 0"),
    postgresql_where=text("closed = 0"),
)


class Ticket(Table, table=True):
    """A request of a customer, as reported. `closed` is a cache of its events: 1 once closed.

    `about` is "anomaly" where it is empty; then with what the customer used the service.
    """

    __table_args__ = (
        Index("ticket_by_organisation", "organisation_id", "opened_at"),
        OPEN_ONES,
        one_of("channel", CHANNELS),
        flag("external_link"),
        flag("custom_fields"),
        flag("closed"),
        STRICT,
    )

    id: Id = None
    organisation_id: int = Field(foreign_key="organisation.id")
    subscription_id: int | None = Field(default=None, foreign_key="subscription.id")
    opened_at: Instant
    severity: Words
    channel: Words
    title: Words
    object: MaybeWords = None
    external_link: Flag
    custom_fields: Flag
    closed: Flag
    about: MaybeWords = None
    browser: MaybeWords = None
    outdated: int | None = None
    screen_inches: int | None = None
    used_from: MaybeWords = None


class TicketEvent(Table, table=True):
    """What happened to a ticket, immutable: `at` by the operator's word, `recorded_at` in truth.

    `calendar_id` is the last row of the calendars on record then: a clock that it stops keeps those.
    """

    __table_args__ = (Index("ticket_event_by_ticket", "ticket_id", "at"), one_of("kind", EVENTS), STRICT)

    id: Id = None
    ticket_id: int = Field(foreign_key="ticket.id")
    kind: Words
    at: Instant
    recorded_at: Instant
    detail: MaybeWords = None
    evidence: MaybeWords = None
    calendar_id: int | None = None


class CalendarDay(Table, table=True):
    """A day with other hours for a scope; of several rows the last one counts.

    A scope is a calendar of public holidays (FR), a profile, a seller or a customer. `hours` is
    "closed", windows as 09:00-12:00, "usual" where an earlier row is withdrawn, or "worked" where a
    public holiday has the hours of its weekday. The public holidays of the law's list are rows from
    the making of the store, recorded at SEEDED_AT.
    """

    __table_args__ = (Index("calendar_day_by_scope", "scope", "on_day"), STRICT)

    id: Id = None
    scope: Words
    on_day: Day
    hours: Words
    label: Words
    recorded_at: Instant


class Incident(Table, table=True):
    """A time in which a seller's service was down; `closed_at` follows."""

    __table_args__ = (Index("incident_by_seller", "seller_id", "opened_at"), STRICT)

    id: Id = None
    seller_id: int = Field(foreign_key="seller.id")
    opened_at: Instant
    closed_at: MaybeWords = None
    cause: MaybeWords = None
    title: Words


class Maintenance(Table, table=True):
    """Planned work of a seller: its time, its kind, its announcement, and how it was validated."""

    __table_args__ = (Index("maintenance_by_seller", "seller_id", "starts_at"), STRICT)

    id: Id = None
    seller_id: int = Field(foreign_key="seller.id")
    starts_at: Instant
    ends_at: Instant
    kind: Words
    title: Words
    announced_at: MaybeWords = None
    means: MaybeWords = None
    validation: MaybeWords = None
