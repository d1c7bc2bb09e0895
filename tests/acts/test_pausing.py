"""What force majeure moves once its length is known, whatever is corrected later."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.acts.checking import check_caches, rebuild_caches
from saasctl.acts.contracts import load_contract
from saasctl.operations.cancelling import CancelGiven, cancel, keep
from saasctl.operations.cases import CaseGiven, close_case, open_case, update_case
from saasctl.operations.credits import BuyGiven, buy_credits
from saasctl.operations.daily import run_daily
from saasctl.operations.repricing import RepriceGiven, reprice
from saasctl.store.queries.cases import ENDS

D = date.fromisoformat
EVENT = CaseGiven((("event", "flood"),))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a store with a yearly contract from 2025-01-01 that ends on its last day, billed."""
    made = new_desk(tmp_path)
    made.org("acme", made.seller("deskapad"))
    made.sub("acme", "periodic", "annual", 1, "2025-01-01")
    cancel(made.store, "acme/main", CancelGiven(form="registered-letter"), on("2025-02-01"))
    made.bill("2025-01-01")
    return made


def days(desk: Desk) -> tuple[date | None, date, str]:
    """Return the contract's last day, the day from which it is not billed, the last day of the booked end."""
    with desk.store.reading() as tx:
        held = load_contract(tx, 1)
        row = tx.one(ENDS, (1, "2030-01-01"))
    assert row is not None
    return held.ended_on, held.billed_to, str(row[0])


def test_an_event_leaves_the_end_open_then_moves_it_and_each_correction_moves_it_again(desk: Desk) -> None:
    """10 March to 8 April 2025 are 30 days, to 6 April 28."""
    open_case(desk.store, "acme", "force-majeure", EVENT, on("2025-03-10"))
    assert days(desk) == (None, D("2026-01-01"), "2025-12-31")
    update_case(desk.store, "C-1", CaseGiven((("ended_on", "2025-04-08"),)), on("2025-04-08"))
    assert days(desk) == (D("2026-01-30"), D("2026-01-31"), "2026-01-30")
    update_case(desk.store, "C-1", CaseGiven((("ended_on", "2025-04-06"),)), on("2025-04-09"))
    assert days(desk) == (D("2026-01-28"), D("2026-01-29"), "2026-01-28")
    close_case(desk.store, "C-1", CaseGiven(), on("2025-04-20"))
    assert days(desk) == (D("2026-01-28"), D("2026-01-29"), "2026-01-28")


def test_the_caches_agree_with_a_moved_contract_and_keep_it_when_made_anew(desk: Desk) -> None:
    buy_credits(desk.store, "acme", BuyGiven(10, 1), on("2025-03-01"))
    open_case(desk.store, "acme", "force-majeure", EVENT, on("2025-03-10"))
    run_daily(desk.store, on("2025-04-01"))
    with desk.store.reading() as tx:
        assert list(check_caches(tx)) == []
    update_case(desk.store, "C-1", CaseGiven((("ended_on", "2025-04-08"),)), on("2025-04-08"))
    with desk.store.transaction(on("2025-04-08")) as tx:
        assert list(check_caches(tx)) == []
        rebuild_caches(tx)
        assert list(check_caches(tx)) == []
    assert days(desk)[1] == D("2026-01-31")


def test_an_end_withdrawn_meanwhile_stays_withdrawn(desk: Desk) -> None:
    open_case(desk.store, "acme", "force-majeure", EVENT, on("2025-03-10"))
    keep(desk.store, "acme/main", on("2025-03-20"))
    update_case(desk.store, "C-1", CaseGiven((("ended_on", "2025-04-08"),)), on("2025-04-08"))
    with desk.store.reading() as tx:
        held = load_contract(tx, 1)
    assert (held.ended_on, held.billed_to) == (None, D("2026-01-31"))


def test_an_end_for_want_of_a_signed_quote_moves_too(tmp_path: Path) -> None:
    """Monthly from 10 May 2026, a new price on 20 May: over on 9 June, with ten days of event on 19 June."""
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("deskapad"))
    desk.sub("acme", "periodic", "monthly", 1, "2026-05-10")
    reprice(desk.store, "deskapad", RepriceGiven(price=Decimal(25)), on("2026-05-20"))
    ended = ("ended_on", "2026-05-30")
    open_case(desk.store, "acme", "force-majeure", CaseGiven((*EVENT.facts, ended)), on("2026-05-21"))
    assert desk.rows("SELECT ended_on FROM subscription") == [("2026-06-19",)]
