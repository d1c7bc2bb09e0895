"""Public holidays as the law lists them, their dates, and those that a new store holds as rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from saasctl.terms.law.tables import Row, law_table, rows, table, text, words


@dataclass(frozen=True, slots=True)
class HolidayLaw:
    """One holiday: a month and day, or a distance in days from Easter Sunday."""

    id: str
    month: int | None
    day: int | None
    easter: int | None
    fr: str
    en: str
    law: str


class Seed(NamedTuple):
    """A public holiday as a row of a new store: its calendar, its day as ISO text, its name."""

    calendar: str
    on: str
    label: str


@cache
def weekday_names() -> tuple[str, ...]:
    """Return the names of the weekdays, Monday first."""
    return words(law_table("holidays"), "weekdays")


@cache
def holiday_laws(calendar: str) -> tuple[HolidayLaw, ...]:
    """Return the holidays of a calendar: FR, FR-ALSACE-MOSELLE, or none.

    Raises ValueError for another name; the schema refuses it earlier.
    """
    law = law_table("holidays")
    calendars = table(law, "calendars")
    if calendar not in calendars:
        raise ValueError(f"no calendar of public holidays named {calendar}")
    acts = words(calendars, calendar)
    return tuple(_read(row) for row in rows(law, "holiday") if row["law"] in acts)


@cache
def holiday_chain(calendar: str) -> tuple[str, ...]:
    """Return the calendars that a calendar is made of, each adding to those before: FR, then regions.

    Raises ValueError for a name that is no calendar.
    """
    own = set(holiday_laws(calendar))
    named = [name for name in table(law_table("holidays"), "calendars") if holiday_laws(name)]
    parts = [name for name in named if set(holiday_laws(name)) <= own]
    return tuple(sorted(parts, key=lambda name: len(holiday_laws(name))))


@cache
def holiday_calendars() -> tuple[str, ...]:
    """Return the names of the calendars of public holidays, `none` apart."""
    return tuple(name for name in table(law_table("holidays"), "calendars") if holiday_laws(name))


def holiday_date(year: int, law: HolidayLaw) -> date:
    """Return the date of a holiday in a year; Easter is the Gregorian one, for 1583 to 4099."""
    if law.month is not None and law.day is not None:
        return date(year, law.month, law.day)
    if law.easter is None:
        raise ValueError(f"the holiday {law.id} has no date")
    from dateutil.easter import easter

    sunday: date = easter(year)
    return sunday + timedelta(days=law.easter)


@cache
def seeded_years() -> range:
    """Return the years whose holidays a new store holds."""
    years = table(law_table("holidays"), "seeded")
    return range(int(str(years["first"])), int(str(years["last"])) + 1)


@cache
def holiday_seeds() -> tuple[Seed, ...]:
    """Return the public holidays that a new store holds: each calendar's own, by day."""
    return tuple(seed for calendar in holiday_calendars() for seed in _seeds(calendar))


def _seeds(calendar: str) -> Iterator[Seed]:
    before = holiday_chain(calendar)[:-1]
    theirs = {law for name in before for law in holiday_laws(name)}
    own = [law for law in holiday_laws(calendar) if law not in theirs]
    for year in seeded_years():
        named = {holiday_date(year, law): law.en for law in own}
        for on in sorted(named):
            yield Seed(calendar, on.isoformat(), named[on])


def _read(row: Row) -> HolidayLaw:
    month, _, day = str(row.get("day", "")).partition("-")
    easter = row.get("easter")
    return HolidayLaw(
        id=text(row, "id"),
        month=int(month) if month else None,
        day=int(day) if day else None,
        easter=easter if isinstance(easter, int) else None,
        fr=text(row, "fr"),
        en=text(row, "en"),
        law=text(row, "law"),
    )
