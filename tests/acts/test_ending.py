"""An end stops the billing, its withdrawal lets it go on."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.acts.contracts import load_contract
from saasctl.acts.ending import booked_end, end_of
from saasctl.acts.finding import subscription_keyed
from saasctl.operations.cancelling import CancelGiven, cancel, keep


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A monthly subscription of Kantree from 15 June."""
    found = new_desk(tmp_path)
    found.org("acme", found.seller("kantree"))
    found.sub("acme", "team", "monthly", 1, "2026-06-15", "10.00")
    yield found
    found.store.close()


def test_no_invoice_follows_the_end_and_all_follow_its_withdrawal(desk: Desk) -> None:
    cancel(desk.store, "acme", CancelGiven(), on("2026-07-20"))
    with desk.store.reading() as tx:
        held = booked_end(tx, load_contract(tx, subscription_keyed(tx, "acme")))
        assert held is not None
        assert held.last_day == date(2026, 8, 14)
    assert len(desk.bill("2026-10-01")) == 2
    keep(desk.store, "acme", on("2026-08-10"))
    assert len(desk.bill("2026-10-01")) == 2


def test_access_ends_with_the_day() -> None:
    """KX-13: access off on 2026-07-15 at 00:00 in Paris."""
    assert end_of(date(2026, 7, 14), "Europe/Paris") == datetime.fromisoformat("2026-07-15T00:00:00+02:00")
