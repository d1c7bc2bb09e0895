"""When a desk opens and closes, as instants in order with their running total: each answer is a search.

Instants are whole seconds since 1970. Years are laid out as they are asked for; a change of the
clocks inside a window is exact.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import pairwise

HOUR_SECONDS = 60 * 60
DAY_SECONDS = 24 * HOUR_SECONDS
ONE_SECOND = timedelta(seconds=1)
EPOCH = datetime.fromtimestamp(0, UTC)
LAST_YEAR = date.max.year - 1
FAR = 100
"""Years looked ahead for the end of a length of open time, and counted of a longer one."""
Window = tuple[int, int]
"""Seconds after local midnight from opening to closing, the latter not included."""


def seconds_of(instant: datetime) -> int:
    """Return an instant in whole seconds since 1970."""
    return (instant - EPOCH) // ONE_SECOND


def instant_of(seconds: int) -> datetime:
    """Return the instant of whole seconds since 1970."""
    return EPOCH + timedelta(seconds=seconds)


class Openings:
    """The openings of consecutive local years: instants from and to, and open seconds up to each end."""

    def __init__(self, windows_on: Callable[[date], tuple[Window, ...]], zone: tzinfo) -> None:
        self._windows_on = windows_on
        self._zone = zone
        self._days: dict[date, list[Window]] = {}
        self._years: dict[int, list[Window]] = {}
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._totals: list[int] = []
        self._first_year, self._last_year = LAST_YEAR, 0
        self._from = self._to = 0

    def elapsed(self, first: int, last: int) -> int:
        """Return the open seconds in [first, last), at most those of the first hundred years."""
        if last <= first:
            return 0
        last = min(last, first + FAR * 366 * DAY_SECONDS)
        self._cover(first, last)
        return self._before(last) - self._before(first)

    def after(self, start: int, seconds: int) -> int | None:
        """Return the earliest instant by which `seconds`, above 0, ran since `start`; None if never."""
        self._cover(start, start)
        wanted = self._before(start) + seconds
        place = bisect_left(self._totals, wanted)
        if place < len(self._totals):
            return self._ends[place] - (self._totals[place] - wanted)
        return self._far_after(start, seconds)

    def _far_after(self, start: int, seconds: int) -> int | None:
        year = _year_of(start)
        while True:
            wanted = self._before(start) + seconds
            place = bisect_left(self._totals, wanted)
            if place < len(self._totals):
                return self._ends[place] - (self._totals[place] - wanted)
            if self._last_year >= min(year + FAR, LAST_YEAR):
                return None
            self._lay_out(self._first_year, min(2 * self._last_year - year + 1, year + FAR))

    def run(self, start: int, seconds: int, at: int) -> tuple[int, int | None]:
        """Return the open seconds in [start, at), and the instant by which `seconds` ran since `start`."""
        if at - start > FAR * 366 * DAY_SECONDS or seconds <= 0:
            return self.elapsed(start, at), self.after(start, seconds) if seconds > 0 else start
        self._cover(start, max(at, start))
        before = self._before(start)
        wanted = before + seconds
        place = bisect_left(self._totals, wanted)
        elapsed = self._before(at) - before if at > start else 0
        if place == len(self._totals):
            return elapsed, self._far_after(start, seconds)
        return elapsed, self._ends[place] - (self._totals[place] - wanted)

    def next_open(self, at: int) -> int | None:
        """Return the first open instant that is not before `at`; None where none is near."""
        self._cover(at, at)
        place = bisect_right(self._ends, at)
        if place == len(self._ends):
            self._lay_out(self._first_year, self._last_year + 1)
            place = bisect_right(self._ends, at)
        return max(at, self._starts[place]) if place < len(self._ends) else None

    def spans(self, day: date) -> list[Window]:
        """Return a day's windows as instants in seconds; those of a day are worked out once."""
        if day not in self._days:
            self._days[day] = self._spans(day)
        return self._days[day]

    def _spans(self, day: date) -> list[Window]:
        windows = self._windows_on(day)
        if not windows:
            return []
        first, last = self.midnight(day), self.midnight(day + timedelta(days=1))
        local = seconds_of(datetime(day.year, day.month, day.day, tzinfo=UTC))
        if last - first == DAY_SECONDS:
            shift = first - local
            return [(local + shift + opens, local + shift + closes) for opens, closes in windows]
        return list(_shifted(windows, local, list(pairwise(_pieces(first, last, self._zone))), self._zone))

    def midnight(self, day: date) -> int:
        """Return the first instant of a local day."""
        return seconds_of(datetime(day.year, day.month, day.day, tzinfo=self._zone))

    def _before(self, at: int) -> int:
        """Return the open seconds between the first year laid out and an instant inside the layout."""
        place = bisect_right(self._starts, at)
        if not place:
            return 0
        return self._totals[place - 1] - max(0, self._ends[place - 1] - at)

    def _cover(self, first: int, last: int) -> None:
        """Lay out the years of two instants, with a year to spare on either side."""
        if self._from <= first and last < self._to:
            return
        low, high = max(_year_of(first) - 1, 1), min(_year_of(last) + 1, LAST_YEAR)
        self._lay_out(min(low, self._first_year), max(high, self._last_year))

    def _lay_out(self, first: int, last: int) -> None:
        self._first_year, self._last_year = first, min(last, LAST_YEAR)
        self._starts, self._ends, self._totals, total = [], [], [], 0
        for year in range(self._first_year, self._last_year + 1):
            for start, end in self._year(year):
                total += end - start
                self._starts.append(start)
                self._ends.append(end)
                self._totals.append(total)
        self._from = self.midnight(date(self._first_year, 1, 1))
        self._to = self.midnight(date(self._last_year + 1, 1, 1))

    def _year(self, year: int) -> list[Window]:
        if year not in self._years:
            day, found = date(year, 1, 1), list[Window]()
            while day.year == year:
                found += self.spans(day)
                day += timedelta(days=1)
            self._years[year] = found
        return self._years[year]


def _year_of(seconds: int) -> int:
    return instant_of(seconds).year


def _shifted(windows: Sequence[Window], local: int, pieces: list[Window], zone: tzinfo) -> Iterator[Window]:
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
    offset = instant_of(at).astimezone(zone).utcoffset()
    return 0 if offset is None else int(offset.total_seconds())
