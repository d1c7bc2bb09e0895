"""Prices in credits by DX-5 and DX-6, exact, and what each parameter changes."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saasctl.errors.credits import CategoryUnknown
from saasctl.rules.credits.conversion import credits_for
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Answer, Terms
from saasctl.values.money import Money

PROFILE = load_profile("deskapad")


def terms(**answers: str) -> Terms:
    held = {
        path.replace("__", "."): Answer(path.replace("__", "."), text, "operator", date(2020, 1, 1))
        for path, text in answers.items()
    }
    return Terms(PROFILE, held)


@pytest.mark.parametrize(
    ("category", "price", "raw", "credits_"),
    [
        ("desk", "1.50", "0.3", 1),
        ("desk", "22", "4.4", 5),
        ("desk", "25", "5", 5),
        ("desk", "250", "50", 50),
        ("desk", "250.01", "50.002", 55),
        ("desk", "251", "50.2", 55),
        ("desk", "500", "100", 100),
        ("desk", "501", "100.2", 110),
        ("desk", "2500", "500", 500),
        ("desk", "2501", "500.2", 550),
        ("month", "4300", "860", 900),
        ("desk", "0", "0", 0),
        pytest.param("room", "50", "11", 11, id="floats-give-12"),
        ("room", "120", "26.4", 27),
        ("room", "300", "66", 70),
        ("room", "1000", "220", 220),
        ("room", "1001", "220.22", 230),
    ],
)
def test_dx_5_and_dx_6(category: str, price: str, raw: str, credits_: int) -> None:
    """Price over 5, rooms x 1.1, rounded up to 1, 5, 10, 50 by bands up to 50, 100, 500."""
    found = credits_for(terms(), category, Money.of(price))
    assert (found.raw, found.credits) == (Fraction(Decimal(raw)), credits_)


def test_the_rounded_number_may_choose_the_band() -> None:
    """50.002 is 50 to the nearest, in the first band: up to 51."""
    read = terms(credits__rounding_of="rounded")
    assert credits_for(read, "desk", Money.of("250.01")).credits == 51


def test_a_kind_of_workspace_unknown_to_the_terms_is_refused() -> None:
    with pytest.raises(CategoryUnknown) as refused:
        credits_for(terms(), "boat", Money.of("5"))
    assert refused.value.exit == 5


@given(st.integers(0, 10**9), st.integers(0, 10**6))
def test_a_dearer_workspace_never_takes_fewer_credits(cents: int, more: int) -> None:
    read = terms()
    low, high = (credits_for(read, "room", Money(value)) for value in (cents, cents + more))
    assert low.credits <= high.credits
    assert low.raw <= low.credits < low.raw + low.step + 1
