"""A quote that binds is carried out, once."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.errors.subscriptions import SubscriptionExists
from saasctl.operations.credits import credit_balance
from saasctl.operations.quotes import QuoteGiven, add_quote, confirm_quote, sign_quote
from saasctl.rules.billing.ordering import ServiceGiven
from saasctl.rules.billing.quoting import Offer, OfferedPlan, OfferedService, Signature

INVOICES = "SELECT kind, issued_on, net_cents FROM invoice ORDER BY id"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    for profile in ("koban", "deskapad"):
        made.seller(profile)
        made.org(profile, profile)
    made.setting("deskapad", "quote.valid_days", "30")
    yield made
    made.store.close()


def signed(desk: Desk, org: str, given: QuoteGiven, first: str, second: str) -> str:
    """Make a quote, have both parties sign it, and return its key."""
    ref = add_quote(desk.store, org, given, on(first)).keys[0]
    for party in ("customer", "vendor"):
        sign_quote(desk.store, ref, Signature(party), on(second))
    return ref


def test_two_free_months_of_a_year_are_billed_as_ten(desk: Desk) -> None:
    plan = OfferedPlan("pro", "annual", 5, unit_price=Decimal("540.00"), free_months=2)
    signed(desk, "koban", QuoteGiven(Offer(plan)), "2026-02-01", "2026-03-01")
    desk.bill("2027-03-01", "koban")
    assert desk.rows(INVOICES) == [
        ("subscription", "2026-03-01", 225000),
        ("subscription", "2027-03-01", 270000),
    ]


def test_services_of_a_quote_are_ordered_and_their_deposit_billed(desk: Desk) -> None:
    setup = OfferedService(ServiceGiven("setup", Decimal("2750.00")))
    given = QuoteGiven(Offer(services=(setup,)), (("project.plan", "40 % later"),))
    desk.sub("koban", "pro", "annual", 1, "2026-01-01", "540.00")
    ref = signed(desk, "koban", given, "2026-02-01", "2026-03-02")
    assert desk.rows(INVOICES) == [("deposit", "2026-03-02", 82500)]
    assert desk.rows("SELECT plan FROM service_detail") == [("40 % later",)]
    sign_quote(desk.store, ref, Signature("vendor"), on("2026-03-05"))
    assert len(desk.rows(INVOICES)) == 1


def test_the_conditions_of_a_quote_are_overrides_that_cite_it(desk: Desk) -> None:
    desk.sub("koban", "pro", "annual", 1, "2026-01-01", "540.00")
    given = QuoteGiven(Offer(), (("invoice.due_days", "45"),), starts_on=date(2026, 4, 1))
    ref = signed(desk, "koban", given, "2026-02-01", "2026-03-02")
    own = "SELECT path, value, source, from_on FROM term_override WHERE path = 'invoice.due_days'"
    assert desk.rows(own) == [("invoice.due_days", "45", ref, "2026-04-01")]


def test_credits_on_demand_are_credited_and_invoiced(desk: Desk) -> None:
    given = QuoteGiven(Offer(credits=201, users=8))
    signed(desk, "deskapad", given, "2026-02-01", "2026-02-03")
    assert desk.rows(INVOICES) == [("credits", "2026-02-03", 112560)]
    assert desk.rows("SELECT quantity, users FROM credit_lot") == [(201, 8)]


def test_where_the_contract_waits_for_the_gates_it_begins_with_the_last(desk: Desk) -> None:
    desk.setting("deskapad", "quote.gates_open", "contract")
    plan = OfferedPlan("periodic", "monthly", 2)
    ref = signed(desk, "deskapad", QuoteGiven(Offer(plan)), "2026-02-01", "2026-02-03")
    assert desk.rows("SELECT started_on FROM subscription") == []
    confirm_quote(desk.store, ref, (), on("2026-02-10"))
    assert desk.rows("SELECT started_on FROM subscription") == [("2026-02-10",)]


def test_a_subscription_on_another_plan_is_not_replaced(desk: Desk) -> None:
    desk.sub("koban", "team", "annual", 1, "2026-01-01", "540.00")
    given = QuoteGiven(Offer(OfferedPlan("pro", "annual", 1, unit_price=Decimal(600))))
    ref = add_quote(desk.store, "koban", given, on("2026-02-01")).keys[0]
    sign_quote(desk.store, ref, Signature("customer"), on("2026-02-02"))
    with pytest.raises(SubscriptionExists):
        sign_quote(desk.store, ref, Signature("vendor"), on("2026-02-02"))


def test_credits_of_a_quote_cost_what_it_says_and_count_from_its_first_day(desk: Desk) -> None:
    """100 for 10 users: 6.00 each as quoted; by the other bound, set since, they were 5.80 (D-05)."""
    plan = OfferedPlan("on-demand", "on-demand", 10)
    given = QuoteGiven(Offer(plan, credits=100), starts_on=date(2026, 3, 1))
    ref = add_quote(desk.store, "deskapad", given, on("2026-01-05")).keys[0]
    desk.setting("deskapad", "credits.tier_bound", "exclusive", date(2026, 1, 6))
    for party in ("customer", "vendor"):
        sign_quote(desk.store, ref, Signature(party), on("2026-01-07"))
    assert desk.rows(INVOICES) == [("credits", "2026-01-07", 60000)]
    assert desk.rows("SELECT credited_on, expires_on FROM credit_lot") == [("2026-03-01", "2027-03-01")]
    assert credit_balance(desk.store, "deskapad", date(2026, 2, 28)).available == 0
    assert credit_balance(desk.store, "deskapad", date(2026, 3, 1)).available == 100


def test_a_quote_for_a_subscription_that_runs_sells_its_credits_and_leaves_its_slots(desk: Desk) -> None:
    """30 credits at 5.00 are 150.00, invoiced at the order; the five users need `slot add` (D-14)."""
    desk.sub("deskapad", "periodic", "monthly", 2, "2026-01-01")
    given = QuoteGiven(Offer(OfferedPlan("periodic", "monthly", 5), credits=30))
    ref = add_quote(desk.store, "deskapad", given, on("2026-01-05")).keys[0]
    sign_quote(desk.store, ref, Signature("customer"), on("2026-01-06"))
    told = sign_quote(desk.store, ref, Signature("vendor"), on("2026-01-07"))
    assert told.warnings == (
        f"deskapad/main ran already and keeps its 2 slots; for the 5 of {ref}: "
        "saasctl slot add deskapad/main 3",
    )
    assert desk.rows(INVOICES) == [("credits", "2026-01-07", 15000)]
    assert credit_balance(desk.store, "deskapad", date(2026, 1, 7)).available == 30


def test_a_quote_may_open_a_plan_that_costs_nothing_by_itself(desk: Desk) -> None:
    given = QuoteGiven(Offer(OfferedPlan("on-demand", "on-demand", 2)))
    signed(desk, "deskapad", given, "2026-01-05", "2026-01-07")
    assert desk.rows("SELECT started_on FROM subscription") == [("2026-01-07",)]


def test_a_quote_is_carried_out_on_the_later_signature_recorded_first_or_last(desk: Desk) -> None:
    """D-08: the customer's of 9 January was recorded before the vendor's of the 6th."""
    ref = add_quote(
        desk.store, "deskapad", QuoteGiven(Offer(OfferedPlan("periodic", "monthly", 2))), on("2026-01-05")
    )
    for party, day in (("customer", "2026-01-09"), ("vendor", "2026-01-06")):
        sign_quote(desk.store, ref.keys[0], Signature(party), on(day))
    assert desk.rows("SELECT started_on FROM subscription") == [("2026-01-09",)]
    assert desk.rows("SELECT on_day FROM quote_event WHERE kind = 'applied'") == [("2026-01-09",)]
