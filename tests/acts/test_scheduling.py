"""What is next due of each kind."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.acts.contracts import load_contract
from saasctl.acts.scheduling import coming, renewal_after
from saasctl.acts.terms import TermsBook
from saasctl.operations.cancelling import CancelGiven, cancel
from saasctl.operations.slots import add_slots, remove_slots

D = date.fromisoformat


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    made.seller("kantree")
    made.org("acme", "kantree")
    made.sub("acme", "team", "monthly", 5, "2026-06-15", "10.00")
    yield made
    made.store.close()


def due(desk: Desk) -> dict[str, date | None]:
    with desk.store.reading() as tx:
        contract = load_contract(tx, 1)
        found = {item.kind: item.on for item in coming(contract, TermsBook(tx).of(contract))}
        held = {str(kind): str(day) for kind, day in tx.rows("SELECT kind, on_day FROM due ORDER BY kind")}
    assert held == {kind: on_.isoformat() for kind, on_ in found.items() if on_}
    return found


def test_a_new_subscription_waits_for_its_invoice_and_its_renewal(desk: Desk) -> None:
    assert due(desk) == {
        "invoice": D("2026-06-15"),
        "slots": None,
        "renewal": D("2026-07-15"),
        "reduction": None,
    } | dict.fromkeys(
        ("force-majeure-end", "ended", "trial-ended", "plan-change", "purge-due", "export-reminder")
    )


def test_after_a_bill_the_next_period_is_due(desk: Desk) -> None:
    desk.bill("2026-06-15")
    assert due(desk)["invoice"] == D("2026-07-15")


def test_a_reduction_is_due_on_its_own_day_and_an_addition_at_once_is_not(desk: Desk) -> None:
    desk.bill("2026-06-15")
    add_slots(desk.store, "acme", 2, on("2026-06-20"))
    remove_slots(desk.store, "acme", 1, on("2026-06-21"))
    assert (due(desk)["reduction"], due(desk)["slots"]) == (D("2026-07-15"), None)


def test_additions_wait_for_the_days_run_where_they_are_invoiced_daily(desk: Desk) -> None:
    desk.setting("kantree", "slots.invoice", "daily")
    desk.bill("2026-06-15")
    add_slots(desk.store, "acme", 2, on("2026-06-20"))
    assert due(desk)["slots"] == D("2026-06-20")
    desk.bill("2026-06-20")
    assert due(desk)["slots"] is None


def test_a_renewal_day_belongs_to_the_new_term(desk: Desk) -> None:
    with desk.store.reading() as tx:
        contract = load_contract(tx, 1)
        terms_on = TermsBook(tx).of(contract)
    assert renewal_after(contract, terms_on, D("2026-07-14")) == D("2026-07-15")
    assert renewal_after(contract, terms_on, D("2026-07-15")) == D("2026-08-15")


def test_a_reduction_after_the_end_is_not_due(desk: Desk) -> None:
    desk.bill("2026-06-15")
    remove_slots(desk.store, "acme", 1, on("2026-06-21"))
    cancel(desk.store, "acme", CancelGiven(), on("2026-06-22"))
    assert due(desk)["reduction"] is None
