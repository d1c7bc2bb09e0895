"""Opening hours as instants: when a desk is open, counted in seconds, in any zone and over DST.

A desk is open while the local time lies in a half-open window of its weekday, holidays and closures
apart. Each year's windows are held with their running total, so a deadline is a search, not a walk.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from itertools import pairwise

from saasctl.rules.calendars.days import Holiday, HolidayCalendar, holiday_on
from saasctl.terms.law.holidays import weekday_names
from saasctl.values.clock import zone_named

HOUR_SECONDS = 60 * 60
DAY_SECONDS = 24 * HOUR_SECONDS
LAST_YEAR = date.max.year - 1
FAR = 100
"""Years looked ahead for the end of a length of open time."""
Window = tuple[int, int]
"""Seconds after local midnight from opening to closing, the latter not included."""
SingleDay = tuple[date, tuple[Window, ...], str]
"""A day with windows of its own, none where the desk is closed, and what it is called."""
Pause = tuple[datetime, datetime | None]
"""Instants from and to, half-open; None while it lasts."""


@dataclass(frozen=True)
class OpeningHours:
    """A desk: its windows of each weekday (Monday first), holidays, single days, and its zone.

    `days` are single days with their own windows, none where the desk is closed; they win over
    holidays and weekdays.
    """

    week: tuple[tuple[Window, ...], ...]
    holidays: str = "none"
    zone: str = "UTC"
    days: tuple[SingleDay, ...] = ()
    _single: dict[date, tuple[tuple[Window, ...], str]] = field(
        default_factory=dict, compare=False, repr=False, hash=False
    )

    def __post_init__(self) -> None:
        """Index the single days."""
        self._single.update({day: (windows, label) for day, windows, label in self.days})

    def windows_on(self, day: date) -> tuple[Window, ...]:
        """Return a day's windows in local time."""
        if day in self._single:
            return self._single[day][0]
        if self.holiday(day) is not None:
            return ()
        return self.week[day.weekday()]

    def holiday(self, day: date) -> Holiday | None:
        """Return the public holiday that closes the desk on a day, or None."""
        return None if self.holidays == "none" else holiday_on(day, HolidayCalendar(self.holidays))

    def label(self, day: date) -> str | None:
        """Return the name of the holiday or of the single day that changes a day's hours, or None."""
        if day in self._single:
            return self._single[day][1]
        found = self.holiday(day)
        return None if found is None else found.label()

    def is_worked(self, day: date) -> bool:
        """Say whether the desk opens at all on a day."""
        return bool(self.windows_on(day))

    def day_of(self, instant: datetime) -> date:
        """Return the local day of an instant."""
        return instant.astimezone(zone_named(self.zone)).date()

    def local(self, instant: datetime) -> datetime:
        """Return an instant in the desk's zone."""
        return instant.astimezone(zone_named(self.zone))

    def midnight(self, day: date) -> datetime:
        """Return the first instant of a local day, in UTC."""
        return _instant(_midnight(day, zone_named(self.zone)))

    def closing(self, day: date) -> datetime:
        """Return the last closing of a worked day, in UTC."""
        return _instant(_spans(self, day)[-1][1])

    def opening(self, day: date) -> datetime:
        """Return the first opening of a worked day, in UTC."""
        return _instant(_spans(self, day)[0][0])

    def next_worked(self, day: date) -> date:
        """Return the first worked day after `day`. Raises NeverOpen."""
        for _ in range(2 * 366):
            day += timedelta(days=1)
            if self.is_worked(day):
                return day
        raise NeverOpen(self)

    def is_open(self, instant: datetime) -> bool:
        """Say whether the desk is open at an instant."""
        return self.next_open(instant) == instant

    def next_open(self, instant: datetime) -> datetime:
        """Return the first open instant that is not before `instant`. Raises NeverOpen."""
        at = _seconds(instant)
        year = self.day_of(instant).year
        for held in range(year, min(year + 2, LAST_YEAR) + 1):
            starts, ends, _ = _year(self, held)
            place = bisect_right(ends, at)
            if place < len(starts):
                return _instant(max(at, starts[place]))
        raise NeverOpen(self)

    def elapsed(self, start: datetime, end: datetime) -> int:
        """Return the open seconds in [start, end); 0 where `end` is not after `start`."""
        first, last = _seconds(start), _seconds(end)
        if last <= first:
            return 0
        years = range(self.day_of(start).year - 1, self.day_of(end).year + 2)
        return sum(_upto(self, year, last) - _upto(self, year, first) for year in years)

    def after(self, start: datetime, seconds: int) -> datetime:
        """Return the earliest instant by which the desk was open for `seconds` since `start`.

        A length that ends exactly at closing ends then, not at the next opening. Raises NeverOpen.
        """
        if seconds <= 0:
            return start
        first, left = _seconds(start), seconds
        year = self.day_of(start).year - 1
        while year < min(self.day_of(start).year + FAR, LAST_YEAR):
            _, ends, totals = _year(self, year)
            done = _upto(self, year, first)
            if totals and left <= totals[-1] - done:
                place = bisect_left(totals, done + left)
                return _instant(ends[place] - (totals[place] - done - left))
            left -= (totals[-1] if totals else 0) - done
            year += 1
        raise NeverOpen(self)

    def running(self, start: datetime, end: datetime, pauses: Sequence[Pause] = ()) -> int:
        """Return the open seconds in [start, end) outside the pauses."""
        total = self.elapsed(start, end)
        for first, last in merged(pauses):
            until = end if last is None else min(last, end)
            total -= self.elapsed(max(first, start), until)
        return total

    def due(self, start: datetime, seconds: int, pauses: Sequence[Pause] = ()) -> datetime | None:
        """Return the instant at which `seconds` have run outside the pauses; None while one lasts."""
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
        same = datetime.combine(day, wall.time()).replace(tzinfo=zone_named(self.zone)).astimezone(UTC)
        spans = _spans(self, day)
        at = _seconds(same)
        for first, last in spans:
            if at <= last:
                return _instant(max(at, first))
        return _instant(spans[-1][1])


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


