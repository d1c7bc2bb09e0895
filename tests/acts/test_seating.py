"""Users and slots: free, taken, added, taken back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.acts.contracts import load_contract
from saasctl.acts.seating import mode_of, release_slot, take_slot
from saasctl.acts.terms import TermsBook
from saasctl.errors.slots import NoFreeSlot
from saasctl.operations.slots import set_slot_mode
from saasctl.operations.subscriptions import override_terms
from saasctl.rules.billing.slots import slots_after_pending, slots_on

D = date.fromisoformat


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    made.seller("kantree")
    made.org("acme", "kantree")
    made.sub("acme", "team", "monthly", 2, "2026-06-15", "10.00")
    yield made
    made.store.close()


def seated(desk: Desk, count: int) -> None:
    with desk.store.transaction(on("2026-06-15")) as tx:
        for number in range(count):
            user = {"organisation_id": 1, "email": f"u{number}@acme.example", "role": "member"}
            tx.insert("org_user", {**user, "state": "active", "holds_slot": 1})


def test_in_manual_mode_a_user_needs_a_free_slot(desk: Desk) -> None:
    seated(desk, 1)
    with desk.store.transaction(on("2026-06-20")) as tx:
        assert take_slot(tx, TermsBook(tx), 1, D("2026-06-20")).taken
    with desk.store.transaction(on("2026-06-20")) as tx:
        user = {"organisation_id": 1, "email": "z@acme.example", "role": "member", "state": "active"}
        tx.insert("org_user", {**user, "holds_slot": 1})
        with pytest.raises(NoFreeSlot, match="acme has no free slot"):
            take_slot(tx, TermsBook(tx), 1, D("2026-06-20"))


def test_terms_without_a_cap_let_users_outnumber_the_slots(desk: Desk) -> None:
    seated(desk, 2)
    override_terms(desk.store, "acme", "users.cap", "none", "order form", on("2026-06-20"))
    with desk.store.transaction(on("2026-06-20")) as tx:
        assert not take_slot(tx, TermsBook(tx), 1, D("2026-06-20")).taken


def test_in_automatic_mode_a_slot_is_added_and_billed_and_one_that_was_freed_goes(desk: Desk) -> None:
    """K-28: 15 of 30 days: 5.00."""
    seated(desk, 2)
    desk.bill("2026-06-15")
    set_slot_mode(desk.store, "acme", "automatic", on("2026-06-16"))
    with desk.store.transaction(on("2026-06-30")) as tx:
        book = TermsBook(tx)
        assert mode_of(tx, book, load_contract(tx, 1), D("2026-06-30")) == "automatic"
        seat = take_slot(tx, book, 1, D("2026-06-30"))
        assert seat.invoice == "INV-2026-000002"
        assert slots_on(load_contract(tx, 1).movements, D("2026-06-30")) == 3
        release_slot(tx, book, 1, D("2026-07-01"))
        assert slots_after_pending(load_contract(tx, 1).movements) == 2
    assert desk.rows("SELECT net_cents FROM invoice WHERE kind = 'slots'") == [(500,)]


def test_where_nobody_holds_slots_or_nothing_is_subscribed_nothing_happens(desk: Desk) -> None:
    desk.seller("ksaar")
    first, second = desk.org("other", "ksaar"), desk.org("none", "kantree")
    desk.sub("other", "starter", "monthly", 1, "2026-06-15", "99.00")
    with desk.store.transaction(on("2026-06-20")) as tx:
        book = TermsBook(tx)
        assert not take_slot(tx, book, first, D("2026-06-20")).taken
        assert not take_slot(tx, book, second, D("2026-06-20")).taken
        release_slot(tx, book, second, D("2026-06-20"))
