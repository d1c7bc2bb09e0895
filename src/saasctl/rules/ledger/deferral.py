"""Prepaid revenue by month: what of a line's net belongs to which calendar month."""

from collections.abc import Iterator
from datetime import date

from saasctl.rules.calendars.months import months_after
from saasctl.values.money import divide_half_up
from saasctl.values.period import Period


def is_deferred(period: Period | None, issued_on: date) -> bool:
    """Say whether a line is prepaid for longer than a month that is not over when it is issued."""
    if period is None or months_after(period.start, 1) >= period.end:
        return False
    return period.end > month_of(issued_on).end


def earned_by_month(net_cents: int, period: Period, issued_on: date) -> Iterator[tuple[date, int]]:
    """Yield the last day of each month and the cents earned in it, by calendar days of `period`.

    What was earned before the invoice was issued is earned in its month. Each cumulative sum is
    rounded once, half up, so the months add up to `net_cents` to the cent.
    """
    month = month_of(max(issued_on, period.start))
    told = 0
    while told != net_cents or month.start < period.end:
        days = (min(month.end, period.end) - period.start).days
        earned = divide_half_up(net_cents * days, period.days)
        if earned != told:
            yield month.last_day, earned - told
        told = earned
        month = month_of(month.end)


def month_of(day: date) -> Period:
    """Return the calendar month that holds `day`."""
    first = day.replace(day=1)
    return Period(first, months_after(first, 1))
