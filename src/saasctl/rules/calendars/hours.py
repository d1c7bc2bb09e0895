"""Opening hours as instants: when a desk is open, counted in seconds, in any zone and over DST.

A desk is open while the local time lies in a half-open window of its weekday, holidays and closures
apart. Openings are held with their running total, so a deadline is a search, not a walk.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import cached_property

from saasctl.rules.calendars.days import PublicDays, holidays_in
from saasctl.rules.calendars.openings import (
    DAY_SECONDS,
    HOUR_SECONDS,
    Openings,
    Window,
    instant_of,
    seconds_of,
)
from saasctl.terms.law.holidays import weekday_names
from saasctl.values.clock import zone_named

SingleDay = tuple[date, tuple[Window, ...] | None, str]
"""A day with windows of its own, none where the desk is closed, and what it is called.

None in place of windows: those of its weekday, whatever public holiday it is.
"""
Pause = tuple[datetime, datetime | None]
"""Instants from and to, half-open; None while it lasts."""


@dataclass(frozen=True)
class OpeningHours:
    """A desk: its windows of each weekday (Monday first), holidays, single days, and its zone.

    `days` are single days with their own windows, none where the desk is closed; they win over
    holidays and weekdays. `public` are the holidays of a store, in place of the law's list `holidays`.
    """

    week: tuple[tuple[Window, ...], ...]
    holidays: str = "none"
    zone: str = "UTC"
    days: tuple[SingleDay, ...] = ()
    public: PublicDays | None = None
    _single: dict[date, tuple[tuple[Window, ...] | None, str]] = field(
        default_factory=dict, compare=False, repr=False, hash=False
    )

    def __post_init__(self) -> None:
        """Index the single days."""
        self._single.update({day: (windows, label) for day, windows, label in self.days})

    @cached_property
    def tz(self) -> tzinfo:
        """The desk's zone."""
        return zone_named(self.zone)

    @cached_property
    def openings(self) -> Openings:
        """The openings of the desk in order of time."""
        return Openings(self.windows_on, self.tz)

    def windows_on(self, day: date) -> tuple[Window, ...]:
        """Return a day's windows in local time."""
        if day in self._single:
            own = self._single[day][0]
            return self.week[day.weekday()] if own is None else own
        if self.holiday(day) is not None:
            return ()
        return self.week[day.weekday()]

    def holiday(self, day: date) -> str | None:
        """Return the name of the public holiday that closes the desk on a day, or None."""
        if self.public is not None:
            return self.public.name_of(day)
        found = holidays_in(day.year, self.holidays).get(day) if self.holidays != "none" else None
        return None if found is None else found.label()

    def label(self, day: date) -> str | None:
        """Return the name of the holiday or of the single day that changes a day's hours, or None."""
        if day in self._single:
            return self._single[day][1]
        return self.holiday(day)

    def is_worked(self, day: date) -> bool:
        """Say whether the desk opens at all on a day; not where the clocks skip its only hours."""
        return bool(self.openings.spans(day))

    def day_of(self, instant: datetime) -> date:
        """Return the local day of an instant."""
        return instant.astimezone(self.tz).date()

    def local(self, instant: datetime) -> datetime:
        """Return an instant in the desk's zone."""
        return instant.astimezone(self.tz)

    def midnight(self, day: date) -> datetime:
        """Return the first instant of a local day, in UTC."""
        return instant_of(self.openings.midnight(day))

    def closing(self, day: date) -> datetime:
        """Return the last closing of a worked day, in UTC."""
        return instant_of(self.openings.spans(day)[-1][1])

    def opening(self, day: date) -> datetime:
        """Return the first opening of a worked day, in UTC."""
        return instant_of(self.openings.spans(day)[0][0])

    def next_worked(self, day: date) -> date:
        """Return the first worked day after `day`. Raises NeverOpen."""
        for _ in range(2 * 366):
            day += timedelta(days=1)
            if self.is_worked(day):
                return day
        raise NeverOpen(self)

    def is_open(self, instant: datetime) -> bool:
        """Say whether the desk is open at an instant."""
        at = seconds_of(instant)
        return self.openings.next_open(at) == at

    def next_open(self, instant: datetime) -> datetime:
        """Return the first open instant that is not before `instant`. Raises NeverOpen."""
        found = self.openings.next_open(seconds_of(instant))
        if found is None:
            raise NeverOpen(self)
        return instant_of(found)

    def elapsed(self, start: datetime, end: datetime) -> int:
        """Return the open seconds in [start, end); 0 where `end` is not after `start`."""
        return self.openings.elapsed(seconds_of(start), seconds_of(end))

    def after(self, start: datetime, seconds: int) -> datetime:
        """Return the earliest instant by which the desk was open for `seconds` since `start`.

        A length that ends exactly at closing ends then, not at the next opening. Raises NeverOpen.
        """
        if seconds <= 0:
            return start
        found = self.openings.after(seconds_of(start), seconds)
        if found is None:
            raise NeverOpen(self)
        return instant_of(found)

    def running(self, start: datetime, end: datetime, pauses: Sequence[Pause] = ()) -> int:
        """Return the open seconds in [start, end) outside the pauses."""
        total = self.elapsed(start, end)
        if not pauses:
            return total
        for first, last in merged(pauses):
            until = end if last is None else min(last, end)
            total -= self.elapsed(max(first, start), until)
        return total

    def due(self, start: datetime, seconds: int, pauses: Sequence[Pause] = ()) -> datetime | None:
        """Return the instant at which `seconds` have run outside the pauses; None while one lasts."""
        if not pauses:
            return self.after(start, seconds)
        at, left = start, seconds
        for first, last in merged(pauses):
            if last is not None and last <= at:
                continue
            run = self.elapsed(at, first)
            if left <= run:
                return self.after(at, left)
            left -= run
            if last is None:
                return None
            at = max(at, last)
        return self.after(at, left)

    def days_after(self, start: datetime, count: int, *, end_of_day: bool) -> datetime:
        """Return the end of the `count`-th working day after the day of an open instant (S-C12).

        At its last closing, or at the local time of `start`, moved into the day's windows: to the
        opening before it, to the closing after it, to the end of a gap inside it.
        """
        day = self.day_of(start)
        for _ in range(count):
            day = self.next_worked(day)
        if end_of_day:
            return self.closing(day)
        wall = self.local(start).replace(tzinfo=None)
        same = datetime.combine(day, wall.time()).replace(tzinfo=self.tz).astimezone(UTC)
        spans = self.openings.spans(day)
        at = seconds_of(same)
        for first, last in spans:
            if at <= last:
                return instant_of(max(at, first))
        return instant_of(spans[-1][1])


