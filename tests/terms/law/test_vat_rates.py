"""Dated rates of French VAT."""

from datetime import date
from decimal import Decimal

import pytest

from saasctl.terms.law.vat_rates import RateTerritory, french_vat_rates, overseas_rate


@pytest.mark.parametrize(
    ("on", "territory", "percents"),
    [
        pytest.param("2014-01-01", "FR", ["20", "10", "5.5", "2.1"], id="first-day-of-20"),
        pytest.param("2013-12-31", "FR", ["19.6", "7", "5.5", "2.1"], id="last-day-of-19.6"),
        pytest.param("2011-12-31", "FR", ["19.6", "5.5", "2.1"], id="before-the-intermediate-rate"),
        pytest.param("2026-11-22", "FR", ["20", "10", "5.5", "2.1"], id="2026"),
        pytest.param("2026-11-22", "overseas", ["8.5", "2.1", "1.75", "1.05"], id="overseas"),
        pytest.param("2000-03-31", "FR", [], id="before-the-table"),
    ],
)
def test_rates_in_force_on_a_day(on: str, territory: RateTerritory, percents: list[str]) -> None:
    found = french_vat_rates(date.fromisoformat(on), territory)
    assert [rate.percent for rate in found] == [Decimal(percent) for percent in percents]
    assert all(rate.source for rate in found)


@pytest.mark.parametrize(
    ("home", "on", "expected"),
    [
        ("20", "2026-01-01", "8.5"),
        ("19.6", "2013-01-01", "8.5"),
        ("5.5", "2026-01-01", "2.1"),
        ("10", "2026-01-01", "2.1"),
    ],
)
def test_an_overseas_rate_stands_for_each_mainland_rate(home: str, on: str, expected: str) -> None:
    found = overseas_rate(Decimal(home), date.fromisoformat(on))
    assert found is not None
    assert found.percent == Decimal(expected)


def test_no_overseas_rate_stands_for_a_rate_of_another_time() -> None:
    assert overseas_rate(Decimal("19.6"), date(2014, 1, 1)) is None
