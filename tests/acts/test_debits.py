"""A debit that came back: its payment is taken off, its fee is billed once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.acts.debits import KNOWN
from saasctl.operations.corrections import reject_debit
from saasctl.operations.payments import PaymentGiven, record
from saasctl.values.money import Money


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An invoice of 2,400.00 due 2026-01-23."""
    found = new_desk(tmp_path)
    found.org("acme", found.seller("koban"))
    found.sub("acme", "crm", "annual", 1, "2026-01-15", "2000.00")
    found.bill("2026-01-15")
    yield found
    found.store.close()


def test_the_money_of_a_rejected_debit_never_came(desk: Desk) -> None:
    number = "INV-2026-000001"
    record(desk.store, "acme", PaymentGiven(Money(240000).amount, (), "debit"), on("2026-01-23"))
    assert desk.rows("SELECT balance_cents FROM receivable") == [(0,)]
    first = reject_debit(desk.store, number, on("2026-01-26"))
    assert reject_debit(desk.store, number, on("2026-01-26")).keys == first.keys
    assert desk.rows("SELECT balance_cents FROM receivable ORDER BY invoice_id") == [(240000,), (1920,)]
    with desk.store.reading() as tx:
        assert tx.rows(KNOWN, (1, "2026-01-26")) == [("INV-2026-000002",)]
        held = tx.rows("SELECT sum(amount_cents) FROM allocation WHERE invoice_id = 1")
        assert held == [(0,)]
