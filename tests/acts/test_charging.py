"""Penalties are asked for once: each day of an invoice, and the fee."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.acts.charging import charge
from saasctl.acts.issuing import Customer
from saasctl.acts.owing import invoices_owed
from saasctl.acts.penalising import DUE_FROM, penalise
from saasctl.acts.terms import TermsBook
from saasctl.operations.corrections import CreditGiven, credit_invoice
from saasctl.operations.payments import PaymentGiven, record
from saasctl.operations.penalties import charge_penalties


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Koban's BX-04: 2,400.00 due 2026-01-23."""
    found = new_desk(tmp_path)
    found.org("acme", found.seller("koban"))
    found.sub("acme", "crm", "annual", 1, "2026-01-15", "2000.00")
    found.bill("2026-01-15")
    yield found
    found.store.close()


def charged(desk: Desk, day: str) -> list[str]:
    with desk.store.transaction(on(day)) as tx:
        book = TermsBook(tx)
        owed = invoices_owed(tx, f"i.organisation_id = ? AND {DUE_FROM}", (1, day))
        done = charge(tx, book, Customer(1, 1, "acme"), penalise(tx, book, owed, tx.on), tx.on)
        return [one.number for one in done]


def test_day_by_day_asks_for_the_same_as_once(desk: Desk) -> None:
    """Any days of asking end in 11.89 + 40.00 on 10 March (BX-04)."""
    first = on("2026-01-24").on
    assert first is not None
    for offset in (0, 1, 10, 27, 45):
        charged(desk, (first + timedelta(days=offset)).isoformat())
    assert charged(desk, "2026-03-10") == []
    rows = desk.rows("SELECT what, sum(amount_cents) FROM penalty_claim GROUP BY what ORDER BY what")
    assert rows == [("fee", 4000), ("interest", 1189)]


def test_nothing_is_asked_for_before_it_is_late(desk: Desk) -> None:
    assert charged(desk, "2026-01-23") == []


def test_a_fee_that_takes_vat_is_invoiced_apart_from_interest_that_does_not(desk: Desk) -> None:
    """EN 16931, BR-O-11: 11.89 outside VAT, 40.00 and VAT of 8.00."""
    desk.setting("koban", "recovery_fee.vat", "yes")
    assert len(charged(desk, "2026-03-10")) == 2
    rows = desk.rows("SELECT net_cents, vat_cents FROM invoice WHERE kind = 'penalty' ORDER BY id")
    assert rows == [(1189, 0), (4000, 800)]


def test_a_fee_for_each_late_payment_is_asked_for_as_they_come(desk: Desk) -> None:
    """B-89, the other reading: a second late payment owes a second EUR 40."""
    desk.setting("koban", "recovery_fee.per", "payment")
    for day, sum_ in (("2026-02-10", 100), ("2026-02-20", 100)):
        record(desk.store, "acme", PaymentGiven(Decimal(sum_)), on(day))
        charged(desk, day)
    rows = desk.rows("SELECT from_on, amount_cents FROM penalty_claim WHERE what = 'fee' ORDER BY id")
    assert rows == [("2026-01-24", 4000), ("2026-02-20", 4000)]


def test_what_was_credited_is_asked_for_no_more_and_owed_no_more(desk: Desk) -> None:
    """2,400.00 paid on 12 February, recorded late: 20 days, 5.17; 6.72 of the 11.89 go back, once."""
    charged(desk, "2026-03-10")
    record(desk.store, "acme", PaymentGiven(Decimal(2400), ("INV-2026-000001",)), on("2026-02-12"))
    given = CreditGiven("1", Decimal("6.72"), "error", "paid earlier")
    credit_invoice(desk.store, "INV-2026-000002", given, on("2026-03-12"))
    assert charged(desk, "2026-03-31") == []
    assert charge_penalties(desk.store, "acme", on("2026-04-01")).warnings == ()
