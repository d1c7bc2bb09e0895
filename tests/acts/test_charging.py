"""Penalties are asked for once: each day of an invoice, and the fee."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.acts.charging import charge, rebates_left
from saasctl.acts.issuing import Customer
from saasctl.acts.owing import invoices_owed
from saasctl.acts.penalising import DUE_FROM, penalise
from saasctl.acts.terms import TermsBook


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Koban's BX-04: 2,400.00 due 2026-01-23."""
    found = new_desk(tmp_path)
    found.org("acme", found.seller("koban"))
    found.sub("acme", "crm", "annual", 1, "2026-01-15", "2000.00")
    found.bill("2026-01-15")
    yield found
    found.store.close()


def charged(desk: Desk, day: str) -> str | None:
    with desk.store.transaction(on(day)) as tx:
        book = TermsBook(tx)
        owed = invoices_owed(tx, f"i.organisation_id = ? AND {DUE_FROM}", (1, day))
        done = charge(tx, book, Customer(1, 1, "acme"), penalise(tx, book, owed, tx.on), tx.on)
        assert rebates_left(tx, 1) == 0
        return done.number if done else None


def test_day_by_day_asks_for_the_same_as_once(desk: Desk) -> None:
    """Any days of asking end in 11.89 + 40.00 on 10 March (BX-04)."""
    first = on("2026-01-24").on
    assert first is not None
    for offset in (0, 1, 10, 27, 45):
        charged(desk, (first + timedelta(days=offset)).isoformat())
    assert charged(desk, "2026-03-10") is None
    rows = desk.rows("SELECT what, sum(amount_cents) FROM penalty_claim GROUP BY what ORDER BY what")
    assert rows == [("fee", 4000), ("interest", 1189)]


def test_nothing_is_asked_for_before_it_is_late(desk: Desk) -> None:
    assert charged(desk, "2026-01-23") is None
