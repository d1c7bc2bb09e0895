"""A target's length from an instant: when it ends, whether it is over, what has run and is left of it."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from saasctl.rules.calendars.hours import NeverOpen, OpeningHours, Pause, merged
from saasctl.rules.calendars.openings import DAY_SECONDS, FAR, HOUR_SECONDS, instant_of, seconds_of
from saasctl.terms.resolve import Terms
from saasctl.values.clock import zone_named

Span = tuple[int, str]
SECONDS = {
    "business-hours": HOUR_SECONDS,
    "business-minutes": 60,
    "hours": HOUR_SECONDS,
    "minutes": 60,
}
"""Seconds of each unit; days end by the calendar instead."""
OPEN_UNITS = ("business-hours", "business-minutes", "business-days")
ALWAYS = OpeningHours((((0, DAY_SECONDS),),) * 7)
"""The clock on the wall, as a desk that never closes."""


class Measured(NamedTuple):
    """Seconds of a length that ran and that are left, below zero once over; whether it is over."""

    elapsed: int
    remaining: int | None
    over: bool


class Run(NamedTuple):
    """A length that began at `started`; hours and days of the desk, or those of the clock on the wall."""

    desk: OpeningHours | None
    started: datetime
    span: Span
    pauses: tuple[Pause, ...]
    terms: Terms

    @property
    def hours(self) -> OpeningHours:
        """The hours in which the length runs: the desk's, or every hour."""
        return self.desk if self.desk is not None and self.span[1] in OPEN_UNITS else ALWAYS

    def due(self) -> datetime | None:
        """Return the instant the length ends at; None while a pause lasts that began before it.

        None too where it would end after more than a hundred years.
        """
        try:
            return self._due()
        except (NeverOpen, OverflowError):
            return None

    def _due(self) -> datetime | None:
        seconds = self._seconds()
        if seconds is None:
            return self._working_day()
        due = self.hours.due(self.started, seconds, self.pauses)
        same = self.terms.word("sla.at_closing", "same-day") == "same-day"
        return due if due is None or same else self.hours.next_open(due)

    def judged(self, at: datetime) -> tuple[Measured, datetime | None]:
        """Return `measured` and `due` together: one look at the openings where no pause is in the way."""
        seconds = None if self.pauses else self._seconds()
        if seconds is None or self.terms.word("sla.at_closing", "same-day") != "same-day":
            return self.measured(at), self.due()
        elapsed, due = self.hours.openings.run(seconds_of(self.started), seconds, seconds_of(at))
        found = Measured(elapsed, seconds - elapsed, elapsed > max(seconds, 0))
        try:
            return found, None if due is None else instant_of(due)
        except OverflowError:
            return found, None

    def measured(self, at: datetime) -> Measured:
        """Return what has run by `at`, pauses apart, what is left, and whether more than the length ran.

        Met on its last second, it is met. What is left is None where a pause hides the end.
        """
        seconds, elapsed = self._seconds(), self.hours.running(self.started, at, self.pauses)
        if seconds is not None:
            return Measured(elapsed, seconds - elapsed, elapsed > max(seconds, 0))
        due = self.due()
        if due is None:
            return Measured(elapsed, None, over=False)
        if at <= due:
            return Measured(elapsed, self.hours.running(max(at, self.started), due, self.pauses), over=False)
        return Measured(elapsed, -self.hours.running(due, at, self.pauses), over=True)

    def _seconds(self) -> int | None:
        amount, unit = self.span
        if unit in SECONDS:
            return amount * SECONDS[unit]
        if unit in OPEN_UNITS and self.desk is not None:
            return None
        local = self.started.astimezone(zone_named(self.terms.profile.timezone))
        return int(((local + timedelta(days=amount)).astimezone(UTC) - self.started).total_seconds())

    def _working_day(self) -> datetime | None:
        """Return the end of the last working day, moved on by those that pauses before it took."""
        if self.span[0] > FAR * 366:
            return None
        whole = self.terms.word("sla.business_day", "end-of-day") == "end-of-day"
        moved, days = self.started, 0
        due = self.hours.days_after(moved, self.span[0], end_of_day=whole)
        for first, last in merged(self.pauses):
            if first >= due:
                break
            if last is None:
                return None
            days += self._days_within(max(first, self.started), last)
            moved = self.hours.days_after(self.started, days, end_of_day=False) if days else self.started
            due = self.hours.days_after(moved, self.span[0], end_of_day=whole)
        return due

    def _days_within(self, first: datetime, last: datetime) -> int:
        days, day = 0, self.hours.day_of(first)
        while (day := self.hours.next_worked(day)) <= self.hours.day_of(last):
            days += 1
        return days
