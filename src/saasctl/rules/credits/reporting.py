"""When use is reported to a customer, and which days the report covers (D-16)."""

from datetime import date, timedelta

from saasctl.rules.calendars.months import months_after
from saasctl.terms.resolve import Terms
from saasctl.values.period import Period

DAY = timedelta(days=1)
MONTHS = {"month": 1, "quarter": 12 // 2 // 2}
"""Months between two reports; a quarter is half of a half-year."""


def report_day_after(terms: Terms, day: date) -> date | None:
    """Return the first day after `day` on which a report is sent; None where the terms have none.

    Quarters are those of the calendar.
    """
    months = MONTHS.get(terms.word("usage_report.every", ""))
    if months is None:
        return None
    number = terms.number("usage_report.day", 1)
    first = day.replace(day=1)
    while first.replace(day=number) <= day or (first.month - 1) % months:
        first = months_after(first, 1)
    return first.replace(day=number)


def reported(terms: Terms, sent_on: date) -> Period:
    """Return the days that a report sent on a day covers: whole calendar months before, or up to that day."""
    months = MONTHS.get(terms.word("usage_report.every", ""), 1)
    this = sent_on.replace(day=1)
    if terms.word("usage_report.covers", "previous-month") == "month-to-date":
        return Period(months_after(this, 1 - months), sent_on + DAY)
    return Period(months_after(this, -months), this)
