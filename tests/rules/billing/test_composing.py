"""What a subscription owes, worked by hand from the four contracts' examples."""

from dataclasses import replace
from itertools import islice

import pytest

from contracts import KANTREE_10, D, added, amounts, contract, terms_of
from honesty.mutating import changed
from saasctl.errors.terms import BlankTerm, ReadingUnconfirmed
from saasctl.rules.billing.composing import next_due, recurring_drafts
from saasctl.rules.billing.contract import NEVER, Phase
from saasctl.rules.billing.slots import Movement
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Answer, Terms


def test_a_period_invoice_is_slots_times_price() -> None:
    """KX-02: 12 x 9.00 = 108.00; next on 2026-07-15."""
    terms = terms_of("kantree", price__team__monthly="9.00")
    drafts = list(islice(recurring_drafts(contract("team", "monthly", "2026-06-15", 12), terms), 2))
    assert amounts(drafts) == [("2026-06-15", ["108.00"]), ("2026-07-15", ["108.00"])]
    assert drafts[0].period.last_day == D("2026-07-14")


def test_a_monthly_reduction_counts_from_the_next_period() -> None:
    """KX-05: 12 until 07-14, then 10 x 10.00 = 100.00."""
    base = contract("team", "monthly", "2026-06-15", 12)
    base = replace(
        base, movements=(*base.movements, Movement(2, "reduction", -2, D("2026-07-03"), D("2026-07-15")))
    )
    assert amounts(list(islice(recurring_drafts(base, KANTREE_10), 2))) == [
        ("2026-06-15", ["120.00"]),
        ("2026-07-15", ["100.00"]),
    ]


def test_an_annual_reduction_counts_from_the_next_year() -> None:
    """KX-06: 15 x 96.00 = 1,440.00 on 2027-03-10."""
    base = contract("team", "annual", "2026-03-10", 20)
    base = replace(
        base, movements=(*base.movements, Movement(2, "reduction", -5, D("2026-06-01"), D("2027-03-10")))
    )
    assert amounts(list(islice(recurring_drafts(base, KANTREE_10), 2))) == [
        ("2026-03-10", ["1920.00"]),
        ("2027-03-10", ["1440.00"]),
    ]


def test_without_a_training_the_subscription_is_invoiced_at_order() -> None:
    """BX-03 a."""
    terms = terms_of("koban", price__pro__annual="600.00")
    assert next_due(contract("pro", "annual", "2026-03-02", 5), terms) == D("2026-03-02")


def test_with_a_training_the_first_invoice_waits_for_the_accesses() -> None:
    """BX-03 b: ordered 2026-03-02, accesses sent 2026-04-07."""
    terms = terms_of("koban", price__pro__annual="600.00")
    waiting = replace(contract("pro", "annual", "2026-03-02", 5), training_ordered=True)
    assert next_due(waiting, terms) == NEVER
    drafts = list(islice(recurring_drafts(replace(waiting, access_on=D("2026-04-07")), terms), 2))
    assert amounts(drafts) == [("2026-04-07", ["3000.00"]), ("2027-03-02", ["3000.00"])]
    assert drafts[0].period.start == D("2026-03-02")


def test_twenty_four_months_are_billed_by_twelve() -> None:
    terms = terms_of("koban", price__pro__biennial="600.00")
    drafts = list(islice(recurring_drafts(contract("pro", "biennial", "2025-07-01", 2), terms), 2))
    assert amounts(drafts) == [("2025-07-01", ["1200.00"]), ("2026-07-01", ["1200.00"])]


def test_arrears_are_anchored_on_the_31st() -> None:
    """SX-26."""
    terms = terms_of("ksaar", price__starter__monthly="99.00")
    base = contract("starter", "monthly", "2026-01-31", 1, free_exit=True)
    drafts = list(islice(recurring_drafts(base, terms), 4))
    assert [d.obligation_on for d in drafts] == [
        D("2026-02-28"),
        D("2026-03-31"),
        D("2026-04-30"),
        D("2026-05-31"),
    ]


def test_an_upgrade_in_mid_period_is_two_lines_of_the_periods_days() -> None:
    """SX-28: 99.00 x 10/31 = 31.94; 149.00 x 21/31 = 100.94."""
    terms = terms_of("ksaar", price__starter__monthly="99.00", price__business__monthly="149.00")
    base = contract("starter", "monthly", "2025-03-10", 1, free_exit=True)
    upgrade = Phase(D("2025-05-20"), "business", "monthly", D("2025-03-10"), True)
    base = replace(base, phases=(*base.phases, upgrade), billed_to=D("2025-05-10"))
    drafts = list(islice(recurring_drafts(base, terms), 2))
    assert amounts(drafts) == [("2025-06-10", ["31.94", "100.94"]), ("2025-07-10", ["149.00"])]
    assert [(line.period.start, line.period.last_day) for line in drafts[0].lines if line.period] == [
        (D("2025-05-10"), D("2025-05-19")),
        (D("2025-05-20"), D("2025-06-09")),
    ]


