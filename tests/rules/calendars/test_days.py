"""Public holidays and working days, against the law's list and an independent package."""

from datetime import date, timedelta

import holidays as independent
import pytest
from hypothesis import given
from hypothesis import strategies as st

from saasctl.rules.calendars.days import (
    HolidayCalendar,
    holiday_on,
    holidays_in,
    is_working_day,
    next_working_day,
    nth_working_day_after,
    previous_working_day,
)

FRANCE = HolidayCalendar("FR")
YEARS = range(2009, 2061)


def test_the_eleven_national_holidays_of_2026() -> None:
    found = [(str(day), holiday.fr, holiday.en) for day, holiday in holidays_in(2026, "FR").items()]
    assert found == [
        ("2026-01-01", "Jour de l'An", "New Year's Day"),
        ("2026-04-06", "Lundi de Pâques", "Easter Monday"),
        ("2026-05-01", "Fête du Travail", "Labour Day"),
        ("2026-05-08", "Victoire 1945", "Victory Day 1945"),
        ("2026-05-14", "Ascension", "Ascension Day"),
        ("2026-05-25", "Lundi de Pentecôte", "Whit Monday"),
        ("2026-07-14", "Fête nationale", "National Day"),
        ("2026-08-15", "Assomption", "Assumption Day"),
        ("2026-11-01", "Toussaint", "All Saints' Day"),
        ("2026-11-11", "Armistice 1918", "Armistice Day 1918"),
        ("2026-12-25", "Noël", "Christmas Day"),
    ]


@pytest.mark.parametrize("year", YEARS)
def test_national_holidays_agree_with_an_independent_package(year: int) -> None:
    assert set(holidays_in(year, "FR")) == set(independent.country_holidays("FR", years=year))


@pytest.mark.parametrize("subdivision", ["57", "6AE"])
def test_alsace_moselle_holidays_agree_with_an_independent_package(subdivision: str) -> None:
    theirs = independent.country_holidays("FR", subdiv=subdivision, years=YEARS)
    ours = {day for year in YEARS for day in holidays_in(year, "FR-ALSACE-MOSELLE")}
    assert ours == set(theirs)


def test_a_holiday_is_named_in_both_languages() -> None:
    found = holiday_on(date(2026, 12, 26), HolidayCalendar("FR-ALSACE-MOSELLE"))
    assert found is not None
    assert (found.label("fr"), found.label()) == ("Saint-Étienne", "Saint Stephen's Day")


def test_alsace_moselle_days_are_worked_elsewhere_in_france() -> None:
    assert is_working_day(date(2025, 12, 26), FRANCE)
    assert not is_working_day(date(2025, 12, 26), HolidayCalendar("FR-ALSACE-MOSELLE"))


def test_a_calendar_without_holidays_knows_weekends_only() -> None:
    none = HolidayCalendar("none")
    assert is_working_day(date(2026, 1, 1), none)
    assert not is_working_day(date(2026, 1, 3), none)


@pytest.mark.parametrize(
    ("deadline", "post_by"),
    [
        pytest.param("2026-02-09", "2026-02-09", id="SX-1-a-Monday"),
        pytest.param("2026-12-27", "2026-12-24", id="SX-2-Sunday-after-Christmas-Friday"),
        pytest.param("2026-10-31", "2026-10-30", id="SX-3-Saturday"),
        pytest.param("2026-11-01", "2026-10-30", id="DX-15-Sunday-and-All-Saints"),
    ],
)
def test_a_letter_is_posted_on_the_last_working_day_not_after_the_deadline(
    deadline: str, post_by: str
) -> None:
    assert str(previous_working_day(date.fromisoformat(deadline), FRANCE)) == post_by


def test_the_first_working_day_of_delay_follows_the_weekend() -> None:
    """KX-09: due Friday 2026-01-30, first working day of delay Monday 2026-02-02."""
    assert next_working_day(date(2026, 1, 31), FRANCE) == date(2026, 2, 2)


def test_working_days_skip_holidays_and_leave_out_the_first_day() -> None:
    """30 April 2026 (Thu): 1 May is a holiday, so 4, 5 and 6 May are the next three."""
    assert nth_working_day_after(date(2026, 4, 30), 3, FRANCE) == date(2026, 5, 6)
    with pytest.raises(ValueError, match="0 working days"):
        nth_working_day_after(date(2026, 4, 30), 0, FRANCE)


def test_the_rows_of_a_store_stand_for_the_list_of_the_law() -> None:
    """Friday 15 May 2026 is a holiday there, Ascension Day the day before is none; a Saturday stays one."""
    calendar = HolidayCalendar("FR", public=lambda day: day == date(2026, 5, 15))
    assert not is_working_day(date(2026, 5, 15), calendar)
    assert is_working_day(date(2026, 5, 14), calendar)
    assert not is_working_day(date(2026, 5, 16), calendar)


def test_saturday_counts_where_the_week_has_six_days() -> None:
    six = HolidayCalendar("FR", ("mon", "tue", "wed", "thu", "fri", "sat"))
    assert is_working_day(date(2026, 1, 31), six)
    assert not is_working_day(date(2026, 2, 1), six)


@pytest.mark.parametrize("weekdays", [(), ("monday",)])
def test_a_week_without_a_known_working_day_is_refused(weekdays: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="weekdays"):
        HolidayCalendar("FR", weekdays)


def test_an_unknown_calendar_is_refused() -> None:
    with pytest.raises(ValueError, match="no calendar of public holidays named BE"):
        HolidayCalendar("BE")


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_rolling_back_and_forward_lands_on_working_days(day: date) -> None:
    before, after = previous_working_day(day, FRANCE), next_working_day(day, FRANCE)
    assert before <= day <= after
    assert is_working_day(before, FRANCE)
    assert is_working_day(after, FRANCE)
    assert (before == day) == is_working_day(day, FRANCE)
    assert after - before < timedelta(days=7)
