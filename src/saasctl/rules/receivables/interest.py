"""Late interest and the flat recovery fee of one invoice: days, segments, one rounding at the end."""

from calendar import isleap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from saasctl.errors.rates import MissingRate
from saasctl.rules.calendars.days import calendar_of, next_working_day
from saasctl.rules.receivables.rates import ONE, RateRule, annual_percent, rate_changes, rate_rule
from saasctl.terms.law.late_payment import LATE_PAYMENT
from saasctl.terms.law.rates import Rates
from saasctl.terms.resolve import Terms
from saasctl.values.clause import ClauseRef
from saasctl.values.money import round_half_up

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Owed:
    """What lateness is counted on: due date, kind, and the unpaid balance in cents by day.

    `balances` are (day, cents at the end of that day) in order of time; before the first one the
    whole is owed. `net_share` is net over gross, `ended_on` the last day of the contract, if known.
    `parts` are (due date, cents) of an invoice paid in parts; the first one is due on `due_on`.
    """

    kind: str
    due_on: date
    gross_cents: int
    balances: tuple[tuple[date, int], ...] = ()
    net_share: Fraction = Fraction(1)
    ended_on: date | None = None
    parts: tuple[tuple[date, int], ...] = ()

    def late_at(self, day: date, end_of: date) -> int:
        """Return the cents unpaid at the end of a day that were due before `day`: of parts, the due ones."""
        if not self.parts and self.due_on >= day:
            return 0
        later = sum(cents for due_on, cents in self.parts if due_on >= day)
        return max(0, self.at_end_of(end_of) - later)

    def late_parts(self, day: date, end_of: date) -> list[tuple[date, int]]:
        """Return (due date, cents) of what is late as `late_at` counts it; the oldest part is paid first."""
        left, found = self.late_at(day, end_of), list[tuple[date, int]]()
        for due_on, cents in reversed(self.parts or ((self.due_on, left),)):
            take = min(cents, left) if due_on < day else 0
            if take:
                found.append((due_on, take))
                left -= take
        return found[::-1]

    def open_parts(self, day: date) -> list[tuple[date, int]]:
        """Return (due date, cents) of what is unpaid at the end of a day, late or not, the oldest first."""
        return self.late_parts(date.max, day)

    def due_at(self, day: date) -> date:
        """Return the due date of the oldest part unpaid at the end of a day; of all paid, the last one."""
        left = self.open_parts(day)
        return left[0][0] if left else (self.parts[-1][0] if self.parts else self.due_on)

    def at_end_of(self, day: date) -> int:
        """Return the unpaid cents at the end of a day."""
        held = self.gross_cents
        for on, cents in self.balances:
            if on > day:
                break
            held = cents
        return max(0, held)


@dataclass(frozen=True, slots=True)
class Segment:
    """Days, both included, with one principal (cents) and one rate; `exact` is its interest in cents.

    `due_on` is a due date that the rate was taken for, where rates are fixed at the due date.
    """

    start: date
    last_day: date
    principal: Fraction
    percent: Decimal
    exact: Fraction
    due_on: date | None = None

    @property
    def days(self) -> int:
        """The number of days."""
        return (self.last_day - self.start).days + 1


@dataclass(frozen=True)
class Accrual:
    """Late interest up to a day. `missing` says which rate is not known from where on."""

    starts_on: date | None
    segments: tuple[Segment, ...]
    fee_cents: int
    fee_from: date | None
    missing: MissingRate | None
    clauses: tuple[ClauseRef, ...]

    @property
    def days(self) -> int:
        """The days that bore interest; parts that bear different rates on the same days count once."""
        return sum(
            (last - first).days + 1 for first, last in {(one.start, one.last_day) for one in self.segments}
        )

    @cached_property
    def exact(self) -> Fraction:
        """The sum of the segments in cents, not rounded."""
        return sum((segment.exact for segment in self.segments), Fraction(0))

    @cached_property
    def interest_cents(self) -> int:
        """The interest in cents: the segments summed, then rounded once, half up."""
        return round_half_up(self.exact)

    def until(self, last: date) -> Fraction:
        """Return the exact interest, in cents, of the days up to `last`, included."""
        total = Fraction(0)
        for segment in self.segments:
            if segment.start <= last:
                days = (min(segment.last_day, last) - segment.start).days + 1
                total += segment.exact * days / segment.days
        return total


