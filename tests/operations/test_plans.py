"""Invoices paid in parts."""

from pathlib import Path

import pytest

from desk import new_desk, on
from saasctl.errors.invoices import InvoiceUnknown
from saasctl.errors.receivables import ActUnavailable
from saasctl.operations.plans import plan_invoice


def test_a_plan_is_made_once_and_moves_the_due_date(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("deskapad"))
    desk.sub("acme", "periodic", "annual", 1, "2026-02-01", "2000.00")
    desk.bill("2026-02-01")
    for _ in range(2):
        plan_invoice(desk.store, "INV-2026-000001", on("2026-02-01"))
    assert desk.rows("SELECT count(*), sum(amount_cents), max(upto_cents) FROM instalment") == [
        (12, 240000, 240000)
    ]
    assert desk.rows("SELECT due_on FROM receivable") == [("2026-02-01",)]
    with pytest.raises(InvoiceUnknown):
        plan_invoice(desk.store, "X", on("2026-02-01"))
    desk.store.close()


def test_terms_without_parts_offer_none(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("koban"))
    desk.sub("acme", "crm", "annual", 1, "2026-01-15", "1000.00")
    desk.bill("2026-01-15")
    with pytest.raises(ActUnavailable):
        plan_invoice(desk.store, "INV-2026-000001", on("2026-02-01"))
    desk.store.close()
