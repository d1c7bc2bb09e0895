"""Leaving in the month without commitment (S-15), worked by hand from the contract."""

from dataclasses import replace
from datetime import date

import pytest

from honesty.mutating import changed
from saasctl.errors.terms import BlankTerm
from saasctl.rules.billing.contract import Contract, Phase, TermsOn
from saasctl.rules.billing.slots import Movement
from saasctl.rules.lifecycle.leaving import FreeExit, free_exit_on, unbilled_through
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Answer, Terms

D = date.fromisoformat
START = D("2025-03-10")
KSAAR = load_profile("ksaar")
PRICE = Answer("price.starter.monthly", "99.00", "operator", D("2020-01-01"))


def contract(*, free_exit: bool = True) -> Contract:
    return Contract(
        id=1,
        organisation_id=1,
        seller_id=1,
        org="acme",
        name="main",
        started_on=START,
        is_trial=False,
        billed_to=START,
        announced_on=START,
        credits=0,
        training_ordered=False,
        access_on=None,
        ended_on=None,
        phases=(Phase(START, "starter", "monthly", START, free_exit),),
        movements=(Movement(1, "start", 1, START, START),),
        overrides=(),
    )


def terms_with(**values: object) -> TermsOn:
    entries = [
        replace(KSAAR.entries[f"ending.free-exit.{name}"], value=value) for name, value in values.items()
    ]
    profile = changed(KSAAR, *entries)
    return lambda day: Terms(profile, {PRICE.path: PRICE})


def left_on(day: str, **values: object) -> FreeExit | None:
    return free_exit_on(contract(), terms_with(**values), D(day))


@pytest.mark.parametrize("day", ["2025-03-10", "2025-03-20", "2025-04-09"])
def test_whichever_day_it_is_taken_the_contract_ends_with_that_month(day: str) -> None:
    """SX-4: cancelled on 9 April at the latest, ends on 9 April, one month's fee."""
    found = left_on(day)
    assert found is not None
    assert (found.until, found.last_day, found.owed_through) == (D("2025-04-09"),) * 3
    assert (found.by, found.clause and found.clause.rule) == (("customer",), "S-15")
    assert str(unbilled_through(contract(), terms_with(), found.owed_through)) == "99.00"


def test_a_day_later_the_customer_is_bound() -> None:
    """SX-4: 10 April is refused; nor is there a way out for a customer who had the month before."""
    assert left_on("2025-04-10") is None
    assert free_exit_on(contract(free_exit=False), terms_with(), D("2025-03-20")) is None


@pytest.mark.parametrize(
    ("values", "until", "last_day", "owed_through"),
    [
        pytest.param({"notice": (10, "days")}, "2025-03-30", "2025-04-09", "2025-04-09", id="ten-days"),
        pytest.param({"effect": "at-once"}, "2025-04-09", "2025-03-20", "2025-04-09", id="at-once"),
        pytest.param(
            {"effect": "notice-end", "notice": (5, "days"), "owed": "nothing-more"},
            "2025-04-04",
            "2025-03-25",
            "2025-03-25",
            id="with-the-notice-and-nothing-more",
        ),
        pytest.param({"owed": "commitment"}, "2025-04-09", "2025-04-09", "2026-04-09", id="all-the-term"),
        pytest.param(
            {"effect": "commitment-end"}, "2025-04-09", "2026-04-09", "2026-04-09", id="with-the-term"
        ),
    ],
)
def test_other_terms_give_other_days(
    values: dict[str, object], until: str, last_day: str, owed_through: str
) -> None:
    found = left_on("2025-03-20", **values)
    assert found is not None
    assert (found.until, found.last_day, found.owed_through) == (D(until), D(last_day), D(owed_through))


def test_a_month_of_notice_leaves_no_day_in_a_month() -> None:
    assert left_on("2025-03-10", notice=(1, "months")) is None


def test_what_is_left_to_bill_is_cut_at_the_last_day() -> None:
    """11 of the 31 days from 10 to 20 March: 99.00 x 11/31 = 35.13; and 13 months are 1,287.00."""
    assert str(unbilled_through(contract(), terms_with(), D("2025-03-20"))) == "35.13"
    assert str(unbilled_through(contract(), terms_with(), D("2026-04-09"))) == "1287.00"


def test_what_is_left_to_bill_needs_a_price() -> None:
    with pytest.raises(BlankTerm):
        unbilled_through(contract(), lambda day: Terms(KSAAR), D("2025-04-09"))