def first_day(terms: Terms, due_on: date) -> date:
    """Return the first day that bears interest: the day after, or the first working day after (K-36)."""
    after = due_on + DAY
    if terms.word("late_interest.starts", "day-after-due") != "first-working-day":
        return after
    return next_working_day(after, calendar_of(terms, terms.words("late_interest.working_days")))


def accrue(terms: Terms, rates: Rates, owed: Owed, as_of: date) -> Accrual:
    """Return the interest and the fee of one invoice as if it were paid on `as_of`.

    The payment day counts, or not, by `late_interest.ends`; a rate that is not known ends the count
    at the last known day (`missing`).
    """
    cited = _cited(terms)
    fee, fee_from = _fee(terms, owed, as_of)
    if owed.kind not in terms.words("late_interest.invoices") or terms.find("late_interest.reading") is None:
        return Accrual(None, (), fee, fee_from, None, cited)
    starts_on = first_day(terms, owed.due_on)
    counted = terms.word("late_interest.ends", "payment-day") == "payment-day"
    last = as_of if counted else as_of - DAY
    if owed.ended_on is not None and not terms.flag("late_interest.after_end", default=True):
        last = min(last, owed.ended_on)
    segments, missing = [], None
    rule = rate_rule(terms)
    try:
        for segment in _segments(terms, rule, rates, owed, starts_on, last):
            segments.append(segment)
    except MissingRate as error:
        missing = error
    return Accrual(starts_on, tuple(segments), fee, fee_from, missing, cited)


def _cited(terms: Terms) -> tuple[ClauseRef, ...]:
    paths = ("late_interest.reading", "late_interest.starts", "late_interest.base", "recovery_fee.amount")
    found = (terms.cite(path) for path in paths)
    return tuple(dict.fromkeys(clause for clause in found if clause is not None))


def _segments(
    terms: Terms, rule: RateRule, rates: Rates, owed: Owed, starts_on: date, last: date
) -> Iterator[Segment]:
    if last < starts_on:
        return
    by_year = terms.word("late_interest.day_count", "actual/365") == "actual/actual"
    net = terms.word("late_interest.base", "gross") == "net"
    lag = DAY if terms.word("late_interest.ends", "payment-day") == "payment-day" else timedelta()
    cuts = {starts_on, last + DAY, *rate_changes(rule, rates, starts_on, last)}
    cuts |= {on + lag for on, _ in owed.balances if starts_on < on + lag <= last}
    cuts |= {due_on + DAY for due_on, _ in owed.parts if starts_on < due_on + DAY <= last}
    if by_year:
        cuts |= {date(year, 1, 1) for year in range(starts_on.year + 1, last.year + 1)}
    carried = Fraction(0)
    days = sorted(cuts)
    for start, end in pairwise(days):
        for percent, (due_on, cents) in _by_rate(
            rule, rates, start, owed.late_parts(start, start - lag)
        ).items():
            principal = cents * (owed.net_share if net else 1) + carried
            basis = 366 if by_year and isleap(start.year) else 365
            part, of = percent.as_integer_ratio()
            whole, share = principal.as_integer_ratio()
            exact = Fraction(whole * part * (end - start).days, share * of * 100 * basis)
            if terms.flag("late_interest.compound"):
                carried += exact
            yield Segment(start, end - DAY, Fraction(principal), percent, exact, due_on)


def _by_rate(
    rule: RateRule, rates: Rates, day: date, late: Sequence[tuple[date, int]]
) -> dict[Decimal, tuple[date, int]]:
    """Return the cents that bear each rate: parts differ where it is fixed at the due date (D-67)."""
    found: dict[Decimal, tuple[date, int]] = {}
    for due_on, cents in late:
        percent = annual_percent(rule, rates, day, due_on)
        first, sum_of = found.get(percent, (due_on, 0))
        found[percent] = first, sum_of + cents
    return found


