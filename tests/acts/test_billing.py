"""Drafts that are due, and a day's bills: whole organisations or none."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.acts.billing import bill_additions, bill_day, owed_by
from saasctl.acts.contracts import load_contract
from saasctl.acts.metering import Metered
from saasctl.acts.slot_moves import write_movement
from saasctl.acts.terms import TermsBook
from saasctl.rules.billing.slots import Movement
from saasctl.values.clause import ClauseRef

D = date.fromisoformat


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    made.seller("kantree")
    made.org("acme", "kantree")
    made.sub("acme", "team", "monthly", 5, "2026-06-15", "10.00")
    yield made
    made.store.close()


def test_drafts_are_due_in_order_of_time(desk: Desk) -> None:
    with desk.store.transaction(on("2026-08-20")) as tx:
        book, contract = TermsBook(tx), load_contract(tx, 1)
        clause = ClauseRef("terms", rule="K-29")
        write_movement(tx, contract, Movement(0, "addition", 1, D("2026-07-20"), D("2026-07-20")), clause)
        contract = load_contract(tx, 1)
        drafts = owed_by(contract, book, D("2026-08-20"), Metered(tx, book, [contract])).drafts
    assert [(draft.kind, draft.obligation_on.isoformat()) for draft in drafts] == [
        ("subscription", "2026-06-15"),
        ("subscription", "2026-07-15"),
        ("slots", "2026-07-20"),
        ("subscription", "2026-08-15"),
    ]


def test_nothing_to_bill_apart_gives_no_number(desk: Desk) -> None:
    with desk.store.transaction(on("2026-06-20")) as tx:
        assert bill_additions(tx, TermsBook(tx), load_contract(tx, 1), D("2026-06-20")) is None


def test_a_first_invoice_is_confirmed_by_email_where_the_terms_want_it(desk: Desk) -> None:
    """B-12: with the first invoice of a subscription, never with a later one; Kantree has no such rule."""
    desk.seller("koban")
    desk.org("beta", "koban")
    desk.sub("beta", "pro", "monthly", 1, "2026-06-15", "50.00")
    due = "SELECT count(*) FROM audit_entry WHERE what = 'confirmation.due'"
    for day, confirmed in (("2026-06-15", ["beta/main"]), ("2026-07-15", [])):
        with desk.store.transaction(on(day)) as tx:
            outcome = bill_day(tx, TermsBook(tx), D(day), [1, 2])
            assert (len(outcome.issued), outcome.confirmed) == (2, confirmed)
            assert tx.one(due) == (1,)


def test_an_organisation_that_cannot_be_priced_keeps_all_its_bills_for_later(desk: Desk) -> None:
    with desk.store.transaction(on("2026-06-15")) as tx:
        sub = {"organisation_id": 1, "name": "second", "started_on": "2026-06-15", "trial": 0, "credits": 0}
        key = tx.insert("subscription", sub)
        phase = {"subscription_id": key, "plan": "unpriced", "period_unit": "monthly", "free_exit": 0}
        tx.insert("subscription_phase", {**phase, "from_on": "2026-06-15", "anchor_on": "2026-06-15"})
        move = {"subscription_id": key, "seq": 1, "kind": "start", "delta": 1}
        tx.insert("slot_movement", {**move, "asked_on": "2026-06-15", "effective_on": "2026-06-15"})
        outcome = bill_day(tx, TermsBook(tx), D("2026-06-15"), [1, key])
        assert outcome.issued == []
        assert [(one.org, one.error.code) for one in outcome.failed] == [("acme", "TERM-BLANK")]
        assert tx.one("SELECT count(*) FROM invoice") == (0,)
        assert tx.one("SELECT billed_to FROM billing_cursor WHERE subscription_id = 1") == ("2026-06-15",)
