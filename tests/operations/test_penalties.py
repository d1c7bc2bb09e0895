"""Penalties of an invoice, or of a customer."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.errors.invoices import InvoiceUnknown
from saasctl.errors.receivables import RatesIncomplete
from saasctl.errors.usage import ValueMalformed
from saasctl.operations.penalties import charge_penalties, penalties
from saasctl.values.answers import Listing


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An invoice of 2,400.00 due 2026-01-23."""
    found = new_desk(tmp_path)
    found.org("acme", found.seller("koban"))
    found.sub("acme", "crm", "annual", 1, "2026-01-15", "2000.00")
    found.bill("2026-01-15")
    yield found
    found.store.close()


def test_one_of_invoice_and_customer_is_named(desk: Desk) -> None:
    for number, org in ((None, None), ("INV-2026-000001", "acme")):
        with pytest.raises(ValueMalformed):
            penalties(desk.store, (number, org, None), None)
    with pytest.raises(InvoiceUnknown):
        penalties(desk.store, ("INV-2026-000009", None, None), None)


def test_a_missing_rate_stops_the_charge(desk: Desk) -> None:
    assert isinstance(
        penalties(desk.store, (None, "acme", None), on("2027-03-01").on).failure, RatesIncomplete
    )
    with pytest.raises(RatesIncomplete):
        charge_penalties(desk.store, "acme", on("2027-03-01"))
    assert desk.rows("SELECT count(*) FROM penalty_claim") == [(0,)]


def test_all_of_a_seller_are_counted_in_one_pass(desk: Desk) -> None:
    """The rate that is missing is told once the rows are read; only late invoices are listed."""
    desk.org("beta", "koban")
    desk.sub("beta", "crm", "annual", 1, "2026-03-01", "100.00")
    desk.bill("2026-03-01")
    whole = penalties(desk.store, (None, None, "koban"), on("2026-03-05").on)
    assert isinstance(whole.answer, Listing)
    assert [row[:2] for row in whole.answer.rows] == [("INV-2026-000001", "acme")]
    assert callable(whole.failure)
    assert whole.failure() is None
    part = penalties(desk.store, (None, None, "koban"), on("2027-03-01").on)
    assert isinstance(part.answer, Listing)
    assert len(list(part.answer.rows)) == 2
    assert callable(part.failure)
    assert isinstance(part.failure(), RatesIncomplete)


def test_a_dry_run_asks_for_nothing(desk: Desk) -> None:
    done = charge_penalties(desk.store, "acme", on("2026-03-10", dry_run=True))
    assert done.keys == ()
    assert desk.rows("SELECT count(*) FROM penalty_claim") == [(0,)]
