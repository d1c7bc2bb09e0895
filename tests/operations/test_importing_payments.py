"""Payments from a bank's file."""

from pathlib import Path

import pytest

from desk import new_desk, on
from saasctl.errors.imports import ImportRefused
from saasctl.operations.importing_payments import import_payments


def test_a_file_is_taken_whole_once(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("koban"))
    desk.sub("acme", "crm", "annual", 1, "2026-01-15", "1000.00")
    desk.bill("2026-01-15")
    file = tmp_path / "bank.csv"
    file.write_text("org;amount;on;reference\nacme;500.00;2026-02-01;A\nacme;1000.00;2026-02-02;B\n", "utf-8")
    assert import_payments(desk.store, str(file), None, on("2026-02-03")).keys == ("P-1", "P-2")
    assert import_payments(desk.store, str(file), None, on("2026-02-03")).keys == ()
    assert desk.rows("SELECT paid_cents, balance_cents FROM receivable") == [(120000, 0)]
    file.write_text("amount,invoice\n5.00,INV-2026-000009\n1.00,\n", "utf-8")
    with pytest.raises(ImportRefused):
        import_payments(desk.store, str(file), None, on("2026-02-03"))
    assert desk.rows("SELECT count(*) FROM payment") == [(2,)]
    desk.store.close()
