"""Prepaid revenue by month, worked by hand in calendar days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saasctl.rules.ledger.deferral import earned_by_month, is_deferred, month_of
from saasctl.values.period import Period

YEAR = Period(date(2026, 1, 15), date(2027, 1, 15))


@pytest.mark.parametrize(
    ("period", "issued", "deferred"),
    [
        pytest.param(YEAR, date(2026, 1, 15), True, id="prepaid-year"),
        pytest.param(YEAR, date(2027, 1, 15), False, id="year-in-arrears"),
        pytest.param(Period(date(2026, 1, 15), date(2026, 2, 15)), date(2026, 1, 15), False, id="month"),
        pytest.param(None, date(2026, 1, 15), False, id="no-period"),
    ],
)
def test_what_runs_longer_than_a_month_and_is_not_over_is_deferred(
    period: Period | None, issued: date, deferred: bool
) -> None:
    assert is_deferred(period, issued) is deferred


def test_a_prepaid_year_is_earned_by_calendar_days() -> None:
    # 2,000.00 over 365 days: 17 days of January = 93.15, 28 of February = 153.43, 14 of January 2027 = 76.71
    earned = dict(earned_by_month(200000, YEAR, date(2026, 1, 15)))
    assert earned[date(2026, 1, 31)] == 9315
    assert earned[date(2026, 2, 28)] == 15343
    assert earned[date(2027, 1, 31)] == 7671
    assert sum(earned.values()) == 200000


def test_what_was_earned_before_the_invoice_is_earned_in_its_month() -> None:
    # 45 days up to the end of February 2026: 2,000.00 x 45/365 = 246.58
    earned = dict(earned_by_month(200000, YEAR, date(2026, 2, 3)))
    assert min(earned) == date(2026, 2, 28)
    assert earned[date(2026, 2, 28)] == 24658


@given(st.integers(-(10**9), 10**9), st.integers(32, 1100), st.integers(-60, 1200))
def test_months_add_up_to_the_cent(cents: int, days: int, late: int) -> None:
    start = date(2026, 1, 15)
    period = Period(start, date.fromordinal(start.toordinal() + days))
    issued = date.fromordinal(start.toordinal() + late)
    months = list(earned_by_month(cents, period, issued))
    assert sum(earned for _, earned in months) == cents
    assert [on for on, _ in months] == sorted({month_of(on).last_day for on, _ in months})
