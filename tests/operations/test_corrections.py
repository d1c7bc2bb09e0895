"""Decisions about invoices: what they need, and what they leave."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.errors.receivables import ActUnavailable, CreditExcluded
from saasctl.errors.usage import ValueMalformed
from saasctl.operations.corrections import (
    CreditGiven,
    credit_invoice,
    defer,
    dispute,
    undo_decision,
    waive,
    write_off,
)
from saasctl.values.money import Money

NUMBER = "INV-2026-000001"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An invoice of 2,400.00 due 2026-01-23."""
    found = new_desk(tmp_path)
    found.org("acme", found.seller("koban"))
    found.sub("acme", "crm", "annual", 1, "2026-01-15", "2000.00")
    found.bill("2026-01-15")
    yield found
    found.store.close()


def test_a_credit_note_says_why_and_is_not_credited_itself(desk: Desk) -> None:
    with pytest.raises(ValueMalformed):
        credit_invoice(desk.store, NUMBER, CreditGiven(None, None, "error", None), on("2026-01-20"))
    with pytest.raises(ValueMalformed):
        credit_invoice(desk.store, NUMBER, CreditGiven(None, None, "mood", "x"), on("2026-01-20"))
    act = on("2026-01-20", key="once")
    first = credit_invoice(desk.store, NUMBER, CreditGiven(None, None, "error", "x"), act)
    again = credit_invoice(desk.store, NUMBER, CreditGiven(None, None, "error", "x"), act)
    assert first.keys == again.keys == ("CN-2026-000001",)
    with pytest.raises(CreditExcluded):
        credit_invoice(desk.store, "CN-2026-000001", CreditGiven(None, None, "error", "x"), on("2026-01-21"))


def test_what_is_not_owed_is_not_given_up(desk: Desk) -> None:
    with pytest.raises(ActUnavailable):
        waive(desk.store, NUMBER, ("interest",), None, on("2026-01-20", reason="goodwill"))
    with pytest.raises(ActUnavailable):
        write_off(desk.store, NUMBER, Money(240001).amount, on("2026-01-20"))
    dispute(desk.store, NUMBER, None, None, on("2026-01-20"))
    with pytest.raises(ValueMalformed):
        defer(desk.store, NUMBER, date(2026, 1, 23), on("2026-01-20"))
    rows = desk.rows("SELECT kind, amount_cents FROM invoice_decision")
    assert rows == [("dispute", 240000)]


@pytest.mark.parametrize("kind", ["deferral", "waive-interest", "waive-fee", "write-off", "dispute"])
def test_a_decision_is_undone_once_and_only_where_it_stands(desk: Desk, kind: str) -> None:
    with pytest.raises(ActUnavailable):
        undo_decision(desk.store, NUMBER, kind, on("2026-01-22"))
    defer(desk.store, NUMBER, date(2026, 2, 13), on("2026-01-20"))
    dispute(desk.store, NUMBER, None, None, on("2026-01-20"))
    waive(desk.store, NUMBER, ("interest", "fee"), None, on("2026-03-20", reason="goodwill"))
    write_off(desk.store, NUMBER, None, on("2026-03-20"))
    undo_decision(desk.store, NUMBER, kind, on("2026-03-21"))
    with pytest.raises(ActUnavailable):
        undo_decision(desk.store, NUMBER, kind, on("2026-03-22"))
