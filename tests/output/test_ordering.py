"""Rows in the order asked for."""

from decimal import Decimal

import pytest

from saasctl.output.ordering import ordered
from saasctl.values.answers import Kind
from saasctl.values.money import Money

ROWS: list[tuple[object, ...]] = [("b", 900, "9.5"), ("a", 10000, "10"), ("c", None, None)]


@pytest.mark.parametrize(
    ("place", "kind", "falling", "order"),
    [
        pytest.param(0, "key", False, "abc", id="by-key"),
        pytest.param(0, "key", True, "cba", id="by-key-falling"),
        pytest.param(1, "money", False, "bac", id="amounts-by-size-missing-last"),
        pytest.param(1, "money", True, "abc", id="missing-last-when-falling-too"),
        pytest.param(2, "percent", False, "bac", id="percents-as-numbers"),
    ],
)
def test_rows_are_ordered_by_value(place: int, kind: Kind, falling: bool, order: str) -> None:
    assert "".join(str(row[0]) for row in ordered(ROWS, place, kind, falling=falling)) == order


@pytest.mark.parametrize("values", [(Money(1000), Money(900)), (Decimal(10), Decimal(9))])
def test_money_and_decimals_are_numbers(values: tuple[object, object]) -> None:
    assert ordered([(values[0],), (values[1],)], 0, "text", falling=False)[0] == (values[1],)


def test_equal_rows_keep_their_order() -> None:
    assert ordered([(1, "x"), (1, "y")], 0, "int", falling=True) == [(1, "x"), (1, "y")]
