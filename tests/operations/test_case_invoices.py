"""An amount of a case is invoiced once, and not at all where it comes to nothing."""

from pathlib import Path

from desk import new_desk, on
from saasctl.operations.case_invoices import invoice_case
from saasctl.operations.cases import CaseGiven, open_case


def test_the_same_again_is_the_same_invoice_and_nothing_is_no_invoice(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("ksaar"))
    open_case(desk.store, "acme", "hiring", CaseGiven((("gross_monthly", "3800"),)), on("2026-06-01"))
    open_case(desk.store, "acme", "hiring", CaseGiven((("gross_monthly", "0"),)), on("2026-06-01"))
    first = invoice_case(desk.store, "C-1", (), None, on("2026-06-01"))
    again = invoice_case(desk.store, "C-1", (), None, on("2026-06-02"))
    assert again.keys == first.keys
    assert again.told.endswith("invoiced before")
    none = invoice_case(desk.store, "C-2", (), None, on("2026-06-01"))
    assert (none.keys, none.told) == ((), "C-2: nothing to invoice")
    assert desk.rows("SELECT count(*) FROM invoice") == [(1,)]
    desk.store.close()
