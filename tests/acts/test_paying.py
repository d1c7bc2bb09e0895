"""Payments put on invoices: oldest first, by name, moved; the same whatever the order of recording."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.acts.paying import Received, hold, pin, pin_oldest, record_payment, settle
from saasctl.store.database import Transaction


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Two monthly invoices of 12.00 and 12.00, due 2026-02-14 and 2026-03-17."""
    found = new_desk(tmp_path)
    found.org("acme", found.seller("kantree"))
    found.sub("acme", "team", "monthly", 1, "2026-01-15", "10.00")
    found.bill("2026-02-15")
    yield found
    found.store.close()


BALANCES = "SELECT balance_cents, paid_cents, status FROM receivable ORDER BY invoice_id"


def pay(tx: Transaction, cents: int, day: str) -> int:
    received = Received(cents, "EUR", on(day).on or tx.on, "transfer")
    return record_payment(tx, 1, received)


def test_the_oldest_due_is_settled_first(desk: Desk) -> None:
    with desk.store.transaction(on("2026-03-01")) as tx:
        pay(tx, 1500, "2026-03-01")
        assert settle(tx, 1) == [1, 2]
    assert desk.rows(BALANCES) == [(0, 1200, "paid"), (900, 300, "partly_paid")]


def test_a_payment_recorded_late_takes_the_place_of_a_later_one(desk: Desk) -> None:
    """Recorded after, received before: invoice 1 counts as paid by it, from its own day."""
    with desk.store.transaction(on("2026-03-05")) as tx:
        pay(tx, 1200, "2026-03-05")
        settle(tx, 1)
        pay(tx, 1200, "2026-02-20")
        settle(tx, 1)
    sql = """
        SELECT payment_id, invoice_id, on_day, sum(amount_cents) FROM allocation
        GROUP BY payment_id, invoice_id, on_day HAVING sum(amount_cents) <> 0 ORDER BY 2
    """
    assert desk.rows(sql) == [(2, 1, "2026-02-20", 1200), (1, 2, "2026-03-05", 1200)]


def test_a_payment_that_is_held_stays_where_it_was_put(desk: Desk) -> None:
    with desk.store.transaction(on("2026-03-01")) as tx:
        key = pay(tx, 1500, "2026-03-01")
        settle(tx, 1)
        hold(tx, key, tx.on)
        hold(tx, key, tx.on)
        pin(tx, key, 1, -1200, tx.on, "moved")
        assert settle(tx, 1) == []
        assert desk_balances(tx) == [1200, 900]
        pin_oldest(tx, key, 1, 1200, tx.on)
    assert desk.rows(BALANCES) == [(0, 1200, "paid"), (900, 300, "partly_paid")]


def desk_balances(tx: Transaction) -> list[object]:
    return [row[0] for row in tx.rows(BALANCES)]
