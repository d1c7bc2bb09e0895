"""Working days and French public holidays, computed for any year."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Literal

from saasctl.terms.law.holidays import holiday_date, holiday_laws, weekday_names
from saasctl.terms.resolve import Terms

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
    """Which days are worked: the weekdays that are no public holiday.

    `holidays` is FR, FR-ALSACE-MOSELLE or none; `weekdays` are the working ones. `public` says
    whether a day is a holiday where a store holds them as rows; without it the law's list counts.
    """

    holidays: str = "FR"
    weekdays: tuple[str, ...] = ("mon", "tue", "wed", "thu", "fri")
    public: Callable[[date], bool] | None = None

    def __post_init__(self) -> None:
        """Refuse an unknown list of holidays or weekday, and a week without a working day."""
        holiday_laws(self.holidays)
        if not self.weekdays or set(self.weekdays) - set(weekday_names()):
            raise ValueError(f"weekdays {', '.join(self.weekdays) or 'none'}")


@dataclass(frozen=True, eq=False)
class PublicDays:
    """Public holidays as a store holds them: seeded by year, then corrected by an operator.

    `seeded` are days with their names, all those of `years`; of other years the law's list is taken.
    `corrected` are days with a name, or None where the day is no holiday after all.
    """

    calendar: str
    years: frozenset[int]
    seeded: Mapping[str, str]
    corrected: Mapping[str, str | None]

    @cached_property
    def _key(self) -> tuple[object, ...]:
        return self.calendar, tuple(self.seeded.items()), tuple(self.corrected.items())

    @cached_property
    def _hash(self) -> int:
        return hash(self._key)

    def __hash__(self) -> int:
        """Return the hash of what is held, worked out once."""
        return self._hash

    def __eq__(self, other: object) -> bool:
        """Say whether another holds the same days."""
        return self is other or (isinstance(other, PublicDays) and self._key == other._key)

    def name_of(self, day: date) -> str | None:
        """Return the name of the public holiday on a day, or None."""
        on = day.isoformat()
        if on in self.corrected:
            return self.corrected[on]
        if day.year in self.years:
            return self.seeded.get(on)
        found = holidays_in(day.year, self.calendar).get(day)
        return None if found is None else found.label()

    def in_year(self, year: int) -> dict[date, str]:
        """Return the public holidays of a year by date, in order of date."""
        known = [*self.seeded, *self.corrected] if year in self.years else [*self.corrected]
        days = {date.fromisoformat(on) for on in known if on.startswith(f"{year:04d}-")}
        if year not in self.years:
            days |= set(holidays_in(year, self.calendar))
        return {day: name for day in sorted(days) if (name := self.name_of(day)) is not None}


@cache
def holidays_in(year: int, name: str) -> Mapping[date, Holiday]:
    """Return the public holidays of a year in the calendar `name`, by date, in order of date.

    Two may fall on one date (Ascension on 1 or 8 May): the last of the law's list names it.
    Easter is the Gregorian one, for the years 1583 to 4099.
    """
    found = (Holiday(holiday_date(year, law), law.id, law.fr, law.en) for law in holiday_laws(name))
    return {holiday.on: holiday for holiday in sorted(found, key=lambda holiday: holiday.on)}


def holiday_on(day: date, calendar: HolidayCalendar) -> Holiday | None:
    """Return the public holiday that falls on `day`, or None."""
    return holidays_in(day.year, calendar.holidays).get(day)


def calendar_of(terms: Terms, weekdays: tuple[str, ...] = ()) -> HolidayCalendar:
    """Return the working days of the terms: their public holidays, as the store's rows have them.

    Days on which a desk is closed or has other hours are no public holidays and do not count here.
    """
    name = terms.profile.holidays
    known = None if name == "none" else terms.holiday
    return HolidayCalendar(name, weekdays, known) if weekdays else HolidayCalendar(name, public=known)


def is_working_day(day: date, calendar: HolidayCalendar) -> bool:
    """Say whether `day` is worked: one of the weekdays, and no public holiday."""
    if weekday_names()[day.weekday()] not in calendar.weekdays:
        return False
    return holiday_on(day, calendar) is None if calendar.public is None else not calendar.public(day)


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
