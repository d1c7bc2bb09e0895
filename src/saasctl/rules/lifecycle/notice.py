"""The last valid day of a notice, counted back from the end of a term."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from saasctl.rules.calendars.days import HolidayCalendar, previous_working_day
from saasctl.rules.calendars.months import months_after
from saasctl.values.clause import ClauseRef, Step

LETTERS = ("letter", "registered-letter")


@dataclass(frozen=True, slots=True)
class NoticeTerm:
    """How long before the end, in what form, and counted from which day."""

    length: int
    unit: Literal["days", "months"]
    form: str
    anchor: Literal["last-day", "renewal-day"]
    counted_from: Literal["dispatch", "receipt"]
    clause: ClauseRef


@dataclass(frozen=True, slots=True)
class NoticeDeadline:
    """The last valid day, and the working day on which a letter is best posted."""

    length: int
    unit: str
    form: str
    deadline_on: date
    post_by_on: date | None
    clause: ClauseRef


def last_valid_day(renewal_on: date, term: NoticeTerm) -> date:
    """Return the last day, included, on which a notice against renewal still counts.

    `renewal_on` is the first day of the next term. Months are taken from it, clipped to the month's
    end. Anchored on the renewal day, exactly `length` before it is enough (D-C4); anchored on the
    term's last day, it is one day earlier (S-C4, B-D4); length 0 gives the last day itself (K-51).
    """
    if term.unit == "months":
        back = months_after(renewal_on, -term.length)
    else:
        back = renewal_on - timedelta(days=term.length)
    return back if term.anchor == "renewal-day" else back - timedelta(days=1)


def deadline_for(renewal_on: date, term: NoticeTerm, calendar: HolidayCalendar) -> NoticeDeadline:
    """Return the deadline for the term that ends before `renewal_on`, with the day to post by.

    The deadline itself never moves for weekends or holidays (K-D2, S-C8, D-C8).
    """
    deadline = last_valid_day(renewal_on, term)
    post_by = previous_working_day(deadline, calendar) if term.form in LETTERS else None
    return NoticeDeadline(term.length, term.unit, term.form, deadline, post_by, term.clause)


def deadline_step(renewal_on: date, term: NoticeTerm) -> Step:
    """Return the arithmetic of the deadline: the same function computes and explains."""
    deadline = last_valid_day(renewal_on, term)
    less = 0 if term.anchor == "renewal-day" else 1
    return Step(
        text=f"{renewal_on} - {term.length} {term.unit}{' - 1 day' if less else ''} = {deadline}",
        expression=f"subtract_days(subtract_{term.unit}(renewal_on, length), less)",
        inputs={"renewal_on": renewal_on.isoformat(), "length": term.length, "less": less},
        result=deadline.isoformat(),
        unit="date",
        clause=term.clause,
    )
