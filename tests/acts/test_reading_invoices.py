"""Invoices read back are what was previewed and issued."""

from datetime import date
from pathlib import Path

from desk import new_desk
from saasctl.acts.reading_invoices import invoice_views
from saasctl.store.queries.invoices import HEADERS


def test_an_invoice_is_overdue_from_the_day_after_its_due_date(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.seller("kantree")
    desk.org("acme", "kantree")
    desk.sub("acme", "team", "monthly", 2, "2026-06-15", "10.00")
    desk.bill("2026-06-15")
    with desk.store.reading() as tx:
        seen = [
            next(invoice_views(tx, tx.rows(HEADERS), day)) for day in (date(2026, 7, 15), date(2026, 7, 16))
        ]
    assert [(view.overdue, view.days_late) for view in seen] == [(False, 0), (True, 1)]
    assert (str(seen[0].net), str(seen[0].gross), seen[0].subscription) == ("20.00", "24.00", "acme/main")
    assert [(line.ref, line.clause.rule if line.clause else None) for line in seen[0].lines] == [
        ("1", "K-27")
    ]
    desk.store.close()
