"""What a missed guarantee gives, and how available a service was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from saasctl.rules.calendars.hours import OpeningHours
from saasctl.rules.calendars.openings import HOUR_SECONDS
from saasctl.rules.tickets.clocks import Clock
from saasctl.terms.resolve import Terms
from saasctl.values.money import round_half_up
from saasctl.values.period import Period

Stretch = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Indemnity:
    """Hours guaranteed, run and overrun, and those of the period; the amount in cents, excl. VAT."""

    guaranteed: Fraction
    elapsed: Fraction
    overrun: Fraction
    period_hours: Fraction
    base_cents: int

    @property
    def cents(self) -> int:
        """Base x overrun / hours of the period, rounded once, half up (B-45)."""
        if not self.period_hours:
            return 0
        return round_half_up(self.base_cents * self.overrun / self.period_hours)


def indemnity_of(
    terms: Terms, desk: OpeningHours, clock: Clock, period: Period, base_cents: int, until: datetime
) -> Indemnity:
    """Return the indemnity of a restore clock: pro rata of the fee from the end of the guaranteed time.

    Support hours above and below the line, or calendar ones (`indemnity.hours`); started hours where
    `indemnity.starts` says so.
    """
    amount = clock.target[0] if clock.target else 0
    over = max(0, -(clock.remaining_seconds or 0))
    whole = desk.elapsed(desk.midnight(period.start), desk.midnight(period.end))
    if terms.word("indemnity.hours", "support") == "calendar":
        due = clock.due_at
        over = max(0, int((until - due).total_seconds())) if due is not None and over else 0
        whole = period.days * 24 * HOUR_SECONDS
    overrun = Fraction(over, HOUR_SECONDS)
    if terms.word("indemnity.starts", "target-elapsed") == "next-started-hour":
        overrun = Fraction(-(-over // HOUR_SECONDS))
    elapsed = Fraction(clock.elapsed_seconds or 0, HOUR_SECONDS)
    return Indemnity(Fraction(amount), elapsed, overrun, Fraction(whole, HOUR_SECONDS), base_cents)


@dataclass(frozen=True, slots=True)
class Availability:
    """Seconds of a month, those left out, and those down outside them."""

    seconds: int
    excluded: int
    down: int

    @property
    def percent(self) -> Fraction:
        """The part of the counted time in which the service was up, in percent, exact."""
        counted = self.seconds - self.excluded
        return Fraction(100) if counted <= 0 else Fraction(100 * (counted - self.down), counted)


def availability(month: Stretch, excluded: Sequence[Stretch], down: Sequence[Stretch]) -> Availability:
    """Return the availability of a stretch: what is excluded is left out above and below the line."""
    whole = _length([month])
    out = _within(month, excluded)
    failed = _without(_within(month, down), out)
    return Availability(whole, _length(out), _length(failed))


def _within(month: Stretch, stretches: Sequence[Stretch]) -> list[Stretch]:
    """Return the parts inside a month, joined where they touch."""
    found: list[Stretch] = []
    for first, last in sorted((max(first, month[0]), min(last, month[1])) for first, last in stretches):
        if first >= last:
            continue
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(found[-1][1], last)
        else:
            found.append((first, last))
    return found


def _without(stretches: Sequence[Stretch], removed: Sequence[Stretch]) -> list[Stretch]:
    left = list(stretches)
    for first, last in removed:
        left = [
            part
            for start, end in left
            for part in ((start, min(end, first)), (max(start, last), end))
            if part[0] < part[1]
        ]
    return left


def _length(stretches: Sequence[Stretch]) -> int:
    return sum(int((last - first).total_seconds()) for first, last in stretches)
