"""VAT once per category and rate, half up."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saasctl.rules.billing.vat import VatPart, is_rate_in_force, vat_lines, vat_of

TWENTY, REDUCED = Decimal(20), Decimal("5.5")


@pytest.mark.parametrize(
    ("base", "rate", "vat"),
    [
        pytest.param(59743, "20", 11949, id="119.486"),
        pytest.param(2900, "5.5", 160, id="1.595-half-up"),
        pytest.param(7143, "20", 1429, id="N9"),
        pytest.param(19333, "25", 4833, id="N10"),
        pytest.param(15467, "25", 3867, id="N11-half-up"),
        pytest.param(2999, "23.33", 700, id="N12-invoice"),
        pytest.param(2571, "23.33", 600, id="N12-credit"),
        pytest.param(3571, "20", 714, id="N13-calendar"),
        pytest.param(4821, "20", 964, id="N13-anniversary"),
        pytest.param(194, "20", 39, id="N14"),
        pytest.param(230000, "20", 46000, id="DX-11"),
        pytest.param(-2900, "5.5", -160, id="credit-mirrors"),
    ],
)
def test_vat_of_a_base_is_rounded_once_half_up(base: int, rate: str, vat: int) -> None:
    assert vat_of(base, Decimal(rate)) == vat


def test_vat_is_computed_on_the_sum_of_a_rate_not_line_by_line() -> None:
    """Three lines of 0.33 at 20 %: 0.99 x 20 % = 0.20; line by line it would be 3 x 0.07 = 0.21."""
    assert vat_lines([(33, "S", TWENTY)] * 3) == (VatPart("S", TWENTY, 99, 20),)


def test_each_category_and_rate_has_its_own_part() -> None:
    lines = [
        (2900, "S", REDUCED),
        (10000, "S", TWENTY),
        (500, "E", Decimal(0)),
        (5000, "S", Decimal("20.00")),
    ]
    assert vat_lines(lines) == (
        VatPart("E", Decimal(0), 500, 0),
        VatPart("S", TWENTY, 15000, 3000),
        VatPart("S", REDUCED, 2900, 160),
    )


def test_an_invoice_without_lines_has_no_vat() -> None:
    assert vat_lines([]) == ()


@pytest.mark.parametrize("category", ["AE", "E", "O", "G"])
def test_an_untaxed_category_carries_no_rate(category: str) -> None:
    assert vat_lines([(100, category, Decimal(0))])[0].vat_cents == 0
    with pytest.raises(ValueError, match="carries no rate"):
        vat_lines([(100, category, TWENTY)])


@pytest.mark.parametrize(
    ("rate", "on", "known"),
    [
        ("20", "2014-01-01", True),
        ("20.00", "2026-06-01", True),
        ("20", "2013-12-31", False),
        ("19.6", "2013-12-31", True),
        ("19.6", "2026-06-01", False),
        ("21", "2026-06-01", False),
    ],
)
def test_a_home_rate_is_held_against_the_law_of_its_day(rate: str, on: str, known: bool) -> None:
    assert is_rate_in_force(Decimal(rate), date.fromisoformat(on)) is known


def test_overseas_rates_are_their_own() -> None:
    assert is_rate_in_force(Decimal("8.5"), date(2026, 1, 1), "overseas")
    assert not is_rate_in_force(Decimal("8.5"), date(2026, 1, 1))


LINES = st.lists(
    st.tuples(st.integers(-100_000, 100_000), st.just("S"), st.sampled_from([TWENTY, REDUCED])), max_size=20
)


@given(LINES)
def test_bases_add_up_to_the_net_and_order_does_not_matter(lines: list[tuple[int, str, Decimal]]) -> None:
    parts = vat_lines(lines)
    assert sum(part.base_cents for part in parts) == sum(net for net, _, _ in lines)
    assert vat_lines(reversed(lines)) == parts
    for part in parts:
        assert abs(part.vat_cents * 100 - part.base_cents * part.rate) <= 50
