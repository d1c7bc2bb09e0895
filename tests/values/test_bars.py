"""Charts without colour."""

import pytest

from saasctl.values.bars import bar


@pytest.mark.parametrize(
    ("amount", "largest", "drawn"),
    [(10, 10, "####"), (5, 10, "##.."), (0, 10, "...."), (-3, 10, "...."), (1, 100, "...."), (1, 0, "")],
)
def test_a_bar_is_as_long_as_its_share_of_the_largest(amount: int, largest: int, drawn: str) -> None:
    assert bar(amount, largest, 4) == drawn
