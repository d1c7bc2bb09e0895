"""The share owed on a sale by SX-10 and SX-11, with the other readings."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saasctl.errors.commissions import SaleWithoutRate
from saasctl.errors.terms import BlankTerm
from saasctl.rules.metering.bands import Sale, rate_at, shares_of
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Answer, Terms
from saasctl.values.money import Money

PROFILE = load_profile("ksaar")


def terms(**answers: str) -> Terms:
    paths = {"vat_rate": "vat.rate"}
    held = {paths.get(name, f"commission.{name}"): text for name, text in answers.items()}
    return Terms(PROFILE, {path: Answer(path, text, "x", date(2020, 1, 1)) for path, text in held.items()})


def owed(held: Terms, *sales: tuple[str, int], buyer: str = "end-user") -> list[str]:
    given = [Sale(Money.of(price), count, buyer) for price, count in sales]
    return [str(one.commission) for one in shares_of(held, given)]


@pytest.mark.parametrize(
    ("price", "share"),
    [
        pytest.param("1.00", "0.30", id="SX-10-first-bound"),
        pytest.param("100.00", "30.00", id="SX-10-last-of-30"),
        pytest.param("100.50", "20.10", id="SX-10-gap"),
        pytest.param("101.00", "20.20", id="SX-10-first-of-20"),
        pytest.param("499.00", "99.80", id="SX-10-last-of-20"),
        pytest.param("100.01", "20.00", id="gap-begins-20.002"),
        pytest.param("33.35", "10.01", id="half-a-cent-up-10.005"),
        pytest.param("0.00", "0.00", id="not-paid-use"),
    ],
)
def test_the_band_of_one_sale_gives_its_share(price: str, share: str) -> None:
    assert owed(terms(), (price, 1)) == [share]


@pytest.mark.parametrize(
    ("price", "path"),
    [
        pytest.param("0.50", "commission.rate_below", id="SX-10-below"),
        pytest.param("0.99", "commission.rate_below", id="a-cent-below"),
        pytest.param("500.00", "commission.rate_above", id="SX-10-above"),
        pytest.param("499.01", "commission.rate_above", id="a-cent-above"),
    ],
)
def test_a_price_outside_the_bands_has_no_rate_until_one_is_agreed(price: str, path: str) -> None:
    with pytest.raises(BlankTerm) as refused:
        owed(terms(), (price, 1))
    assert refused.value.path == path
    assert owed(terms(rate_below="10", rate_above="10"), ("0.50", 1), ("500.00", 1)) == ["0.05", "50.00"]


def test_a_line_is_rounded_once_for_all_its_sales() -> None:
    assert owed(terms(), ("49.00", 8), ("120.00", 3)) == ["117.60", "72.00"]
    assert owed(terms(), ("1.01", 3)) == ["0.91"]


@pytest.mark.parametrize(
    ("answers", "sales", "shares"),
    [
        pytest.param({"between": "band-before"}, [("100.50", 1)], ["30.15"], id="gap-to-the-vendor"),
        pytest.param({"band_of": "month-total"}, [("49.00", 3)], ["29.40"], id="147.00-in-the-second-band"),
        pytest.param({"applies": "by-slice"}, [("120.00", 1)], ["34.00"], id="100-at-30-and-20-at-20"),
        pytest.param(
            {"applies": "by-slice", "rate_above": "10"}, [("599.00", 1)], ["119.80"], id="30+79.80+10"
        ),
    ],
)
def test_other_readings_give_other_shares(
    answers: dict[str, str], sales: list[tuple[str, int]], shares: list[str]
) -> None:
    assert owed(terms(**answers), *sales) == shares


def test_the_gap_may_be_refused() -> None:
    with pytest.raises(SaleWithoutRate, match=r"100\.50"):
        owed(terms(between="refused"), ("100.50", 1))


def test_who_is_no_buyer_owes_nothing() -> None:
    assert owed(terms(), ("50.00", 2), buyer="user") == ["0.00"]
    assert owed(terms(buyers="third-party, end-user, user"), ("50.00", 2), buyer="user") == ["30.00"]


@given(st.integers(100, 49_900))
def test_every_price_within_the_bands_has_one_of_the_two_rates(cents: int) -> None:
    rate = rate_at(terms(), Fraction(cents, 100)).value
    assert rate == (30 if cents <= 10_000 else 20)
