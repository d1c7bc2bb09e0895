"""Reference rates of interest: the French legal rate by half-year, the ECB's by day. Never guessed.

**In force on a day.** A legal rate is decreed for one half-year, so a day is known if its half-year
has a row. The ECB's rate runs from a day until the next decision, so a table of changes cannot show
that nothing changed after its last row. The packaged table is complete up to its last row; from there
on, rows of the operator included, a row holds to the end of the half-year in which it begins and no
further: the statutory rate is fixed on 1 January and 1 July, so once per half-year somebody must
confirm it by a row, even of the same percentage. Within the last half-year a newer decision may be
missing: add it on its day.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from typing import Literal

from saasctl.errors.rates import MissingRate, RateExists
from saasctl.terms.law.tables import Row, day, law_table, percent, rows, text, text_or_none
from saasctl.values.money import format_percent
from saasctl.values.period import Period

RateKind = Literal["legal-interest", "ecb-mro"]
RATE_KINDS: tuple[RateKind, ...] = ("legal-interest", "ecb-mro")


@dataclass(frozen=True, slots=True)
class Rate:
    """One row: percent a year in force from a day. `added` rows are the operator's."""

    kind: RateKind
    from_on: date
    percent: Decimal
    source: str
    note: str | None = None
    added: bool = False

    @property
    def half(self) -> str:
        """The half-year in which the rate begins, as `2027-S1`."""
        return half_of(self.from_on)


@dataclass(frozen=True)
class Rates:
    """The rows known, in order of kind and day; a value, extended by `with_added`.

    Up to the day `complete_until` no change of the ECB's rate is missing between the rows.
    """

    known: tuple[Rate, ...]
    complete_until: date

    def of(self, kind: RateKind) -> tuple[Rate, ...]:
        """Return the rows of one kind, the oldest first."""
        return self._by_kind.get(kind, ())

    @cached_property
    def _by_kind(self) -> dict[RateKind, tuple[Rate, ...]]:
        kinds = dict.fromkeys(rate.kind for rate in self.known)
        return {kind: tuple(rate for rate in self.known if rate.kind == kind) for kind in kinds}

    @cached_property
    def _legal(self) -> dict[date, Rate]:
        return {rate.from_on: rate for rate in self.of("legal-interest")}

    def legal_interest(self, half: str) -> Rate:
        """Return the legal rate of a half-year (`2026-S2`), professional creditors.

        Raises MissingRate (exit 7) for a half-year without a row.
        """
        start = half_period(half).start
        rate = self._legal.get(start)
        if rate is None:
            raise self._missing("legal-interest", start)
        return rate

    def legal_interest_on(self, on: date) -> Rate:
        """Return the legal rate in force on a day."""
        return self.legal_interest(half_of(on))

    def ecb_rate_on(self, on: date) -> Rate:
        """Return the ECB's main refinancing rate in force on a day.

        Raises MissingRate (exit 7) before the first row, and in a half-year that needs a row of its
        own and has none on or before the day.
        """
        before = [rate for rate in self.of("ecb-mro") if rate.from_on <= on]
        if not before or (on > self.complete_until and on not in half_period(before[-1].half)):
            raise self._missing("ecb-mro", on)
        return before[-1]

    def ecb_rate_of(self, half: str) -> Rate:
        """Return the ECB's rate on the first day of a half-year: what L441-10 II fixes for all of it."""
        return self.ecb_rate_on(half_period(half).start)

    def known_until(self, kind: RateKind) -> date | None:
        """Return the last day before the first gap, included; None where there is no row."""
        end: date | None = None
        for rate in self.of(kind):
            if end is not None and rate.from_on > max(end, self.complete_until):
                break
            end = half_period(rate.half).end
        return end and end - timedelta(days=1)

    def with_added(self, rates: Iterable[Rate], *, replacing: bool = False) -> "Rates":
        """Return the rows together with others, which are marked as added.

        A row for a known kind and day changes nothing where the percentage is the same; where it
        differs it raises RateExists (exit 6) unless `replacing`.
        """
        found = {(rate.kind, rate.from_on): rate for rate in self.known}
        for rate in rates:
            key = rate.kind, rate.from_on
            old = found.get(key)
            if old is not None and old.percent == rate.percent:
                continue
            if old is not None and not replacing:
                raise RateExists(*key, format_percent(old.percent), format_percent(rate.percent))
            found[key] = replace(rate, added=True)
        rows_now = sorted(found.values(), key=lambda rate: (rate.kind, rate.from_on))
        return Rates(tuple(rows_now), self.complete_until)

    def _missing(self, kind: RateKind, on: date) -> MissingRate:
        until = self.known_until(kind)
        first = half_period(half_of(on)).start
        known = f"known from {self.of(kind)[0].from_on} to {until}" if until else "none is known"
        return MissingRate(kind, half_of(on), first, known)


@cache
def packaged_rates() -> Rates:
    """Return the rows that come with the program."""
    table = law_table("legal_rates")
    legal = (
        _rate("legal-interest", half_period(text(row, "half")).start, row)
        for row in rows(table, "legal_interest")
    )
    ecb = [_rate("ecb-mro", day(row, "from"), row) for row in rows(table, "ecb_mro")]
    ordered = sorted((*legal, *ecb), key=lambda rate: (rate.kind, rate.from_on))
    return Rates(tuple(ordered), max(rate.from_on for rate in ecb))


def half_of(on: date) -> str:
    """Return the half-year of a day, as `2027-S1` (January to June) or `2027-S2`."""
    return f"{on.year}-S{1 if on < _july(on.year) else 2}"


@lru_cache(maxsize=256)
def half_period(half: str) -> Period:
    """Return the days of a half-year; ValueError for a text that is not like `2027-S1`."""
    year, mark, number = half.partition("-S")
    if not (mark and len(year) == 4 and year.isascii() and year.isdigit() and number in ("1", "2")):
        raise ValueError("a half-year such as 2027-S1")
    middle = _july(int(year))
    if number == "1":
        return Period(date(middle.year, 1, 1), middle)
    return Period(middle, date(middle.year + 1, 1, 1))


def _july(year: int) -> date:
    return date(year, 7, 1)


def _rate(kind: RateKind, from_on: date, row: Row) -> Rate:
    return Rate(kind, from_on, percent(row), text(row, "source"), text_or_none(row, "note"))
