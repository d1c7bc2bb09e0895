"""A target's length from an instant: when it ends, whether it is over, what is left of it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from saasctl.rules.calendars.hours import HOUR_SECONDS, OpeningHours, Pause
from saasctl.terms.resolve import Terms
from saasctl.values.clock import zone_named

Span = tuple[int, str]


@dataclass(frozen=True)
class Run:
    """A length that began at `started`; hours and days of the desk, or those of the clock on the wall."""

    desk: OpeningHours | None
    started: datetime
    span: Span
    pauses: tuple[Pause, ...]
    terms: Terms

    def due(self) -> datetime | None:
        """Return the instant the length ends at; None while a pause lasts."""
        amount, unit = self.span
        if self.pauses and self.pauses[-1][1] is None and unit != "business-hours":
            return None
        if unit == "business-days" and self.desk is not None:
            whole = self.terms.word("sla.business_day", "end-of-day") == "end-of-day"
            return self.desk.days_after(self._moved(self.desk), amount, end_of_day=whole)
        if unit == "business-hours" and self.desk is not None:
            due = self.desk.due(self.started, amount * HOUR_SECONDS, self.pauses)
            same = self.terms.word("sla.at_closing", "same-day") == "same-day"
            return due if due is None or same else self.desk.next_open(due)
        if unit == "days":
            local = self.started.astimezone(zone_named(self.terms.profile.timezone))
            return (local + timedelta(days=amount)).astimezone(UTC) + self._paused()
        return self.started + timedelta(hours=amount) + self._paused()

    def is_over(self, at: datetime) -> bool:
        """Say whether more than the length has run by `at`: met on its last second, it is met."""
        if at <= self.started:
            return False
        amount, unit = self.span
        if unit == "business-hours" and self.desk is not None:
            return self.desk.running(self.started, at, self.pauses) > amount * HOUR_SECONDS
        due = self.due()
        return due is not None and at > due

    def remaining(self, elapsed: int, at: datetime) -> int | None:
        """Return the seconds left, below zero once over; open ones for lengths of open time."""
        amount, unit = self.span
        if unit == "business-hours":
            return amount * HOUR_SECONDS - elapsed
        due = self.due()
        if due is None:
            return None
        if unit == "business-days" and self.desk is not None:
            ahead = self.desk.running(max(at, self.started), due, self.pauses)
            return ahead if at <= due else -self.desk.running(due, at, self.pauses)
        return int((due - max(at, self.started)).total_seconds())

    def _moved(self, desk: OpeningHours) -> datetime:
        """Return the start moved on by the working days that pauses took."""
        days = 0
        for first, last in self.pauses:
            day = desk.day_of(first)
            while last is not None and (day := desk.next_worked(day)) <= desk.day_of(last):
                days += 1
        return desk.days_after(self.started, days, end_of_day=False) if days else self.started

    def _paused(self) -> timedelta:
        ended = (last - first for first, last in self.pauses if last is not None)
        return sum(ended, timedelta())
