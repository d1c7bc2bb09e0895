"""The law's list of holidays, as data."""

import pytest

from saasctl.terms.law.holidays import holiday_laws, weekday_names


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
