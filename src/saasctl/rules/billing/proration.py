"""What is owed for a part of a billed period, under the conventions of the terms."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Literal, get_args

from saasctl.rules.calendars.months import months_after, months_between
from saasctl.values.clause import ClauseRef, Step
from saasctl.values.money import MINOR_DIGITS, Money, divide_half_up
from saasctl.values.period import Period

Basis = Literal["actual", "thirty", "thirty-360", "month-fraction", "full"]
Counts = Literal["from-change-day", "from-next-day"]
EndDay = Literal["billed", "free"]
Rounding = Literal["per-line", "per-unit"]

BASES: dict[str, Basis] = {word: word for word in get_args(Basis)}
COUNTS: dict[str, Counts] = {word: word for word in get_args(Counts)}


@dataclass(frozen=True, slots=True)
class ProrationTerm:
    """The conventions by which a period is divided; every one is a parameter of the terms.

    `basis`, days used over days of the whole period, never over its remainder:
    "actual" calendar days over the actual days of the billed period; "thirty" actual days over 30
    per month; "thirty-360" days counted as if every month had 30; "month-fraction" whole months,
    and the days of a part month over that month's own; "full" does not divide the price.
    `counts`: whether the day of a change already belongs to the new state.
    `end_day`: whether the day on which use ends is billed.
    `rounding`: once per printed line, or per unit and then times the quantity; a half always goes
    away from zero.
    """

    basis: Basis
    counts: Counts
    clause: ClauseRef
    end_day: EndDay = "billed"
    rounding: Rounding = "per-line"


@dataclass(frozen=True, slots=True)
class Prorated:
    """A fee for part of a period, with the arithmetic that gave it.

    `days` over `days_total` is the part billed: days for every basis but "month-fraction", where it
    is the reduced fraction of the period, and "full", where it is 1 over 1.
    """

    fee: Money
    quantity: int
    unit_price: Money
    days: int
    days_total: int
    term: ProrationTerm

    @property
    def clause(self) -> ClauseRef:
        """What the division rests on."""
        return self.term.clause


def prorate(
    unit_price: Money, billed: Period, used: Period, term: ProrationTerm, quantity: int = 1
) -> Prorated:
    """Return what `quantity` units at `unit_price` for `billed` owe for the days of it in `used`.

    `unit_price` is for the whole of `billed`; a negative `quantity` gives the mirror amount, as on a
    credit note. Never more than the whole fee. Raises ValueError if the periods do not overlap, or
    if a basis of months meets a billed period without one.
    """
    days, total = share_of(billed, used, term.basis)
    if term.rounding == "per-unit":
        cents = quantity * prorated_cents(1, unit_price.cents, days, total)
    else:
        cents = prorated_cents(quantity, unit_price.cents, days, total)
    return Prorated(Money(cents, unit_price.currency), quantity, unit_price, days, total, term)


def prorated_cents(quantity: int, unit_price_cents: int, used_days: int, billed_days: int) -> int:
    """Return quantity x price x days / days in cents, rounded once, a half away from zero.

    Integers only, for the bulk run; `prorate` gives the same. Days beyond the period are not owed.
    """
    return divide_half_up(quantity * unit_price_cents * min(used_days, billed_days), billed_days)


def share_of(billed: Period, used: Period, basis: Basis) -> tuple[int, int]:
    """Return numerator and denominator of the part of `billed` that `used` covers, at most 1.

    A period used wholly counts wholly under every basis (a February is not 28/30 of its price).
    """
    part = billed.shared_with(used)
    if part is None:
        raise ValueError(f"{used} and {billed} do not overlap")
    if basis == "full":
        return 1, 1
    if basis == "actual":
        return part.days, billed.days
    if basis == "month-fraction":
        share = month_fraction(part, billed)
        return share.numerator, share.denominator
    total = 30 * _months(billed)
    counted = part.days if basis == "thirty" else thirty_day_count(part)
    return (total if part == billed else min(counted, total)), total


def thirty_day_count(period: Period) -> int:
    """Return the days of `period` as if every month had 30; the 31st counts as the 30th."""
    first, end = min(30, period.start.day), min(30, period.end.day)
    return max(0, 30 * months_between(period.start, period.end) + end - first)


def month_fraction(part: Period, billed: Period) -> Fraction:
    """Return the months of `part` over the months of `billed`.

    Months run from the first day of `billed`; the days of a month in part are divided by that
    month's own length.
    """
    months = _months(billed)
    bounds = [*(months_after(billed.start, n) for n in range(months)), billed.end]
    share = Fraction(0)
    for start, end in pairwise(bounds):
        month = Period(start, end)
        if (days := month.shared_with(part)) is not None:
            share += Fraction(days.days, month.days)
    return share / months


def split_at(billed: Period, change: date, term: ProrationTerm) -> tuple[Period | None, Period | None]:
    """Return the parts of `billed` before and after a change made on `change`; None where empty.

    The day of the change belongs to the second part, or to the first if `term` counts from the next
    day.
    """
    first_new = change if term.counts == "from-change-day" else change + timedelta(days=1)
    cut = min(max(first_new, billed.start), billed.end)
    return _unless_empty(Period(billed.start, cut)), _unless_empty(Period(cut, billed.end))


def split_at_end(billed: Period, last_day: date, term: ProrationTerm) -> tuple[Period | None, Period | None]:
    """Return the billed and the unbilled part of `billed` when use ends on `last_day`.

    `term.end_day` says whether that day is billed. None where a part is empty.
    """
    end = last_day + timedelta(days=1) if term.end_day == "billed" else last_day
    cut = min(max(end, billed.start), billed.end)
    return _unless_empty(Period(billed.start, cut)), _unless_empty(Period(cut, billed.end))


def steps(result: Prorated) -> tuple[Step, ...]:
    """Return the arithmetic of `result`, from its own numbers: `3 x 10.00 x 20/30 days = 20.00`.

    In expressions, `round(x, n)` rounds to n decimals, a half away from zero.
    """
    term, digits = result.term, MINOR_DIGITS[result.fee.currency]
    inputs: dict[str, str | int] = {"quantity": result.quantity, "unit_price": str(result.unit_price)}
    words, ratio = "", ""
    if term.basis != "full":
        part, whole, unit = _named(term.basis)
        inputs |= {part: result.days, whole: result.days_total}
        words, ratio = f" x {result.days}/{result.days_total} {unit}", f" * {part} / {whole}"
    if term.rounding == "per-unit":
        expression = f"quantity * round(unit_price{ratio}, {digits})"
        text = f"{result.quantity} x ({result.unit_price}{words}) = {result.fee}"
    else:
        expression = f"round(quantity * unit_price{ratio}, {digits})"
        text = f"{result.quantity} x {result.unit_price}{words} = {result.fee}"
    return (Step(text, expression, inputs, str(result.fee), result.fee.currency, term.clause),)


def _named(basis: Basis) -> tuple[str, str, str]:
    if basis == "month-fraction":
        return "part", "parts", "of the months"
    return "days", "days_total", "days"


def _months(billed: Period) -> int:
    months = months_between(billed.start, billed.end)
    if months < 1:
        raise ValueError(f"{billed} holds no month to divide by")
    return months


def _unless_empty(period: Period) -> Period | None:
    return period if period.days else None
