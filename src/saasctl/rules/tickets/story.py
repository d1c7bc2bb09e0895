"""What happened to a ticket, in order of time, and what its terms ask for."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from saasctl.rules.calendars.hours import Pause
from saasctl.rules.tickets.access import NOTHING_SAID, Access, loses_guarantee
from saasctl.terms.resolve import Terms

ENDS = ("resolve", "close")
RESUMES = ("resume", "resolve", "close", "reopen")
STATES = {"resolve": "resolved", "close": "closed", "exclude": "excluded"}


class Event(NamedTuple):
    """One thing that happened: its kind, its instant, and a word with it (a severity, a code).

    `calendar` is the last row of the store's calendars that was on record then.
    """

    kind: str
    at: datetime
    detail: str | None = None
    calendar: int | None = None


class Story(NamedTuple):
    """A ticket as reported, with its events in order of time."""

    opened_at: datetime
    severity: str
    channel: str
    object: str | None
    external_link: bool
    custom_fields: bool
    events: tuple[Event, ...]
    about: str = "anomaly"
    access: Access = NOTHING_SAID

    def until(self, at: datetime) -> "Story":
        """Return the story as it stood at an instant, events of that instant included."""
        if not self.events or self.events[-1].at <= at:
            return self
        return self._replace(events=tuple(event for event in self.events if event.at <= at))

    def first(self, kind: str) -> Event | None:
        """Return the first event of a kind."""
        return next((event for event in self.events if event.kind == kind), None)

    def resolved(self) -> Event | None:
        """Return the event that ended the work, unless the ticket was opened again after it."""
        found: Event | None = None
        for event in self.events:
            if event.kind in ENDS and found is None:
                found = event
            elif event.kind == "reopen":
                found = None
        return found

    def excluded(self) -> Event | None:
        """Return the event that put the ticket out of charge, unless it was opened again after it."""
        found: Event | None = None
        for event in self.events:
            if event.kind == "exclude" and found is None:
                found = event
            elif event.kind == "reopen":
                found = None
        return found

    def pauses(self) -> list[Pause]:
        """Return the stretches between each pause and its resumption; the last may be open."""
        found: list[Pause] = []
        begun: datetime | None = None
        for event in self.events:
            if event.kind == "pause" and begun is None:
                begun = event.at
            elif event.kind in RESUMES and begun is not None:
                found.append((begun, event.at))
                begun = None
        return [*found, (begun, None)] if begun is not None else found

    def severities(self, terms: Terms) -> list[tuple[datetime, str]]:
        """Return each severity with the instant from which it holds; a way round may lower it (B-41)."""
        found = [(self.opened_at, self.severity)]
        if len(self.events) == 1 and self.events[0].kind == "open":
            return found
        for event in self.events:
            if event.kind == "severity" and event.detail:
                found.append((event.at, event.detail))
            elif event.kind == "workaround":
                lower = terms.word(f"severity.{found[-1][1]}.on_workaround", found[-1][1])
                if lower != found[-1][1]:
                    found.append((event.at, lower))
        return found

    def course(self) -> "Course":
        """Return what the clocks ask of the events."""
        if len(self.events) == 1 and self.events[0].kind == "open":
            return NOTHING_HAPPENED
        return Course(self.first("ack"), self.resolved(), self.excluded(), tuple(self.pauses()))

    def state(self) -> str:
        """Return the ticket's state: open, acknowledged, paused, resolved, closed or excluded."""
        state = before = "open"
        for event in self.events:
            if event.kind == "ack" and state == "paused":
                before = "acknowledged"
            elif event.kind == "ack":
                state = "acknowledged"
            elif event.kind == "pause" and state != "paused":
                before, state = state, "paused"
            elif event.kind == "resume":
                state = before
            elif event.kind in STATES:
                state = STATES[event.kind]
            elif event.kind == "reopen":
                state = "acknowledged" if self.first("ack") else "open"
        return state


class Course(NamedTuple):
    """What the clocks ask of a story: first taken in charge, resolved, first excluded, its pauses."""

    taken: Event | None
    resolved: Event | None
    excluded: Event | None
    pauses: tuple[Pause, ...]


NOTHING_HAPPENED = Course(None, None, None, ())


def starts_clocks(terms: Terms, channel: str) -> bool:
    """Say whether a report by `channel` starts clocks; elsewhere it is to be filed again (B-40)."""
    counted: Sequence[str] = terms.words("support.clock_channels")
    if not counted or channel in counted:
        return True
    return terms.word("support.other_channels", "from-logging") == "from-logging"


def is_anomaly(terms: Terms, story: Story) -> bool:
    """Say whether a ticket is what its severities are for; without severities every request is."""
    return story.about == "anomaly" or terms.find("severity.set_by") is None


def is_guaranteed(terms: Terms, story: Story, severity: str) -> bool:
    """Say whether restoring is guaranteed: the severity, the object, nothing against it (B-45)."""
    severities = terms.words("guarantee.severities")
    against = {"external-link": story.external_link, "custom-fields": story.custom_fields}
    barred = any(against.get(word, False) for word in terms.words("guarantee.unless"))
    if barred or severity not in severities or story.object not in terms.words("guarantee.objects"):
        return False
    return not loses_guarantee(terms, story.access, story.opened_at.date())
