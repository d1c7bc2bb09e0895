"""Prices in credits as printed, and the refusals of a price set freely."""

from decimal import Decimal

import pytest

from saasctl.acts.credit_terms import PriceAsked, priced, quoted, warning_of
from saasctl.errors.credits import LengthUnavailable, OwnPriceRefused
from saasctl.rules.credits.purchase import Order, tiered_purchase
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Terms

TERMS = Terms(load_profile("deskapad"))


def test_a_price_says_its_raw_number_and_step() -> None:
    found = priced(TERMS, PriceAsked("desk", Decimal("250.01"), "day"))
    assert (found.raw, found.step, found.credits, found.place) == (Decimal("50.002"), 5, 55, "open")


def test_a_free_price_needs_a_commitment_and_a_reason() -> None:
    asked = PriceAsked("desk", Decimal(20), None, 3, 1)
    with pytest.raises(OwnPriceRefused, match="freely"):
        priced(TERMS, asked)
    found = priced(TERMS, PriceAsked("desk", Decimal(20), None, 3, 1, "lease"))
    assert (found.credits, found.own_price, found.step) == (3, True, None)


def test_a_length_must_be_sold() -> None:
    with pytest.raises(LengthUnavailable):
        priced(TERMS, PriceAsked("month", Decimal(20), "hour"))


def test_a_quote_shows_an_endless_average_with_four_decimals() -> None:
    purchase = tiered_purchase(TERMS, Order(37, 3))
    assert quoted(purchase).average == Decimal("12.3333")
    assert warning_of(purchase) == ()
