"""Steps of whole months, always counted from an anchor and never chained."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from saasctl.values.period import Period


@lru_cache(maxsize=1000)
def months_after(anchor: date, months: int) -> date:
    """Return the same day number `months` later, or the month's last day where it is missing.

    31 January + 1 month is 28 or 29 February. A negative number counts back (notice periods). A
    chain must be recomputed from its anchor, or the 31st would drift to the 28th (K-D4, B-D3, S-C5,
    D-C5).
    """
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + months, 12)
    return date(year, month + 1, min(anchor.day, monthrange(year, month + 1)[1]))


def months_between(first: date, later: date) -> int:
    """Return the difference of the two dates' calendar months; the day numbers play no part."""
    return (later.year - first.year) * 12 + later.month - first.month


def nth_period(anchor: date, step_months: int, n: int) -> Period:
    """Return period `n` (0 is the first) of `step_months` months each; a negative `n` lies before `anchor`.

    Half-open: the last day is the day before the next anniversary.
    """
    _check(step_months)
    return Period(months_after(anchor, n * step_months), months_after(anchor, (n + 1) * step_months))


def period_number(anchor: date, step_months: int, day: date) -> int:
    """Return the number of the period that holds `day`, in constant time; negative before `anchor`."""
    _check(step_months)
    n = months_between(anchor, day) // step_months
    return n if months_after(anchor, n * step_months) <= day else n - 1


def period_holding(anchor: date, step_months: int, day: date) -> Period:
    """Return the period of `step_months` months, counted from `anchor`, that holds `day`."""
    return nth_period(anchor, step_months, period_number(anchor, step_months, day))


def anniversaries(anchor: date, step_months: int, within: Period) -> Iterator[date]:
    """Yield the first days of the periods that begin in `within`, in order.

    `anchor` itself is one of them; the end of `within` is excluded as in every period.
    """
    n = period_number(anchor, step_months, within.start)
    while (day := months_after(anchor, n * step_months)) < within.end:
        if day >= within.start:
            yield day
        n += 1


def _check(step_months: int) -> None:
    if step_months < 1:
        raise ValueError(f"a step of {step_months} months")
