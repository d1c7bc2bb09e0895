"""Where a quote stands, day by day."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.acts.quotes import load_quote, quote_view, quotes_of
from saasctl.acts.terms import TermsBook
from saasctl.errors.quotes import QuoteUnknown
from saasctl.operations.quotes import QuoteGiven, add_quote, confirm_quote, sign_quote
from saasctl.rules.billing.quoting import Offer, OfferedPlan, Signature


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    made.seller("deskapad")
    made.setting("deskapad", "quote.valid_days", "10")
    for slug in ("acme", "other"):
        made.org(slug, "deskapad")
    offer = Offer(OfferedPlan("periodic", "monthly", 2))
    add_quote(made.store, "acme", QuoteGiven(offer), on("2026-01-02"))
    yield made
    made.store.close()


def test_states_of_a_quote(desk: Desk) -> None:
    sign_quote(desk.store, "Q-2026-001", Signature("vendor"), on("2026-01-08"))
    sign_quote(desk.store, "Q-2026-001", Signature("customer"), on("2026-01-05"))
    confirm_quote(desk.store, "Q-2026-001", ("payment-confirmed",), on("2026-01-10"))
    confirm_quote(desk.store, "Q-2026-001", (), on("2026-01-12"))
    days = {
        "2026-01-04": "open",
        "2026-01-05": "signed",
        "2026-01-08": "bound",
        "2026-01-11": "bound",
        "2026-01-12": "validated",
    }
    with desk.store.reading() as tx:
        quote = load_quote(tx, "Q-2026-001")
        found = {day: quote_view(TermsBook(tx), quote, date.fromisoformat(day)).status for day in days}
        assert found == days
        assert [one.ref for one in quotes_of(tx, quote.organisation_id)] == ["Q-2026-001"]


def test_an_unsigned_quote_expires(desk: Desk) -> None:
    with desk.store.reading() as tx:
        quote = load_quote(tx, "Q-2026-001")
        assert quote_view(TermsBook(tx), quote, date(2026, 1, 12)).status == "open"
        assert quote_view(TermsBook(tx), quote, date(2026, 1, 13)).status == "expired"


def test_a_quote_of_another_customer_is_not_found(desk: Desk) -> None:
    with desk.store.reading() as tx, pytest.raises(QuoteUnknown):
        load_quote(tx, "Q-2026-001", 2)