def test_an_upgrade_is_parted_as_the_terms_divide_a_period() -> None:
    """The upgrade of SX-28 over thirty days: 99.00 x 10/30 = 33.00; 149.00 x 21/30 = 104.30."""
    ksaar = load_profile("ksaar")
    thirty = changed(ksaar, replace(ksaar.entries["proration.basis"], value="thirty"))
    prices = {
        path: Answer(path, text, "operator", D("2020-01-01"))
        for path, text in (("price.starter.monthly", "99.00"), ("price.business.monthly", "149.00"))
    }
    base = contract("starter", "monthly", "2025-03-10", 1, free_exit=True)
    upgrade = Phase(D("2025-05-20"), "business", "monthly", D("2025-03-10"), True)
    base = replace(base, phases=(*base.phases, upgrade), billed_to=D("2025-05-10"))
    drafts = list(islice(recurring_drafts(base, lambda day: Terms(thirty, prices)), 1))
    assert amounts(drafts) == [("2025-06-10", ["33.00", "104.30"])]


@pytest.mark.parametrize(
    ("path", "value", "owed"),
    [
        pytest.param("plan_change.split", "from-next-period", ["99.00"], id="dearer-from-the-next-period"),
        # 11 days at 99.00, the 20th included: 99.00 x 11/31 = 35.13; 149.00 x 20/31 = 96.13
        pytest.param("proration.counts", "from-next-day", ["35.13", "96.13"], id="dearer-from-the-next-day"),
    ],
)
def test_an_upgrade_counts_from_the_day_that_the_terms_say(path: str, value: str, owed: list[str]) -> None:
    """The upgrade of SX-28 under the other readings; the period after it is at the new price in each."""
    settings = {"price__starter__monthly": "99.00", "price__business__monthly": "149.00"}
    terms = terms_of("ksaar", **settings, **{path.replace(".", "__"): value})
    base = contract("starter", "monthly", "2025-03-10", 1, free_exit=True)
    upgrade = Phase(D("2025-05-20"), "business", "monthly", D("2025-03-10"), True)
    base = replace(base, phases=(*base.phases, upgrade), billed_to=D("2025-05-10"))
    drafts = list(islice(recurring_drafts(base, terms), 2))
    assert amounts(drafts) == [("2025-06-10", owed), ("2025-07-10", ["149.00"])]


@pytest.mark.parametrize(
    ("counts", "on", "owed"),
    [
        pytest.param("from-change-day", "2026-03-21", ["198.00", "63.87"], id="20-of-31-days"),
        pytest.param("from-next-day", "2026-03-21", ["198.00", "60.68"], id="19-of-31-days"),
        pytest.param("from-change-day", "2026-04-09", ["198.00", "3.19"], id="the-last-day-counts"),
        pytest.param("from-next-day", "2026-04-09", ["198.00"], id="nothing-is-left-after-the-last-day"),
    ],
)
def test_slots_added_in_arrears_are_billed_with_their_period(counts: str, on: str, owed: list[str]) -> None:
    """2 x 99.00, and one slot added in 2026-03-10 to 2026-04-09."""
    settings = {"price__starter__monthly": "99.00", "slots__without_clause": "prorated"}
    terms = terms_of("ksaar", **settings, proration__counts=counts)
    base = added(contract("starter", "monthly", "2026-03-10", 2), 2, 1, on)
    assert amounts(list(islice(recurring_drafts(base, terms), 1))) == [("2026-04-10", owed)]


def test_the_month_without_commitment_costs_a_twelfth_of_the_annual_fee() -> None:
    """S-15: 1,188.00 a year, 99.00 for the month, in arrears."""
    terms = terms_of("ksaar", price__starter__annual="1188.00")
    drafts = list(
        islice(recurring_drafts(contract("starter", "annual", "2025-03-10", 1, free_exit=True), terms), 2)
    )
    assert amounts(drafts) == [("2025-04-10", ["99.00"]), ("2026-04-10", ["1188.00"])]


def test_a_free_plan_is_never_invoiced() -> None:
    """S-13."""
    assert next_due(contract("free", "monthly", "2025-03-10", 1), terms_of("ksaar")) is None


def test_periodic_users_and_credits_are_priced_by_the_contract() -> None:
    """DX-11: 10 x 200.00 = 2,000.00 and 60 x 5.00 = 300.00; DX-12: 10 x 20.00 = 200.00 a month."""
    terms = terms_of("deskapad", confirm__D_40="yes")
    yearly = replace(contract("periodic", "annual", "2026-02-01", 10), credits=60)
    assert amounts(list(islice(recurring_drafts(yearly, terms), 1))) == [
        ("2026-02-01", ["2000.00", "300.00"])
    ]
    monthly = contract("periodic", "monthly", "2026-02-01", 10)
    assert amounts(list(islice(recurring_drafts(monthly, terms_of("deskapad")), 2))) == [
        ("2026-02-01", ["200.00"]),
        ("2026-03-01", ["200.00"]),
    ]


def test_the_annual_price_is_refused_until_its_reading_is_confirmed() -> None:
    """D-40."""
    with pytest.raises(ReadingUnconfirmed):
        next(recurring_drafts(contract("periodic", "annual", "2026-02-01", 10), terms_of("deskapad")))


def test_a_price_that_nobody_set_is_never_guessed() -> None:
    with pytest.raises(BlankTerm, match=r"price\.team\.monthly"):
        next(recurring_drafts(contract("team", "monthly", "2026-06-15", 1), terms_of("kantree")))


def test_a_trial_owes_nothing() -> None:
    trial = replace(contract("team", "monthly", "2026-06-15", 1), is_trial=True)
    assert list(recurring_drafts(trial, KANTREE_10)) == []
