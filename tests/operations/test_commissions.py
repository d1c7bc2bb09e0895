"""Declarations: from a file, replaced, never after the year is settled."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.errors.commissions import MonthDeclared, MonthOutsideContract, YearSettled
from saasctl.errors.imports import ImportRefused
from saasctl.operations.commissions import (
    DeclarationGiven,
    SaleGiven,
    declare_sales,
    reconcile_commission,
    sales_in,
    state_commission,
)

MARCH = date(2026, 3, 1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    made.seller("ksaar")
    made.setting("ksaar", "commission.due_days", "30")
    made.org("acme", "ksaar")
    made.sub("acme", "free", "monthly", 1, "2026-01-01")
    yield made
    made.store.close()


def given(*sales: tuple[str, int], replace: bool = False) -> DeclarationGiven:
    return DeclarationGiven(
        MARCH, tuple(SaleGiven(Decimal(price), count) for price, count in sales), replace=replace
    )


def test_sales_of_one_price_are_added_up(desk: Desk) -> None:
    declare_sales(desk.store, "acme", given(("49.00", 3), ("120", 3), ("49", 5)), on("2026-04-01"))
    found = state_commission(desk.store, "acme", MARCH)
    assert [(str(one.price), one.count) for one in found.lines] == [("49.00", 8), ("120.00", 3)]
    assert str(found.unused_advance) == "60.40"


def test_the_same_month_otherwise_needs_to_be_replaced(desk: Desk) -> None:
    declare_sales(desk.store, "acme", given(("49.00", 3)), on("2026-04-01"))
    with pytest.raises(MonthDeclared):
        declare_sales(desk.store, "acme", given(("49.00", 4)), on("2026-04-01"))
    declare_sales(desk.store, "acme", given(("49.00", 4), replace=True), on("2026-04-01"))
    assert desk.rows("SELECT count(*) FROM commission_declaration") == [(2,)]
    assert str(reconcile_commission(desk.store, "acme", MARCH).total) == "58.80"


def test_a_dry_run_declares_nothing(desk: Desk) -> None:
    declare_sales(desk.store, "acme", given(("49.00", 3)), on("2026-04-01", dry_run=True))
    assert desk.rows("SELECT count(*) FROM commission_declaration") == [(0,)]


def test_a_settled_year_stays(desk: Desk) -> None:
    declare_sales(desk.store, "acme", given(("100.00", 9)), on("2026-04-01"))
    desk.bill("2027-04-01")
    with pytest.raises(YearSettled):
        declare_sales(desk.store, "acme", given(("49.00", 4), replace=True), on("2027-04-01"))


def test_a_year_of_nothing_is_billed_once_its_correction_gives_a_balance(desk: Desk) -> None:
    declare_sales(desk.store, "acme", given(("49.00", 3)), on("2026-04-01"))
    desk.bill("2027-04-01")
    declare_sales(desk.store, "acme", given(("100.00", 9), replace=True), on("2027-04-02"))
    desk.bill("2027-04-02")
    desk.bill("2027-05-02")
    found = (
        "SELECT obligation, net_cents FROM invoice_line WHERE obligation LIKE 'commission-year%' ORDER BY id"
    )
    key = "commission-year:2026-03"
    assert desk.rows(found) == [(key, 0), (f"{key}#2", 2_000)]


def test_a_month_before_the_contract_is_refused(desk: Desk) -> None:
    early = DeclarationGiven(date(2025, 12, 1), ())
    with pytest.raises(MonthOutsideContract):
        declare_sales(desk.store, "acme", early, on("2026-04-01"))


def test_every_wrong_row_of_a_file_is_told(tmp_path: Path) -> None:
    file = tmp_path / "sales.csv"
    file.write_text("price,count,buyer\n49.00,8,\n1e3,2,\n10.00,0,\n10.00,1,robot\n5\n")
    with pytest.raises(ImportRefused) as refused:
        sales_in(str(file))
    found = [(one.row, one.column) for one in refused.value.report.failed]
    assert found == [(3, "price"), (4, "count"), (5, "buyer"), (6, None)]
    file.write_text("price,count\n49.00,8\n")
    assert sales_in(str(file)) == [SaleGiven(Decimal("49.00"), 8)]
