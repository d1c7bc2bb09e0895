"""Statements on invoices, in rounds of keys."""

from pathlib import Path

import pytest

from desk import new_desk
from saasctl.store.queries import invoices


def test_lines_of_many_invoices_come_in_their_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = new_desk(tmp_path)
    desk.seller("kantree")
    desk.org("acme", "kantree")
    desk.sub("acme", "team", "monthly", 1, "2026-01-15", "10.00")
    desk.bill("2026-05-15")
    monkeypatch.setattr(invoices, "ROUND", 2)
    with desk.store.reading() as tx:
        assert [row[0] for row in invoices.rows_for(tx, invoices.LINES, [1, 2, 3, 4, 5])] == [1, 2, 3, 4, 5]
        assert len(tx.rows(invoices.HEADERS)) == 5
    desk.store.close()
