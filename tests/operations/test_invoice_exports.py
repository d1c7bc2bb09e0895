"""The quick cells of the export are those that each invoice read as a whole would give."""

from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.operations.invoice_exports import export_invoices
from saasctl.operations.payments import PaymentGiven, record
from saasctl.output.printing import print_listing
from saasctl.output.style import Style
from saasctl.values.answers import Listing


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = new_desk(tmp_path)
    for vendor, plan in (("kantree", "team"), ("koban", "pro")):
        seller = made.seller(vendor)
        made.org(f"at-{vendor}", seller, name='Quotes, "commas"\r\nand lines')
        made.sub(f"at-{vendor}", plan, "monthly", 3, "2026-01-31", "9.99")
    made.bill("2026-05-01")
    return made


def printed(listing: Listing, style: Style) -> str:
    out = StringIO(newline="")
    print_listing(listing, style, out, StringIO())
    return out.getvalue()


CSV = Style(format="csv")


def test_both_ways_write_the_same_file(desk: Desk) -> None:
    listing = export_invoices(desk.store, date(2026, 7, 20))
    assert listing.cells is not None
    slow = printed(listing._replace(cells=None), CSV)
    assert printed(listing, CSV) == slow
    assert slow.count("INV-2026-") == 8
    assert ",yes,140," in slow  # due 30 days after 2026-01-31
    desk.store.close()


def test_what_was_paid_after_the_day_is_still_owed_on_it(desk: Desk) -> None:
    number = "INV-2026-000001"
    record(desk.store, "at-kantree", PaymentGiven(Decimal("5.00"), (number,)), on("2026-06-02"))
    before = export_invoices(desk.store, date(2026, 6, 1))
    assert before.cells is None
    assert "partly_paid" not in printed(before, CSV)
    after = export_invoices(desk.store, date(2026, 6, 2))
    quick = printed(after, CSV)
    assert "partly_paid" in quick
    assert quick == printed(after._replace(cells=None), CSV)
    desk.store.close()


@pytest.mark.parametrize(
    "style",
    [
        pytest.param(CSV._replace(fields=("number", "gross")), id="fields"),
        pytest.param(CSV._replace(limit=1), id="limit"),
        pytest.param(CSV._replace(sort="-gross"), id="sort"),
        pytest.param(CSV._replace(target="excel-fr"), id="spreadsheet"),
        pytest.param(CSV._replace(format="jsonl"), id="json-lines"),
    ],
)
def test_what_picks_or_changes_cells_goes_the_long_way(desk: Desk, style: Style) -> None:
    listing = export_invoices(desk.store, date(2026, 7, 20))._replace(cells=iter([("never", "read")]))
    assert "never" not in printed(listing, style)
    desk.store.close()