EPOCH = datetime.fromtimestamp(0, UTC)


def _seconds(instant: datetime) -> int:
    return int((instant - EPOCH).total_seconds())


def _instant(seconds: int) -> datetime:
    return EPOCH + timedelta(seconds=seconds)


@lru_cache(maxsize=1000)
def _year(hours: OpeningHours, year: int) -> tuple[list[int], list[int], list[int]]:
    """Return openings, closings and the running total of open seconds of a year's local days."""
    starts: list[int] = []
    ends: list[int] = []
    totals: list[int] = []
    total, day = 0, date(year, 1, 1)
    while day.year == year:
        for start, end in _spans(hours, day):
            total += end - start
            starts.append(start)
            ends.append(end)
            totals.append(total)
        day += timedelta(days=1)
    return starts, ends, totals


def _upto(hours: OpeningHours, year: int, at: int) -> int:
    """Return the open seconds of a year's days before an instant."""
    starts, ends, totals = _year(hours, year)
    place = bisect_right(starts, at)
    if not place:
        return 0
    return totals[place - 1] - max(0, ends[place - 1] - at)


def _spans(hours: OpeningHours, day: date) -> list[tuple[int, int]]:
    """Return a day's windows as instants in seconds; a change of the clocks inside one is exact."""
    windows = hours.windows_on(day)
    if not windows:
        return []
    zone = zone_named(hours.zone)
    first = _midnight(day, zone)
    last = _midnight(day + timedelta(days=1), zone)
    local = _seconds(datetime(day.year, day.month, day.day, tzinfo=UTC))
    if last - first == DAY_SECONDS:
        shift = first - local
        return [(local + shift + opens, local + shift + closes) for opens, closes in windows]
    return list(_shifted(windows, local, list(pairwise(_pieces(first, last, zone))), zone))


def _shifted(
    windows: Sequence[Window], local: int, pieces: list[tuple[int, int]], zone: tzinfo
) -> Iterator[tuple[int, int]]:
    """Yield the windows of a day whose clocks change: each piece has one offset."""
    for begin, end in pieces:
        shift = _offset(begin, zone)
        for opens, closes in windows:
            start, stop = max(begin, local + opens - shift), min(end, local + closes - shift)
            if start < stop:
                yield start, stop


def _pieces(first: int, last: int, zone: tzinfo) -> list[int]:
    """Return the borders of the stretches of one offset between two instants."""
    borders, at = [first], first
    while at < last:
        after = min(at + HOUR_SECONDS, last)
        if _offset(after, zone) != _offset(at, zone):
            low, high = at, after
            while high - low > 1:
                middle = (low + high) // 2
                if _offset(middle, zone) == _offset(low, zone):
                    low = middle
                else:
                    high = middle
            borders.append(high)
        at = after
    return [*borders, last] if borders[-1] != last else borders


def _offset(at: int, zone: tzinfo) -> int:
    offset = _instant(at).astimezone(zone).utcoffset()
    return 0 if offset is None else int(offset.total_seconds())


def _midnight(day: date, zone: tzinfo) -> int:
    return _seconds(datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC))
