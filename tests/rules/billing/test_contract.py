"""Renewal: whether a term renews, and at whose price."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import islice

import pytest

from saasctl.rules.billing.composing import next_due, recurring_drafts
from saasctl.rules.billing.contract import Contract, Phase, TermsOn, is_renewed, price_terms
from saasctl.rules.billing.slots import Movement
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Answer, Terms, in_force

D = date.fromisoformat
YEAR = Phase(D("2026-03-10"), "team", "annual", D("2026-03-10"), False)


def terms_of(profile: str, settings: list[Answer], overrides: list[Answer]) -> TermsOn:
    loaded = load_profile(profile)
    return lambda day: Terms(loaded, in_force(settings, day), in_force(overrides, day))


def said(path: str, text: str, day: str) -> Answer:
    return Answer(path, text, "order form", D(day))


def contract() -> Contract:
    day = YEAR.from_on
    slots = (Movement(1, "start", 2, day, day),)
    return Contract(
        1, 1, 1, "acme", "main", day, False, day, day, 0, False, None, None, (YEAR,), slots, ()
    )  # fmt: skip


RAISED = [said("price.team.annual", "96.00", "2026-01-01"), said("price.team.annual", "108.00", "2026-09-01")]


@pytest.mark.parametrize(
    ("profile", "price", "own", "owed"),
    [
        pytest.param("kantree", "current", [], "108.00", id="K-34-price-in-force"),
        pytest.param("kantree", "initial", [], "96.00", id="K-34-other-reading"),
        pytest.param("koban", None, [], "96.00", id="B-11-similar-conditions"),
        pytest.param(
            "koban", None, [said("price.team.annual", "90.00", "2027-03-10")], "90.00", id="B-04-order-form"
        ),
    ],
)
def test_a_renewal_costs_what_the_terms_keep_of_the_price(
    profile: str, price: str | None, own: list[Answer], owed: str
) -> None:
    settings = [*RAISED, said("renewal.price", price, "2026-01-01")] if price else RAISED
    terms = price_terms(YEAR, terms_of(profile, settings, own), D("2027-03-10"))
    assert terms.decimal("price.team.annual").value == Decimal(owed)


def test_a_price_that_came_after_the_start_is_the_one_there_is() -> None:
    late = [said("price.team.annual", "96.00", "2026-09-01")]
    terms = price_terms(YEAR, terms_of("koban", late, []), D("2027-03-10"))
    assert terms.decimal("price.team.annual").value == Decimal("96.00")


def test_an_order_may_exclude_the_tacit_renewal() -> None:
    """B-11: unless the offer says otherwise; what the last day of the term says counts."""
    settings = [*RAISED, said("vat.rate", "20", "2026-01-01")]
    once = terms_of("koban", settings, [said("renewal.tacit", "no", "2026-12-01")])
    assert is_renewed(YEAR, once(D("2026-11-30")))
    assert not is_renewed(YEAR, once(D("2027-03-09")))
    held = contract()
    assert [draft.period.start for draft in recurring_drafts(held, once)] == [D("2026-03-10")]
    assert next_due(replace(held, billed_to=D("2027-03-10")), once) is None


def test_without_such_an_order_the_term_renews_again_and_again() -> None:
    always = terms_of("koban", RAISED, [])
    starts = [draft.period.start for draft in islice(recurring_drafts(contract(), always), 3)]
    assert starts == [D("2026-03-10"), D("2027-03-10"), D("2028-03-10")]
