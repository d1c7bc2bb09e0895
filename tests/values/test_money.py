from decimal import Decimal
from fractions import Fraction

import pytest

from saasctl.values.money import Money, divide_half_up, format_percent, round_half_up


@pytest.mark.parametrize(
    ("numerator", "denominator", "rounded"),
    [
        (1, 2, 1),
        (-1, 2, -1),
        (3, 2, 2),
        (1, 3, 0),
        (2, 3, 1),
        (-2, 3, -1),
        (5, 10, 1),
        (-5, 10, -1),
        (7, 1, 7),
    ],
)
def test_a_half_goes_away_from_zero(numerator: int, denominator: int, rounded: int) -> None:
    assert divide_half_up(numerator, denominator) == rounded
    assert round_half_up(Fraction(numerator, denominator)) == rounded


def test_decimals_round_like_fractions() -> None:
    assert [round_half_up(Decimal(text)) for text in ("0.5", "-0.5", "1.4999", "2.5")] == [1, -1, 1, 3]


def test_an_amount_is_rounded_once_to_the_cent() -> None:
    assert Money.of("10.005") == Money(1001)
    assert Money.of(Decimal("-10.005")) == Money(-1001)
    assert Money.of(Fraction(1, 3)) == Money(33)
    assert Money(1000).times(Fraction(20, 30)) == Money(667)


def test_money_adds_subtracts_turns_and_prints() -> None:
    assert Money(100) + Money(50) - Money(25) == Money(125)
    assert str(-Money(5)) == "-0.05"
    assert Money(123456).amount == Decimal("1234.56")
    assert sorted([Money(2), Money(1)]) == [Money(1), Money(2)]


def test_currencies_do_not_mix() -> None:
    for act in (Money.__add__, Money.__sub__):
        with pytest.raises(ValueError, match="EUR and USD do not add up"):
            act(Money(1), Money(1, "USD"))


@pytest.mark.parametrize(
    ("percent", "text"),
    [("20.00", "20"), ("5.50", "5.5"), ("0", "0"), ("2.15", "2.15"), ("1E+1", "10"), ("100", "100")],
)
def test_a_percentage_has_no_exponent_and_no_trailing_zeros(percent: str, text: str) -> None:
    assert format_percent(Decimal(percent)) == text