def _fee(terms: Terms, owed: Owed, as_of: date) -> tuple[int, date | None]:
    """Return the recovery fee owed as of a day, in cents, and its day (K-38, B-89, S-37, D-68)."""
    amount = terms.find("recovery_fee.amount")
    if amount is None or owed.kind not in terms.words("recovery_fee.invoices"):
        return 0, None
    days = [due_on for due_on, _ in owed.parts] or [owed.due_on]
    opens = [(due_on, _fee_from(terms, due_on)) for due_on in days]
    found = [on for due_on, on in opens if on <= as_of and _was_late(owed, due_on, on)]
    if not found:
        return 0, opens[0][1]
    once = terms.word("recovery_fee.per", "invoice") == "invoice"
    late = 1 if once else max(1, _late_payments(owed, found[0], as_of))
    return late * round_half_up(Decimal(str(amount.value)) * 100), found[0]


def _fee_from(terms: Terms, due_on: date) -> date:
    """Return the first day on which the fee is owed for what was due on a day."""
    if terms.word("recovery_fee.starts", "with-interest") == "with-interest":
        return first_day(terms, due_on)
    return due_on + timedelta(days=terms.integer("recovery_fee.after_days").value + 1)


def _was_late(owed: Owed, due_on: date, from_on: date) -> bool:
    """Say whether what was due on a day was still unpaid when the day before `from_on` ended."""
    return any(due <= due_on for due, _ in owed.late_parts(from_on, from_on - DAY))


def _late_payments(owed: Owed, from_on: date, as_of: date) -> int:
    return len({on for on, _ in owed.balances if from_on <= on <= as_of})


class Statutory(NamedTuple):
    """What the law gives where nothing is agreed, and the least that an agreed rate gives, in cents.

    Percents are those of the first day, None where not known; `complete` is false where a later one is not.
    """

    percent: Decimal | None
    interest_cents: int
    fee_cents: int
    floor_percent: Decimal | None
    floor_cents: int
    complete: bool


def statutory(rates: Rates, owed: Owed, as_of: date) -> Statutory:
    """Return what the law alone gives from the day after the due date (commercial code, L441-10 II, D441-5).

    The ECB's rate of the half-year plus ten points, or at least three times the legal rate where one is
    agreed, actual/365, and EUR 40.
    """
    law, first = LATE_PAYMENT, owed.due_on + DAY
    default = RateRule("reference-plus-points", ONE, law.points, "ecb-mro", "professional", "half-year")
    floor = RateRule("multiple-of-legal", law.multiple, law.points, "legal", "professional", "each-day")
    late = as_of >= first and owed.late_at(first, owed.due_on) > 0
    one, least = (_by_law(rule, rates, owed, as_of) for rule in (default, floor))
    fee = law.fee_cents if late else 0
    return Statutory(*one[:2], fee, *least[:2], one[2] and least[2])


def _by_law(rule: RateRule, rates: Rates, owed: Owed, as_of: date) -> tuple[Decimal | None, int, bool]:
    """Return the percent of the first day, the interest in cents, and whether all rates are known."""
    first, percent, total = owed.due_on + DAY, None, Fraction(0)
    cuts = {first, as_of + DAY, *rate_changes(rule, rates, first, as_of)}
    cuts |= {on + DAY for on, _ in (*owed.balances, *owed.parts) if first < on + DAY <= as_of}
    try:
        for start, end in pairwise(sorted(day for day in cuts if day >= first)):
            held = annual_percent(rule, rates, start, owed.due_on)
            percent = percent if percent is not None else held
            days = Fraction((end - start).days, LATE_PAYMENT.year_days)
            total += owed.late_at(start, start - DAY) * Fraction(held) / 100 * days
    except MissingRate:
        return percent, round_half_up(total), False
    return percent, round_half_up(total), True
