"""Months are counted from the anchor; a missing day is the month's last."""

from datetime import date
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saasctl.rules.calendars.months import (
    anniversaries,
    months_after,
    months_between,
    nth_period,
    period_holding,
    period_number,
)
from saasctl.values.period import Period

DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))


@pytest.mark.parametrize(
    ("anchor", "months", "expected"),
    [
        pytest.param(date(2026, 1, 31), 1, date(2026, 2, 28), id="clipped-to-february"),
        pytest.param(date(2028, 1, 31), 1, date(2028, 2, 29), id="leap-february"),
        pytest.param(date(2026, 1, 31), 2, date(2026, 3, 31), id="not-chained"),
        pytest.param(date(2026, 5, 31), 1, date(2026, 6, 30), id="B-D3"),
        pytest.param(date(2028, 2, 29), 12, date(2029, 2, 28), id="leap-day-anniversary"),
        pytest.param(date(2028, 2, 29), 48, date(2032, 2, 29), id="leap-day-four-years"),
        pytest.param(date(2025, 12, 15), 1, date(2026, 1, 15), id="over-new-year"),
        pytest.param(date(2026, 1, 15), 0, date(2026, 1, 15), id="zero"),
        pytest.param(date(2026, 4, 10), -2, date(2026, 2, 10), id="back-SX-1"),
        pytest.param(date(2026, 1, 1), -2, date(2025, 11, 1), id="back-over-new-year-SX-3"),
        pytest.param(date(2027, 2, 28), -2, date(2026, 12, 28), id="back-SX-2"),
        pytest.param(date(2026, 3, 31), -1, date(2026, 2, 28), id="back-clipped"),
        pytest.param(date(2025, 7, 1), 24, date(2027, 7, 1), id="BX-02-24-months"),
    ],
)
def test_a_month_step_keeps_the_day_number_or_takes_the_last_day(
    anchor: date, months: int, expected: date
) -> None:
    assert months_after(anchor, months) == expected


def test_monthly_periods_from_the_31st_do_not_drift() -> None:
    """KX-01, BX-02 and SX-26: anchor 2026-01-31."""
    periods = [nth_period(date(2026, 1, 31), 1, n) for n in range(5)]
    assert [(str(p.start), str(p.last_day), p.days) for p in periods] == [
        ("2026-01-31", "2026-02-27", 28),
        ("2026-02-28", "2026-03-30", 31),
        ("2026-03-31", "2026-04-29", 30),
        ("2026-04-30", "2026-05-30", 31),
        ("2026-05-31", "2026-06-29", 30),
    ]


def test_renewal_days_of_a_monthly_term_from_the_31st() -> None:
    """DX-16: R 2026-02-28, 03-31, 04-30, 05-31."""
    found = anniversaries(date(2026, 1, 31), 1, Period(date(2026, 2, 1), date(2026, 6, 1)))
    assert list(found) == [date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31)]


def test_the_anchor_is_an_anniversary_and_the_end_of_the_window_is_not() -> None:
    found = anniversaries(date(2026, 3, 10), 12, Period(date(2026, 3, 10), date(2028, 3, 10)))
    assert list(found) == [date(2026, 3, 10), date(2027, 3, 10)]


@pytest.mark.parametrize(
    ("anchor", "step", "day", "start", "last_day"),
    [
        pytest.param("2026-06-15", 1, "2026-07-14", "2026-06-15", "2026-07-14", id="KX-03-last-day"),
        pytest.param("2026-06-15", 1, "2026-07-15", "2026-07-15", "2026-08-14", id="KX-03-next-day"),
        pytest.param("2026-03-10", 12, "2026-09-01", "2026-03-10", "2027-03-09", id="KX-04"),
        pytest.param("2025-03-10", 1, "2025-05-20", "2025-05-10", "2025-06-09", id="SX-28"),
        pytest.param("2026-01-31", 1, "2026-02-27", "2026-01-31", "2026-02-27", id="day-before-clipped"),
        pytest.param("2026-01-31", 1, "2026-02-28", "2026-02-28", "2026-03-30", id="clipped-day"),
        pytest.param("2026-01-31", 3, "2026-04-30", "2026-04-30", "2026-07-30", id="quarter-clipped"),
        pytest.param("2026-01-31", 1, "2026-01-30", "2025-12-31", "2026-01-30", id="before-the-anchor"),
    ],
)
def test_the_period_that_holds_a_day(anchor: str, step: int, day: str, start: str, last_day: str) -> None:
    found = period_holding(date.fromisoformat(anchor), step, date.fromisoformat(day))
    assert (str(found.start), str(found.last_day)) == (start, last_day)


@given(anchor=DAYS, step=st.integers(1, 36), day=DAYS)
def test_every_day_lies_in_exactly_the_period_found_for_it(anchor: date, step: int, day: date) -> None:
    n = period_number(anchor, step, day)
    assert day in nth_period(anchor, step, n)
    assert day not in nth_period(anchor, step, n - 1)
    assert day not in nth_period(anchor, step, n + 1)


@given(anchor=DAYS, step=st.integers(1, 36), first=st.integers(-50, 50))
def test_consecutive_periods_meet_without_gap(anchor: date, step: int, first: int) -> None:
    periods = [nth_period(anchor, step, n) for n in range(first, first + 14)]
    assert all(a.end == b.start and a.days > 0 for a, b in pairwise(periods))


@given(anchor=DAYS, step=st.integers(1, 36), start=DAYS)
def test_anniversaries_are_the_starts_of_periods(anchor: date, step: int, start: date) -> None:
    window = Period(start, months_after(start, 40))
    found = list(islice(anniversaries(anchor, step, window), 100))
    assert all(day in window and period_holding(anchor, step, day).start == day for day in found)
    assert len(found) >= 40 // step


@given(anchor=DAYS, months=st.integers(-600, 600))
def test_a_step_changes_the_month_by_exactly_its_number(anchor: date, months: int) -> None:
    assert months_between(anchor, months_after(anchor, months)) == months


@pytest.mark.parametrize("step", [0, -1])
def test_a_step_of_no_months_is_a_mistake(step: int) -> None:
    with pytest.raises(ValueError, match="a step of"):
        nth_period(date(2026, 1, 1), step, 0)
