"""The law's list of holidays, as data."""

import holidays as independent
import pytest

from saasctl.terms.law.holidays import (
    holiday_calendars,
    holiday_chain,
    holiday_laws,
    holiday_seeds,
    seeded_years,
    weekday_names,
)


def test_france_has_eleven_holidays_and_alsace_moselle_two_more() -> None:
    national = {law.id for law in holiday_laws("FR")}
    regional = {law.id for law in holiday_laws("FR-ALSACE-MOSELLE")}
    assert len(national) == 11
    assert regional - national == {"good-friday", "saint-stephen"}
    assert holiday_laws("none") == ()


def test_a_holiday_has_a_date_or_a_distance_from_easter() -> None:
    assert all((law.month is None) != (law.easter is None) for law in holiday_laws("FR-ALSACE-MOSELLE"))


def test_the_week_begins_on_monday() -> None:
    assert weekday_names() == ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def test_an_unknown_calendar_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="named DE"):
        holiday_laws("DE")


@pytest.mark.parametrize(("calendar", "where"), [("FR", None), ("FR-ALSACE-MOSELLE", "57")])
def test_seeds_are_the_days_of_an_independent_package(calendar: str, where: str | None) -> None:
    theirs = independent.country_holidays("FR", subdiv=where, years=range(2009, 2061))
    ours = [seed.on for seed in holiday_seeds() if seed.calendar in holiday_chain(calendar)]
    assert sorted(ours) == sorted(day.isoformat() for day in theirs)
    assert seeded_years() == range(2009, 2061)


def test_regions_add_to_the_national_calendar() -> None:
    assert holiday_calendars() == ("FR", "FR-ALSACE-MOSELLE")
    assert holiday_chain("FR-ALSACE-MOSELLE") == ("FR", "FR-ALSACE-MOSELLE")
    assert holiday_chain("FR") == ("FR",)
    own = [seed.label for seed in holiday_seeds() if seed.calendar == "FR-ALSACE-MOSELLE"]
    assert set(own) == {"Good Friday", "Saint Stephen's Day"}
