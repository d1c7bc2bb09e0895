"""A right is filled up to its level on the monthly anniversary (D-28)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saasctl.rules.credits.rights import Drawn, Level, Refill, level_for, level_on, refill_of, right_on
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Answer, Terms

START = date(2026, 1, 31)
MONTHLY = Refill(START, 1, adds=False)
DX_7 = [Level(START, 12)]
DRAWN = [Drawn(date(2026, 2, 10), 11)]


@pytest.mark.parametrize(
    ("levels", "day", "left"),
    [
        pytest.param(DX_7, date(2026, 2, 9), 12, id="before-the-booking"),
        pytest.param(DX_7, date(2026, 2, 27), 1, id="DX-7"),
        pytest.param([*DX_7, Level(date(2026, 2, 28), 20)], date(2026, 2, 28), 20, id="DX-8-not-21"),
        pytest.param(DX_7, date(2026, 3, 31), 12, id="the-next-one"),
        pytest.param([Level(date(2026, 3, 1), 5)], date(2026, 2, 28), 0, id="no-level-yet"),
        pytest.param([*DX_7, Level(date(2026, 2, 20), 5)], date(2026, 2, 20), 0, id="never-below-nothing"),
    ],
)
def test_what_is_left(levels: list[Level], day: date, left: int) -> None:
    assert right_on(levels, DRAWN, MONTHLY, day) == left


def test_refills_are_counted_from_the_start_and_never_chained() -> None:
    """DX-8: 31 January, 28 February, 31 March."""
    found = [START]
    for _ in range(3):
        following = MONTHLY.next_after(found[-1])
        assert following is not None
        found.append(following)
    assert found == [START, date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]


def test_rights_may_be_added_up() -> None:
    """12 in the first month and 12 in the second, 11 drawn: 13."""
    assert right_on(DX_7, DRAWN, Refill(START, 1, adds=True), date(2026, 2, 28)) == 13


def test_on_demand_nothing_is_refilled() -> None:
    terms = Terms(load_profile("deskapad"))
    assert refill_of(terms, "on-demand", START).next_after(START) is None
    assert refill_of(terms, "periodic", START) == MONTHLY


def test_the_first_of_the_month_is_a_setting() -> None:
    path = "credits.refill.on"
    held = {path: Answer(path, "first-of-month", "operator", date(2020, 1, 1))}
    refill = refill_of(Terms(load_profile("deskapad"), held), "periodic", START)
    assert refill.next_after(date(2026, 2, 10)) == date(2026, 3, 1)


def test_the_level_that_lets_five_more_be_drawn() -> None:
    """11 drawn since 31 January: 16; from the refill on 5 are enough; added up, 12 and 4 more."""
    assert level_for(DX_7, DRAWN, MONTHLY, date(2026, 2, 10), 5) == 16
    assert level_for(DX_7, DRAWN, MONTHLY, date(2026, 2, 28), 5) == 5
    assert level_for(DX_7, DRAWN, Refill(START, 1, adds=True), date(2026, 2, 10), 5) == 16


def test_the_latest_level_counts() -> None:
    levels = [Level(START, 12), Level(date(2026, 2, 1), 3), Level(date(2026, 2, 1), 7)]
    assert (level_on(levels, START), level_on(levels, date(2026, 2, 1))) == (12, 7)


@given(st.integers(0, 200), st.lists(st.tuples(st.integers(0, 400), st.integers(0, 30))), st.integers(0, 400))
def test_a_right_is_between_nothing_and_its_level(
    level: int, drawn: list[tuple[int, int]], after: int
) -> None:
    taken = [Drawn(START + timedelta(days), count) for days, count in drawn]
    assert 0 <= right_on([Level(START, level)], taken, MONTHLY, START + timedelta(after)) <= level