class NeverOpen(ValueError):
    """A desk that does not open within years."""

    def __init__(self, hours: OpeningHours) -> None:
        super().__init__(f"the desk never opens: {hours.week}")


def parse_week(text: str) -> tuple[tuple[Window, ...], ...]:
    """Return the windows of each weekday of `mon-thu 09:00-18:00; fri 09:00-12:00,13:00-17:00`.

    Windows of a day that touch or overlap are joined.
    """
    names = weekday_names()
    week: list[list[Window]] = [[] for _ in names]
    for part in text.split(";"):
        days, _, hours = part.strip().partition(" ")
        first, _, last = days.partition("-")
        begin, end = names.index(first), names.index(last or first)
        span = range(begin, end + 1) if begin <= end else [*range(begin, len(names)), *range(end + 1)]
        for place in span:
            week[place] += parse_windows(hours)
    return tuple(_joined(windows) for windows in week)


def parse_windows(text: str) -> tuple[Window, ...]:
    """Return the windows of `09:00-12:00,13:00-17:00`. Raises ValueError for another form."""
    found = []
    for part in text.split(","):
        opens, dash, closes = part.strip().partition("-")
        window = _clock(opens), _clock(closes)
        if not dash or window[0] >= window[1]:
            raise ValueError("hours such as 09:00-12:00,13:00-17:00")
        found.append(window)
    return _joined(found)


def _clock(text: str) -> int:
    hour, colon, minute = text.partition(":")
    if not (colon and hour.isdigit() and minute.isdigit() and len(hour) == len(minute) == len("00")):
        raise ValueError("hours such as 09:00-12:00,13:00-17:00")
    seconds = int(hour) * HOUR_SECONDS + int(minute) * 60
    if seconds > DAY_SECONDS or int(minute) >= 60:
        raise ValueError("a time of day up to 24:00")
    return seconds


def _joined(windows: Sequence[Window]) -> tuple[Window, ...]:
    joined: list[Window] = []
    for opens, closes in sorted(windows):
        if joined and opens <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], closes)
        else:
            joined.append((opens, closes))
    return tuple(joined)


def merged(pauses: Sequence[Pause]) -> list[Pause]:
    """Return the pauses in order of time, those that touch or overlap joined, empty ones left out."""
    found: list[Pause] = []
    for first, last in sorted(pauses, key=lambda pause: pause[0]):
        if last is not None and last <= first:
            continue
        if found and (found[-1][1] is None or first <= found[-1][1]):
            held = found[-1]
            both = None if last is None or held[1] is None else max(held[1], last)
            found[-1] = held[0], both
        else:
            found.append((first, last))
    return found
