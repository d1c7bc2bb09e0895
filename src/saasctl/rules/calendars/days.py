"""Working days and French public holidays, computed for any year."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Literal

from dateutil.easter import easter

from saasctl.terms.law.holidays import HolidayLaw, holiday_laws, weekday_names

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday on its date, with its names."""

    on: date
    id: str
    fr: str
    en: str

    def label(self, language: Literal["fr", "en"] = "en") -> str:
        """Return the holiday's name in French or English."""
        return self.fr if language == "fr" else self.en


@dataclass(frozen=True, slots=True)
class HolidayCalendar:
    """Which days are worked: a list of public holidays, the weekdays, and days closed or opened.

    `holidays` is FR, FR-ALSACE-MOSELLE or none; `weekdays` are the working ones. `closed` and
    `opened` are single days the operator declared; `opened` wins over everything.
    """

    holidays: str = "FR"
    weekdays: tuple[str, ...] = ("mon", "tue", "wed", "thu", "fri")
    closed: frozenset[date] = field(default_factory=frozenset)
    opened: frozenset[date] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        """Refuse an unknown list of holidays or weekday, and a week without a working day."""
        holiday_laws(self.holidays)
        if not self.weekdays or set(self.weekdays) - set(weekday_names()):
            raise ValueError(f"weekdays {', '.join(self.weekdays) or 'none'}")


@cache
def holidays_in(year: int, name: str) -> Mapping[date, Holiday]:
    """Return the public holidays of a year in the calendar `name`, by date, in order of date.

    Two may fall on one date (Ascension on 1 or 8 May): the last of the law's list names it.
    Easter is the Gregorian one, for the years 1583 to 4099.
    """
    found = (Holiday(_date(year, law), law.id, law.fr, law.en) for law in holiday_laws(name))
    return {holiday.on: holiday for holiday in sorted(found, key=lambda holiday: holiday.on)}


def holiday_on(day: date, calendar: HolidayCalendar) -> Holiday | None:
    """Return the public holiday that falls on `day`, or None."""
    return holidays_in(day.year, calendar.holidays).get(day)


def is_working_day(day: date, calendar: HolidayCalendar) -> bool:
    """Say whether `day` is worked: one of the weekdays, no public holiday, not closed."""
    if day in calendar.opened:
        return True
    if day in calendar.closed or weekday_names()[day.weekday()] not in calendar.weekdays:
        return False
    return holiday_on(day, calendar) is None


def previous_working_day(day: date, calendar: HolidayCalendar) -> date:
    """Return the last working day that is not after `day`: `day` itself if it is worked.

    The practical day to post a letter by; the deadline itself does not move (S-C8, D-C8).
    """
    while not is_working_day(day, calendar):
        day -= ONE_DAY
    return day


def next_working_day(day: date, calendar: HolidayCalendar) -> date:
    """Return the first working day that is not before `day`: `day` itself if it is worked."""
    while not is_working_day(day, calendar):
        day += ONE_DAY
    return day


def nth_working_day_after(day: date, count: int, calendar: HolidayCalendar) -> date:
    """Return the `count`-th working day after `day`; `day` itself is not counted (S-C12)."""
    if count < 1:
        raise ValueError(f"{count} working days")
    for _ in range(count):
        day = next_working_day(day + ONE_DAY, calendar)
    return day


def _date(year: int, law: HolidayLaw) -> date:
    if law.month is not None and law.day is not None:
        return date(year, law.month, law.day)
    if law.easter is None:
        raise ValueError(f"the holiday {law.id} has no date")
    sunday: date = easter(year)
    return sunday + timedelta(days=law.easter)
