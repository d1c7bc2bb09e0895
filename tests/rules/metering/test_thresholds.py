"""Thresholds by BX-17 and BX-18: strictly above, in integers, over whole dates or hours."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saasctl.errors.terms import BlankTerm
from saasctl.rules.metering.thresholds import Threshold, threshold_at, threshold_names
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Answer, Terms

PROFILE = load_profile("koban")
NOON = datetime(2026, 3, 6, 12, tzinfo=UTC)


def threshold(name: str, **answers: str) -> Threshold:
    held = {f"usage.{name}.{path}": text for path, text in answers.items()}
    made = {path: Answer(path, text, "x", date(2020, 1, 1)) for path, text in held.items()}
    return threshold_at(Terms(PROFILE, made), name)


@pytest.mark.parametrize(
    ("name", "count", "of", "passed"),
    [
        pytest.param("bounces", 500, 10_000, False, id="BX-17-5.00"),
        pytest.param("bounces", 501, 10_000, True, id="BX-17-5.01"),
        pytest.param("complaints-watch", 3, 10_000, False, id="BX-17-0.03"),
        pytest.param("complaints-watch", 4, 10_000, True, id="BX-17-0.04"),
        pytest.param("complaints", 5, 10_000, False, id="BX-17-0.05"),
        pytest.param("complaints", 6, 10_000, True, id="BX-17-0.06"),
        pytest.param("complaints", 6, 0, False, id="no-mail-no-ratio"),
        pytest.param("records", 100_000, None, False, id="BX-18-allowed"),
        pytest.param("records", 100_001, None, True, id="BX-18-one-more"),
    ],
)
def test_a_threshold_is_passed_above_its_bound(name: str, count: int, of: int | None, passed: bool) -> None:
    assert threshold(name).passed(count, of) is passed


def test_where_the_bound_itself_counts_it_is_passed_at_it() -> None:
    loose = replace(threshold("records"), strict=False)
    assert loose.passed(100_000, None)
    assert not loose.passed(99_999, None)


def test_five_rolling_days_are_today_and_the_four_before() -> None:
    window = threshold("bounces").window(NOON, date(2026, 3, 6))
    assert (window.start, window.last_day) == (date(2026, 3, 2), date(2026, 3, 6))
    hours = threshold("bounces", rolls="by-hour").window(NOON, date(2026, 3, 6))
    assert hours.start == date(2026, 3, 1)
    # 30 March 0:30 in Paris is 29 March 22:30 UTC; five times 24 hours before it was the evening of the 24th
    spring = datetime(2026, 3, 29, 22, 30, tzinfo=UTC)
    hours = threshold("bounces", rolls="by-hour").window(spring, date(2026, 3, 30))
    assert (hours.start, hours.last_day) == (date(2026, 3, 24), date(2026, 3, 30))


def test_a_blank_bound_is_refused() -> None:
    assert "volume" in threshold_names(Terms(PROFILE))
    with pytest.raises(BlankTerm, match=r"usage\.volume\.limit"):
        threshold("volume")
    assert threshold("volume", limit="50").passed(51, None)


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_ratio_is_compared_without_rounding(count: int, of: int) -> None:
    assert threshold("complaints").passed(count, of) == (count * 10_000 > 5 * of)


def test_a_share_is_shown_with_up_to_four_decimals() -> None:
    assert threshold("bounces").shown(1, 3) == "33.3333"
    assert threshold("bounces").shown(500, 10_000) == "5"
    assert threshold("records").shown(7, None) == "7"
