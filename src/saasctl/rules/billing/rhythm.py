"""When a subscription is billed: its periods, counted from the anchor, and the day each falls due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from saasctl.rules.billing.pauses import Hold, Shift, moved
from saasctl.rules.calendars.months import months_after
from saasctl.values.period import Period

Timing = Literal["advance", "arrears"]


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The invoicing rhythm of one stretch of a subscription.

    Periods are half-open and counted from `anchor` in calendar months, clipped to the month's end
    and never chained (K-D4, S-C5, D-C5). With `free_exit_months` the first period is that long
    (S-15), priced by months or by days of the year; every other one has `invoice_months`. `until`
    cuts the stretch where another begins. Force majeure moves periods by `shifts` and terms by
    `term_shifts`; bills of `holds` wait.
    """

    anchor: date
    invoice_months: int
    price_months: int
    commitment_months: int
    timing: Timing
    free_exit_months: int = 0
    free_exit_by_days: bool = False
    until: date | None = None
    shifts: tuple[Shift, ...] = ()
    term_shifts: tuple[Shift, ...] = ()
    holds: tuple[Hold, ...] = ()

    @property
    def is_recurring(self) -> bool:
        """Whether the rhythm has recurring invoices at all."""
        return self.invoice_months > 0

    def boundary(self, index: int) -> date:
        """Return the first day of period `index` (0 is the first), uncut."""
        if index == 0:
            return self.anchor
        return moved(months_after(self.anchor, self.months_to(index)), self.shifts)

    def months_to(self, index: int) -> int:
        """Return how many months lie between the anchor and the first day of a later period `index`."""
        months = index * self.invoice_months
        return months + self.free_exit_months - self.invoice_months if self.free_exit_months else months

    def months_in(self, index: int) -> int:
        """Return how many months period `index` covers."""
        return self.free_exit_months if index == 0 and self.free_exit_months else self.invoice_months

    def period(self, index: int) -> Period:
        """Return period `index`, uncut by `until`."""
        return Period(self.boundary(index), self.boundary(index + 1))

    def index_at(self, day: date) -> int:
        """Return the number of the period that holds `day`; days before the anchor give 0."""
        months = (day.year - self.anchor.year) * 12 + day.month - self.anchor.month
        index = max(0, (months - self.free_exit_months) // self.invoice_months - 1)
        while index and self.boundary(index) > day:
            index -= 1
        while self.boundary(index + 1) <= day:
            index += 1
        return index

    def period_at(self, day: date) -> Period:
        """Return the period that holds `day`, uncut."""
        return self.period(self.index_at(day))

    @property
    def free_exit(self) -> Period | None:
        """The months without commitment, if the rhythm has them."""
        if not self.free_exit_months:
            return None
        return Period(self.anchor, moved(months_after(self.anchor, self.free_exit_months), self.term_shifts))

    def commitment_at(self, day: date) -> Period | None:
        """Return the commitment that holds `day` (the first one while none has begun), or None.

        Terms are counted from the anchor: the first follows the months without commitment, each
        later one renews for the same length (S-16, S-43, B-11, D-61, K-34).
        """
        if not self.commitment_months:
            return None
        first, index = self.free_exit_months, self._term_at(day)
        return Period(self._term_start(first, index), self._term_start(first, index + 1))

    def months_to_renewal(self, day: date) -> int:
        """Return how many months lie between the anchor and the end of the commitment that holds `day`."""
        return self.free_exit_months + (self._term_at(day) + 1) * self.commitment_months

    def _term_at(self, day: date) -> int:
        first = self.free_exit_months
        months = (day.year - self.anchor.year) * 12 + day.month - self.anchor.month - first
        index = max(0, months // self.commitment_months - 1)
        while index and self._term_start(first, index) > day:
            index -= 1
        while self._term_start(first, index + 1) <= day:
            index += 1
        return index

    def renews_on(self, day: date) -> bool:
        """Say whether a term that is not the first one begins on `day`."""
        term = self.commitment_at(day)
        return term is not None and term.start == day > self._term_start(self.free_exit_months, 0)

    def _term_start(self, first: int, index: int) -> date:
        months = first + index * self.commitment_months
        return moved(months_after(self.anchor, months), self.term_shifts) if months else self.anchor


@dataclass(frozen=True, slots=True)
class Obligation:
    """One recurring invoice to issue: the day it falls due, the whole period, and the part billed.

    `used` is smaller than `period` where the customer was taken over in mid-period or the stretch
    was cut by a change of rhythm.
    """

    on: date
    period: Period
    used: Period
    months: int

    @property
    def is_whole(self) -> bool:
        """Whether the whole period is billed."""
        return self.used == self.period


def obligations(
    rhythm: Rhythm, billed_to: date, *, first_not_before: date | None = None, ends: date | None = None
) -> Iterator[Obligation]:
    """Yield the recurring invoices of `rhythm` after `billed_to` (its first unbilled day), in order.

    In advance each falls due on its first billed day, in arrears on the day after the period. The
    invoice of the very first period waits for `first_not_before` (B-77), and those after it wait
    with it: none overtakes it. Nothing is billed from `ends` or `rhythm.until` on; both are excluded
    days. Endless where neither is given. What force majeure holds, and all after it, waits for its end.
    """
    if not rhythm.is_recurring:
        return
    stop = min((day for day in (rhythm.until, ends) if day is not None), default=None)
    start = max(billed_to, rhythm.anchor)
    index, waiting = rhythm.index_at(start), start == rhythm.anchor
    begins = rhythm.boundary(index)
    while stop is None or start < stop:
        ends_on = rhythm.boundary(index + 1)
        period = used = Period(begins, ends_on)
        if start > begins or (stop is not None and stop < ends_on):
            used = Period(start, ends_on if stop is None else min(ends_on, stop))
        due = used.start if rhythm.timing == "advance" else used.end
        if first_not_before is not None and waiting:
            due = max(due, first_not_before)
        released = _released(rhythm.holds, used.start, due)
        if released is None:
            return
        due = released
        yield Obligation(due, period, used, rhythm.months_in(index))
        start = begins = ends_on
        index += 1


def _released(holds: tuple[Hold, ...], start: date, due: date) -> date | None:
    """Return the day on which a bill falls due, held ones after the event; None while that lasts."""
    for one in holds:
        if (start if one.by_start else due) < one.first:
            continue
        if one.last_day is None:
            return None
        if start <= one.last_day:
            due = max(due, one.last_day + timedelta(days=1))
    return due
