"""Cents: a half goes away from zero, and parts add up to their whole."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saasctl.rules.billing.rounding import allocate, equal_parts, percent_of

CENTS = st.integers(-10_000_000, 10_000_000)


@pytest.mark.parametrize(
    ("cents", "percent", "expected"),
    [
        pytest.param(59743, "20", 11949, id="119.486-up"),
        pytest.param(2900, "5.5", 160, id="1.595-half-up"),
        pytest.param(250, "5", 13, id="12.5-up-not-to-even"),
        pytest.param(-250, "5", -13, id="credit-mirrors"),
        pytest.param(7143, "20", 1429, id="N9"),
        pytest.param(0, "20", 0, id="nothing"),
        pytest.param(10000, "0", 0, id="zero-rate"),
    ],
)
def test_a_percentage_is_rounded_once_half_away_from_zero(cents: int, percent: str, expected: int) -> None:
    assert percent_of(cents, Decimal(percent)) == expected


def test_twelve_debits_of_an_annual_invoice() -> None:
    """DX-13: 2,000.00 gives 11 x 166.67 and 166.63; 2,400.00 gives 12 x 200.00."""
    assert equal_parts(200000, 12) == (*([16667] * 11), 16663)
    assert equal_parts(240000, 12) == (20000,) * 12


def test_less_than_one_part_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="0 parts"):
        equal_parts(100, 0)


@pytest.mark.parametrize(
    ("total", "weights", "expected"),
    [
        pytest.param(100, [1, 1, 1], (34, 33, 33), id="equal-remainders-to-the-first"),
        pytest.param(100, [1, 2], (33, 67), id="largest-remainder"),
        pytest.param(-100, [1, 2], (-33, -67), id="negative"),
        pytest.param(5, [0, 1], (0, 5), id="no-weight-no-part"),
    ],
)
def test_an_amount_is_allocated_by_largest_remainder(
    total: int, weights: list[int], expected: tuple[int, ...]
) -> None:
    assert allocate(total, weights) == expected


@pytest.mark.parametrize("weights", [[], [0, 0], [2, -1]])
def test_weights_must_be_positive_somewhere_and_negative_nowhere(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        allocate(100, weights)


@given(total=CENTS, parts=st.integers(1, 60))
def test_instalments_add_up(total: int, parts: int) -> None:
    found = equal_parts(total, parts)
    assert len(found) == parts
    assert sum(found) == total


@given(total=CENTS, weights=st.lists(st.integers(0, 400), min_size=1, max_size=12).filter(any))
def test_allocated_parts_add_up_and_stay_within_a_cent_of_their_share(total: int, weights: list[int]) -> None:
    found = allocate(total, weights)
    assert sum(found) == total
    whole = sum(weights)
    assert all(
        abs(part * whole - total * weight) < whole for part, weight in zip(found, weights, strict=True)
    )
