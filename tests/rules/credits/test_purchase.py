"""What credits cost by DX-1 to DX-4, both readings of the bounds, and the cheaper larger order."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saasctl.errors.credits import CreditsNotSold
from saasctl.rules.credits.purchase import Order, flat_purchase, tiered_purchase
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Answer, Terms

PROFILE = load_profile("deskapad")


def terms(**answers: str) -> Terms:
    held = {
        f"credits.{path}": Answer(f"credits.{path}", text, "operator", date(2020, 1, 1))
        for path, text in answers.items()
    }
    return Terms(PROFILE, held)


@pytest.mark.parametrize(
    ("users", "count", "average", "unit", "net", "cheaper"),
    [
        pytest.param(10, 100, Fraction(10), "6.00", "600.00", (101, "585.80"), id="DX-1"),
        pytest.param(10, 101, Fraction(101, 10), "5.80", "585.80", None, id="DX-1-101"),
        pytest.param(10, 105, Fraction(21, 2), "5.80", "609.00", None, id="DX-1-105"),
        pytest.param(8, 200, Fraction(25), "5.80", "1160.00", (201, "1125.60"), id="DX-2"),
        pytest.param(8, 201, Fraction(201, 8), "5.60", "1125.60", None, id="DX-2-201"),
        pytest.param(4, 200, Fraction(50), "5.60", "1120.00", (201, "1085.40"), id="DX-3"),
        pytest.param(4, 201, Fraction(201, 4), "5.40", "1085.40", None, id="DX-3-201"),
        pytest.param(3, 37, Fraction(37, 3), "5.80", "214.60", None, id="DX-4"),
        pytest.param(10, 98, Fraction(49, 5), "6.00", "588.00", (101, "585.80"), id="two-tenths-below"),
        pytest.param(10, 97, Fraction(97, 10), "6.00", "582.00", None, id="below-that-nothing-is-cheaper"),
        pytest.param(1, 1, Fraction(1), "6.00", "6.00", None, id="one"),
    ],
)
def test_one_price_by_the_average(
    users: int, count: int, average: Fraction, unit: str, net: str, cheaper: tuple[int, str] | None
) -> None:
    found = tiered_purchase(terms(), Order(count, users))
    less = found.cheaper and (found.cheaper.credits, str(found.cheaper.net))
    assert (found.average, str(found.unit_price), str(found.net), less) == (average, unit, net, cheaper)


def test_an_exclusive_bound_gives_its_number_the_cheaper_price() -> None:
    """100 for 10 users: average 10 pays 5.80; 99 cost 594.00 and 100 cost 580.00."""
    read = terms(tier_bound="exclusive")
    assert str(tiered_purchase(read, Order(100, 10)).net) == "580.00"
    less = tiered_purchase(read, Order(99, 10)).cheaper
    assert less is not None
    assert (less.credits, str(less.net)) == (100, "580.00")


def test_slice_by_slice_each_price_holds_for_its_own_credits() -> None:
    """10 users, 300 credits: 100 at 6.00, 150 at 5.80, 50 at 5.60: 600 + 870 + 280."""
    found = tiered_purchase(terms(tier_applies="by-slice"), Order(300, 10))
    assert [(part.credits, str(part.unit_price)) for part in found.parts] == [
        (100, "6.00"), (150, "5.80"), (50, "5.60"),
    ]  # fmt: skip
    assert (str(found.net), str(found.unit_price), found.cheaper) == ("1750.00", "5.83", None)


def test_all_orders_may_be_averaged_together() -> None:
    """60 after 60 for 10 users: 12 on average, 5.80; alone 6 on average, 6.00."""
    order = Order(60, 10, before=60)
    assert str(tiered_purchase(terms(), order).unit_price) == "6.00"
    assert str(tiered_purchase(terms(tier_credits="cumulated"), order).unit_price) == "5.80"


def test_a_running_periodic_subscription_pays_one_price() -> None:
    assert str(flat_purchase(terms(), Order(60, 10)).net) == "300.00"


def test_terms_without_a_price_sell_no_credits() -> None:
    other = Terms(load_profile("kantree"))
    for buy in (flat_purchase, tiered_purchase):
        with pytest.raises(CreditsNotSold):
            buy(other, Order(1, 1))


@given(st.integers(1, 5000), st.integers(1, 60))
def test_a_warning_names_an_order_that_is_larger_and_costs_less(count: int, users: int) -> None:
    found = tiered_purchase(terms(), Order(count, users))
    brute = [tiered_net(larger, users) for larger in range(count + 1, count + 2 * users)]
    if found.cheaper is not None:
        assert found.cheaper.credits > count
        assert found.cheaper.net < found.net
        assert tiered_net(found.cheaper.credits, users) == found.cheaper.net.cents
    else:
        assert min(brute, default=found.net.cents) >= found.net.cents


def tiered_net(count: int, users: int) -> int:
    """Return the net in cents by the clause's own words (D-34)."""
    average = Fraction(count, users)
    return count * (600 if average <= 10 else 580 if average <= 25 else 560 if average <= 50 else 540)
