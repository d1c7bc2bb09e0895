"""What invoices owe by day: payments, credit notes, claims."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.acts.owing import Claim, Claimed, claims_of, invoices_owed, terms_of
from saasctl.acts.terms import TermsBook
from saasctl.operations.payments import PaymentGiven, record
from saasctl.values.money import Money

D = date.fromisoformat


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An invoice of 12.00 due 2026-02-14."""
    found = new_desk(tmp_path)
    found.org("acme", found.seller("kantree"))
    found.sub("acme", "team", "monthly", 1, "2026-01-15", "10.00")
    found.bill("2026-01-15")
    yield found
    found.store.close()


def test_a_balance_is_known_for_every_day(desk: Desk) -> None:
    record(desk.store, "acme", PaymentGiven(Money(500).amount), on("2026-02-20"))
    with desk.store.reading() as tx:
        found = invoices_owed(tx, "i.organisation_id = ?", (1,))[0]
        assert (found.owed.due_on, found.owed.gross_cents, found.balance_cents) == (
            D("2026-02-14"),
            1200,
            700,
        )
        assert [found.owed.at_end_of(D(day)) for day in ("2026-02-19", "2026-02-20")] == [1200, 700]
        assert terms_of(TermsBook(tx), found, D("2026-02-14")).integer("invoice.due_days").value == 30


def test_claims_and_waivers_add_up(desk: Desk) -> None:
    with desk.store.transaction(on("2026-04-01")) as tx:
        claim = {"invoice_id": 1, "from_on": "2026-02-16", "to_on": "2026-03-01", "claimed_by_id": 1}
        tx.insert("penalty_claim", claim | {"what": "interest", "amount_cents": 5})
        tx.insert("penalty_claim", claim | {"what": "fee", "amount_cents": 4000})
        waiver = {"invoice_id": 1, "on_day": "2026-04-01", "amount_cents": 7}
        tx.insert("invoice_decision", waiver | {"kind": "waive-interest"})
        tx.insert("invoice_decision", waiver | {"kind": "waive-fee"})
        interest = Claim("interest", D("2026-03-01"), D("2026-01-15"), 5, "INV-2026-000001", "1")
        fee = Claim("fee", D("2026-03-01"), D("2026-01-15"), 4000, "INV-2026-000001", "2")
        assert claims_of(tx, [1])[1] == Claimed((interest, fee), 7, 7)
