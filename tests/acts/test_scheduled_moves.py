"""Pending changes of slots and plans come with the period end that force majeure moves (D-82)."""

from datetime import date
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.acts.checking import check_caches
from saasctl.acts.contracts import load_contract
from saasctl.acts.terms import TermsBook
from saasctl.operations.cases import CaseGiven, open_case, update_case
from saasctl.operations.changes import change_subscription
from saasctl.operations.daily import run_daily
from saasctl.operations.slots import remove_slots
from saasctl.operations.subscription_lists import subscription_dates
from saasctl.rules.billing.slots import slots_on, slots_pending

D = date.fromisoformat
EVENT = ("event", "flood")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a store with a monthly contract of three slots from 1 March 2026, billed."""
    made = new_desk(tmp_path)
    made.org("acme", made.seller("deskapad"))
    made.sub("acme", "periodic", "monthly", 3, "2026-03-01", "20.00")
    made.bill("2026-03-01")
    return made


def pending(desk: Desk, day: str) -> tuple[tuple[date, int], ...]:
    with desk.store.reading() as tx:
        assert list(check_caches(tx)) == []
        return slots_pending(load_contract(tx, 1).movements, D(day))


def ends(desk: Desk, ended_on: str, day: str) -> None:
    update_case(desk.store, "C-1", CaseGiven((("ended_on", ended_on),)), on(day))


def test_a_pending_reduction_moves_with_the_period_and_with_each_correction(desk: Desk) -> None:
    """10 to 19 March are ten days: 1 April becomes 11 April; to 29 March twenty: 21 April."""
    remove_slots(desk.store, "acme", 1, on("2026-03-05"))
    assert pending(desk, "2026-03-05") == ((D("2026-04-01"), -1),)
    open_case(desk.store, "acme", "force-majeure", CaseGiven((EVENT,)), on("2026-03-10"))
    ends(desk, "2026-03-19", "2026-03-20")
    assert pending(desk, "2026-03-20") == ((D("2026-04-11"), -1),)
    ends(desk, "2026-03-29", "2026-03-30")
    assert pending(desk, "2026-03-30") == ((D("2026-04-21"), -1),)
    run_daily(desk.store, on("2026-04-21"))
    billed = "SELECT i.obligation_on, l.quantity FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id"
    assert desk.rows(f"{billed} ORDER BY i.id") == [("2026-03-01", 3), ("2026-04-21", 2)]


def test_a_reduction_waits_while_the_event_lasts_over_its_day(desk: Desk) -> None:
    """From 25 March to 5 April are twelve days: 1 April becomes 13 April, though that day passed."""
    remove_slots(desk.store, "acme", 1, on("2026-03-05"))
    open_case(desk.store, "acme", "force-majeure", CaseGiven((EVENT,)), on("2026-03-25"))
    run_daily(desk.store, on("2026-04-04"))
    assert desk.rows("SELECT 1 FROM due WHERE kind = 'reduction'") == []
    ends(desk, "2026-04-05", "2026-04-06")
    assert pending(desk, "2026-04-06") == ((D("2026-04-13"), -1),)
    with desk.store.reading() as tx:
        held = load_contract(tx, 1).movements
    assert [slots_on(held, D(day)) for day in ("2026-04-12", "2026-04-13")] == [3, 2]


def test_a_plan_that_waits_for_the_end_of_the_term_begins_on_the_moved_day(desk: Desk) -> None:
    """Yearly from 1 April, moved by ten days to 11 April, then by twenty to 21 April."""
    desk.setting("deskapad", "plan_change.period", "commitment-end")
    change_subscription(desk.store, "acme/main", "periodic", "annual", None, on("2026-03-06"))
    open_case(desk.store, "acme", "force-majeure", CaseGiven((EVENT,)), on("2026-03-10"))
    for last, day, first in (
        ("2026-03-19", "2026-03-20", "2026-04-11"),
        ("2026-03-29", "2026-03-30", "2026-04-21"),
    ):
        ends(desk, last, day)
        with desk.store.reading() as tx:
            contract = load_contract(tx, 1)
        assert [(one.from_on, one.unit) for one in contract.phases] == [
            (D("2026-03-01"), "monthly"),
            (D(first), "annual"),
        ]
        assert contract.phases[1].anchor == D(first)
    found = subscription_dates(desk.store, "acme/main", D("2026-04-21"))
    assert found.commitment is not None
    assert (found.commitment.start, found.commitment.last_day) == (D("2026-04-21"), D("2027-04-20"))
    with desk.store.reading() as tx:
        assert TermsBook(tx).of(load_contract(tx, 1))(D("2026-04-21")).profile.id == "deskapad"
