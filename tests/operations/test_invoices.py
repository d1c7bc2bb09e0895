"""Issued invoices: lists, one, explanations, and what is not there."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import Desk, new_desk
from saasctl.errors.invoices import InvoiceUnknown, LineUnknown
from saasctl.operations.invoices import (
    InvoiceFilter,
    explain_issued,
    list_invoices,
    show_invoice,
    verify_invoices,
)

D = date.fromisoformat


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    for profile in ("kantree", "koban"):
        made.seller(profile)
        made.org(profile, profile)
        made.sub(profile, "pro", "monthly", 1, "2026-01-15", "10.00")
    made.bill("2026-03-20")
    yield made
    made.store.close()


@pytest.mark.parametrize(
    ("wanted", "as_of", "count"),
    [
        pytest.param(InvoiceFilter(), "2026-12-31", 6, id="all"),
        pytest.param(InvoiceFilter(org="kantree"), "2026-12-31", 3, id="of-a-customer"),
        pytest.param(InvoiceFilter(seller="koban"), "2026-12-31", 3, id="of-a-seller"),
        pytest.param(
            InvoiceFilter(from_on=D("2026-02-15"), to_on=D("2026-02-15")), "2026-12-31", 2, id="both-days-in"
        ),
        pytest.param(InvoiceFilter(overdue=True), "2026-02-14", 1, id="overdue-the-day-after"),
        pytest.param(InvoiceFilter(), "2026-02-14", 2, id="as-of-a-day"),
        pytest.param(InvoiceFilter(status="paid"), "2026-12-31", 0, id="by-status"),
    ],
)
def test_a_list_holds_what_was_asked_for(desk: Desk, wanted: InvoiceFilter, as_of: str, count: int) -> None:
    assert len(list(list_invoices(desk.store, wanted, D(as_of)).rows)) == count


def test_an_unknown_number_or_line_is_not_found(desk: Desk) -> None:
    with pytest.raises(InvoiceUnknown) as refused:
        show_invoice(desk.store, "INV-2027-000001", None)
    assert "INV-2026-000001" in str(refused.value.why)
    with pytest.raises(LineUnknown):
        explain_issued(desk.store, "INV-2026-000001", "9")


def test_a_line_is_explained_alone(desk: Desk) -> None:
    explained = explain_issued(desk.store, "INV-2026-000001", "1")
    assert [step.text for step in explained.steps] == ["unit price 10.00", "1 x 10.00 = 10.00"]
    assert verify_invoices(desk.store).invoices == 6
