import pytest

from saasctl.values.cents import format_cents


@pytest.mark.parametrize(
    ("cents", "text"),
    [
        (0, "0.00"),
        (5, "0.05"),
        (-5, "-0.05"),
        (100, "1.00"),
        (-12345, "-123.45"),
        (10**14 - 1, "999999999999.99"),
    ],
)
def test_cents_are_printed_with_the_currencys_decimals(cents: int, text: str) -> None:
    assert format_cents(cents) == text


def test_an_unknown_currency_is_not_half_supported() -> None:
    with pytest.raises(KeyError):
        format_cents(1, "JPY")
