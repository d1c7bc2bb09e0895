"""The agenda, the timeline and the rehearsal as printed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, NamedTuple

from saasctl.values.answers import Column
from saasctl.values.clause import ClauseRef


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
