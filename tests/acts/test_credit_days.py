"""Lots expire and use is reported on their days, once, and the due index can be made anew."""

from pathlib import Path

import pytest

from creditdesk import CreditDesk, acting, credit_desk
from desk import on
from saasctl.acts.checking import check_caches, rebuild_caches
from saasctl.acts.credit_days import expire
from saasctl.operations.daily import run_daily


@pytest.fixture
def desk(tmp_path: Path) -> CreditDesk:
    """20 credits of 5 January 2026, all of them Ana's."""
    made = credit_desk(tmp_path)
    ana = made.user("ana", "2026-01-05")
    made.buy(20, 2, "2026-01-05")
    made.allot(ana, 20, "2026-01-05")
    return made


def reports(desk: CreditDesk) -> list[object]:
    return [row[0] for row in desk.rows("SELECT due_on FROM notice WHERE kind = 'usage-report' ORDER BY id")]


def test_a_lot_expires_once_the_day_after_its_last(desk: CreditDesk) -> None:
    run_daily(desk.store, on("2027-01-05"))
    assert desk.rows("SELECT count(*) FROM credit_movement WHERE kind = 'expired'") == [(0,)]
    for _ in range(2):
        run_daily(desk.store, on("2027-01-06"))
    moved = desk.rows("SELECT quantity, on_day FROM credit_movement WHERE kind = 'expired'")
    assert moved == [(-20, "2027-01-06")]
    desk.store.close()


def test_a_missed_year_is_caught_up_day_by_day(desk: CreditDesk) -> None:
    """The report of December says 20 left, though the run comes after they expired; then it ends."""
    run_daily(desk.store, on("2027-06-01"))
    assert (reports(desk)[0], reports(desk)[-1], len(reports(desk))) == ("2026-02-01", "2027-02-01", 13)
    facts = [row[0] for row in desk.rows("SELECT facts FROM outgoing ORDER BY notice_id")]
    assert '"credits_left": "20"' in str(facts[11])
    assert '"credits_expired": "20"' in str(facts[12])
    desk.store.close()


def test_the_index_is_made_anew_from_the_facts(desk: CreditDesk) -> None:
    desk.buy(10, 2, "2026-02-10")
    run_daily(desk.store, on("2026-03-15"))
    with desk.store.transaction(on("2026-03-16")) as tx:
        held = tx.rows("SELECT kind, on_day FROM due ORDER BY kind")
        assert held == [("credit-expiry", "2027-01-06"), ("usage-report", "2026-04-01")]
        tx.run("DELETE FROM due")
        tx.run("UPDATE credit_stock SET remaining = 1")
        assert {one.part for one in check_caches(tx)} == {"credits", "due"}
        rebuild_caches(tx)
        assert list(check_caches(tx)) == []
        assert tx.rows("SELECT kind, on_day FROM due ORDER BY kind") == held
    desk.store.close()


def test_nothing_expires_twice(desk: CreditDesk) -> None:
    with acting(desk, "2027-02-01") as (tx, account):
        for _ in range(2):
            expire(tx, account.organisation.id, tx.on)
        assert tx.rows("SELECT count(*) FROM credit_movement WHERE kind = 'expired'") == [(1,)]
    desk.store.close()
