"""A preview has everything but a number."""

from datetime import date
from pathlib import Path

from desk import new_desk
from saasctl.operations.invoicing import preview_invoices


def test_a_preview_has_no_number_and_writes_nothing(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.seller("koban")
    desk.org("acme", "koban")
    desk.sub("acme", "pro", "annual", 2, "2026-03-02", "540.00")
    listing = preview_invoices(desk.store, "acme", date(2026, 3, 2))
    names = [column.name for column in listing.columns]
    shown = [dict(zip(names, row, strict=True)) for row in listing.rows]
    assert [(row["number"], row["due_on"], str(row["gross"])) for row in shown] == [
        (None, date(2026, 3, 10), "1296.00")
    ]
    assert desk.rows("SELECT count(*) FROM invoice") == [(0,)]
    desk.store.close()
