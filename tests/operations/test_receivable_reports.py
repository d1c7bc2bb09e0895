"""What is owed by age, and VAT, add up to the documents."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.operations.payments import PaymentGiven, record
from saasctl.operations.receivable_reports import report_aging, report_vat
from saasctl.values.money import Money


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Two customers of Koban, each with an invoice of 1,200.00 due on 2026-01-23."""
    desk = new_desk(tmp_path)
    seller = desk.seller("koban")
    for slug in ("acme", "beta"):
        desk.org(slug, seller)
        desk.sub(slug, "crm", "annual", 1, "2026-01-15", "1000.00")
    desk.bill("2026-01-15")
    return desk


@pytest.mark.parametrize(
    ("day", "bucket"),
    [("2026-01-23", 2), ("2026-01-24", 3), ("2026-02-22", 3), ("2026-02-23", 4), ("2026-04-24", 6)],
)
def test_a_bucket_begins_on_the_day_after_the_last_one(desk: Desk, day: str, bucket: int) -> None:
    rows = list(report_aging(desk.store, "acme", None, date.fromisoformat(day)).rows)
    assert [place for place in range(2, 7) if rows[0][place] == Money(120000)] == [bucket]
    desk.store.close()


def test_what_is_paid_leaves_the_report_on_its_day(desk: Desk) -> None:
    record(desk.store, "acme", PaymentGiven(Decimal("1300.00")), on("2026-02-01"))
    before = list(report_aging(desk.store, None, "koban", date(2026, 1, 31)).rows)
    after = list(report_aging(desk.store, None, "koban", date(2026, 2, 1)).rows)
    assert [(row[1], row[8], row[9]) for row in before] == [
        ("acme", Money(120000), Money(0)),
        ("beta", Money(120000), Money(0)),
    ]
    assert [(row[1], row[8], row[9]) for row in after] == [
        ("acme", Money(0), Money(10000)),
        ("beta", Money(120000), Money(0)),
    ]
    desk.store.close()


def test_vat_is_that_of_the_documents_or_of_the_payments(desk: Desk) -> None:
    record(desk.store, "acme", PaymentGiven(Decimal("600.00")), on("2026-02-01"))
    issued = list(report_vat(desk.store, None, (None, date(2026, 12, 31)), False).rows)
    received = list(report_vat(desk.store, "koban", (None, date(2026, 12, 31)), True).rows)
    assert [row[1:6] for row in issued] == [("2026-01", "S", Decimal(20), Money(200000), Money(40000))]
    assert [row[1:6] for row in received] == [("2026-02", "S", Decimal(20), Money(50000), Money(10000))]
    desk.store.close()
