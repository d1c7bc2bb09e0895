"""The invoice of a case's amount is found by what its line settles, and one credited counts no more."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.acts.case_bills import billed, obligation_of
from saasctl.operations.case_invoices import invoice_case
from saasctl.operations.cases import CaseGiven, open_case
from saasctl.operations.corrections import CreditGiven, credit_invoice


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A customer of Ksaar that hired an employee."""
    found = new_desk(tmp_path)
    found.org("acme", found.seller("ksaar"))
    open_case(found.store, "acme", "hiring", CaseGiven((("gross_monthly", "3800.00"),)), on("2026-12-01"))
    yield found
    found.store.close()


def held(desk: Desk, day: str) -> tuple[int, str | None]:
    with desk.store.reading() as tx:
        found = billed(tx, 1, "C-1", "lump_sum", date.fromisoformat(day))
    return found.place, found.number


def test_an_amount_is_billed_from_the_day_of_its_invoice(desk: Desk) -> None:
    assert obligation_of("C-1", "lump_sum") == "case:C-1/lump_sum"
    assert held(desk, "2026-12-31") == (1, None)
    (number,) = invoice_case(desk.store, "C-1", (), None, on("2026-12-05")).keys
    assert (held(desk, "2026-12-04"), held(desk, "2026-12-05")) == ((1, None), (1, number))


def test_after_a_credit_of_all_of_it_another_may_be_issued(desk: Desk) -> None:
    (number,) = invoice_case(desk.store, "C-1", (), None, on("2026-12-05")).keys
    credit_invoice(desk.store, number, CreditGiven(None, None, "error", "wrong pay"), on("2026-12-06"))
    assert held(desk, "2026-12-06") == (2, None)
    (again,) = invoice_case(desk.store, "C-1", (), None, on("2026-12-07")).keys
    assert (again != number, held(desk, "2026-12-07")) == (True, (2, again))
