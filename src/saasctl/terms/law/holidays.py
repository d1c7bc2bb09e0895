"""Public holidays as the law lists them: what `rules.calendars.days` turns into dates."""

from dataclasses import dataclass
from functools import cache

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
