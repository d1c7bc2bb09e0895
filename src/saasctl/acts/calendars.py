"""Calendars as a store holds them: public holidays, and days closed or with other hours by scope."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from saasctl.rules.calendars.days import PublicDays
from saasctl.rules.calendars.hours import SingleDay, parse_windows
from saasctl.store.queries import calendars as queries
from saasctl.store.transaction import Transaction
from saasctl.terms.law.holidays import holiday_chain
from saasctl.values import stored

Kept = int | str | None
"""The calendars a closed clock keeps: the last row on record then, or the time of it; None for all."""
CLOSED, USUAL, WORKED = "closed", "usual", "worked"
"""What a row says of a day besides windows: no hours; as if no row were there; the weekday's hours."""


class WrittenDay(NamedTuple):
    """A row of a calendar that an operator wrote."""

    id: int
    scope: str
    on: str
    hours: str
    label: str
    recorded_at: str

    def counts(self, kept: Kept) -> bool:
        """Say whether the row was on record in the calendars that are kept."""
        if kept is None:
            return True
        return self.id <= kept if isinstance(kept, int) else self.recorded_at <= kept


class Calendars:
    """The calendars of a store, read once per transaction; seeded holidays when they are asked for."""

    def __init__(self, tx: Transaction) -> None:
        self._tx = tx
        self._rows: dict[str, list[WrittenDay]] = {}
        self.last = 0
        for key, *row in tx.rows(queries.WRITTEN):
            found = WrittenDay(stored.whole(key), *map(str, row))
            self._rows.setdefault(found.scope, []).append(found)
            self.last = found.id
        self._seeded: dict[str, dict[str, str]] = {}
        self._public: dict[tuple[str, Kept], PublicDays] = {}

    def days(self, scopes: Sequence[str], kept: Kept = None) -> tuple[SingleDay, ...]:
        """Return the single days of scopes, the later scope and the later row winning."""
        found: dict[date, SingleDay] = {}
        for row in self._written(scopes, kept):
            on = date.fromisoformat(row.on)
            if row.hours == USUAL:
                found.pop(on, None)
            else:
                found[on] = on, windows_of(row.hours), row.label
        return tuple(found[on] for on in sorted(found))

    def public(self, calendar: str, kept: Kept = None) -> PublicDays:
        """Return the public holidays of a calendar: the seeded ones, as operators corrected them."""
        if (calendar, kept) not in self._public:
            chain = holiday_chain(calendar)
            seeded: dict[str, str] = {}
            for scope in chain:
                seeded |= self._seeds(scope)
            corrected = {
                row.on: row.label if row.hours == CLOSED else None for row in self._written(chain, kept)
            }
            years = frozenset(date.fromisoformat(on).year for on in seeded)
            self._public[calendar, kept] = PublicDays(calendar, years, seeded, corrected)
        return self._public[calendar, kept]

    def short_days(self, calendar: str, kept: Kept = None) -> tuple[SingleDay, ...]:
        """Return the days of a calendar of public holidays on which desks open for some hours."""
        return tuple(day for day in self.days(holiday_chain(calendar), kept) if day[1])

    def written(self, scope: str | None = None) -> Iterator[WrittenDay]:
        """Yield what counts of each day that operators wrote, by scope and day."""
        for name in sorted(self._rows) if scope is None else [scope]:
            last = {row.on: row for row in self._rows.get(name, ())}
            yield from (last[on] for on in sorted(last))

    def _written(self, scopes: Iterable[str], kept: Kept) -> Iterator[WrittenDay]:
        for scope in dict.fromkeys(scopes):
            yield from (row for row in self._rows.get(scope, ()) if row.counts(kept))

    def _seeds(self, scope: str) -> dict[str, str]:
        if scope not in self._seeded:
            self._seeded[scope] = {
                str(on): str(label) for on, label in self._tx.rows(queries.SEEDS, (scope,))
            }
        return self._seeded[scope]


def windows_of(hours: str) -> tuple[tuple[int, int], ...] | None:
    """Return the windows that a row gives a day; None for those of its weekday."""
    if hours == WORKED:
        return None
    return () if hours == CLOSED else parse_windows(hours)
