"""What added slots owe, worked by hand from the four contracts' examples."""

from dataclasses import replace
from itertools import islice

import pytest

from contracts import KANTREE_10, D, added, amounts, contract, terms_of
from honesty.mutating import changed
from saasctl.rules.billing.additions import addition_draft
from saasctl.rules.billing.composing import recurring_drafts
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Answer, Terms, in_force
from saasctl.values.money import format_cents


@pytest.mark.parametrize(
    ("on", "count", "owed"),
    [
        pytest.param("2026-06-25", 3, "20.00", id="KX-03-mid-month"),
        pytest.param("2026-07-14", 1, "0.33", id="KX-03-last-day"),
        pytest.param("2026-06-15", 1, "10.00", id="KX-03-first-day"),
        pytest.param("2026-07-06", 1, "3.00", id="KX-07"),
        pytest.param("2026-06-30", 1, "5.00", id="KX-08"),
    ],
)
def test_slots_added_in_a_month_owe_the_days_left(on: str, count: int, owed: str) -> None:
    draft = addition_draft(
        added(contract("team", "monthly", "2026-06-15", 10), 2, count, on), KANTREE_10, D(on)
    )
    assert draft is not None
    assert amounts([draft]) == [(on, [owed])]


def test_slots_added_in_a_year_owe_the_days_left_of_365() -> None:
    """KX-04: 2 x 96.00 x 190/365 = 99.9452 -> 99.95."""
    base = added(contract("team", "annual", "2026-03-10", 20), 2, 2, "2026-09-01")
    draft = addition_draft(base, KANTREE_10, D("2026-09-01"))
    assert draft is not None
    assert amounts([draft]) == [("2026-09-01", ["99.95"])]
    stored = draft.lines[0].basis.as_stored()
    assert (stored["days"], stored["days_total"]) == (190, 365)


def test_a_slot_added_on_the_first_day_of_a_period_is_billed_once() -> None:
    base = added(contract("team", "monthly", "2026-06-15", 10), 2, 1, "2026-07-15")
    drafts = list(islice(recurring_drafts(base, KANTREE_10), 3))
    assert amounts(drafts) == [
        ("2026-06-15", ["100.00"]),
        ("2026-07-15", ["100.00"]),
        ("2026-08-15", ["110.00"]),
    ]
    apart = addition_draft(base, KANTREE_10, D("2026-07-15"))
    assert apart is not None
    assert amounts([apart]) == [("2026-07-15", ["10.00"])]


@pytest.mark.parametrize(
    ("price", "owed"),
    [
        pytest.param("current", "7200.00", id="a-new-quote-at-the-price-of-the-day"),
        pytest.param("initial", "600.00", id="the-price-of-the-first-quote"),
    ],
)
def test_users_added_in_mid_term_pay_the_price_of_their_own_quote(price: str, owed: str) -> None:
    """D-14: 3 users on 2026-07-01, the price having gone from 200.00 to 2,400.00 on 2026-06-01."""
    deskapad = load_profile("deskapad")
    profile = changed(deskapad, replace(deskapad.entries["quote.price"], value=price))
    answers = [
        Answer("confirm.D-40", "yes", "operator", D("2020-01-01")),
        Answer("price.periodic.annual", "2400.00", "operator", D("2026-06-01")),
    ]
    base = added(contract("periodic", "annual", "2026-02-01", 10), 2, 3, "2026-07-01")
    draft = addition_draft(base, lambda day: Terms(profile, in_force(answers, day)), D("2026-07-01"))
    assert draft is not None
    assert amounts([draft]) == [("2026-07-01", [owed])]


@pytest.mark.parametrize(
    ("settings", "owed"),
    [
        pytest.param({}, "600.00", id="full-price-by-default"),
        pytest.param({"proration__basis": "actual"}, "353.42", id="215-of-365-days-if-configured"),
    ],
)
def test_users_added_in_mid_term_end_with_the_term(settings: dict[str, str], owed: str) -> None:
    """DX-28: 3 users from 2026-07-01, end 2027-01-31."""
    terms = terms_of("deskapad", confirm__D_40="yes", **settings)
    base = added(contract("periodic", "annual", "2026-02-01", 10), 2, 3, "2026-07-01")
    draft = addition_draft(base, terms, D("2026-07-01"))
    assert draft is not None
    assert amounts([draft]) == [("2026-07-01", [owed])]
    assert draft.period.last_day == D("2027-01-31")


def test_slots_added_late_owe_the_periods_invoiced_since() -> None:
    """K-27, K-29: 2 slots asked on 2026-06-30 and put on record after the invoice of 2026-07-15.

    15 of 30 days at 10.00, then the period from 2026-07-15, whole: 10.00 and 20.00.
    """
    base = replace(contract("team", "monthly", "2026-06-15", 5), billed_to=D("2026-08-15"))
    draft = addition_draft(added(base, 2, 2, "2026-06-30"), KANTREE_10, D("2026-08-01"))
    assert draft is not None
    assert [format_cents(line.net_cents) for line in draft.lines] == ["10.00", "20.00"]
    assert draft.period.last_day == D("2026-08-14")
    coming = next(recurring_drafts(added(base, 2, 2, "2026-06-30"), KANTREE_10))
    assert amounts([coming]) == [("2026-08-15", ["70.00"])]
