"""What must be so before a quote is declined."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.acts.quote_checks import EARLIER, UNPAID
from saasctl.errors.quotes import DeclineUnfounded
from saasctl.operations.cases import CaseGiven, open_case
from saasctl.operations.corrections import dispute
from saasctl.operations.quotes import QuoteGiven, add_quote, decline_quote, sign_quote
from saasctl.rules.billing.quoting import Offer, OfferedPlan, Signature


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    made.seller("deskapad")
    made.setting("deskapad", "quote.valid_days", "10")
    made.org("acme", "deskapad")
    given = QuoteGiven(Offer(one_off=(("Setup", 1, Decimal(100)),)))
    add_quote(made.store, "acme", given, on("2026-03-02"))
    yield made
    made.store.close()


def test_an_order_is_refused_for_what_is_unpaid(desk: Desk) -> None:
    code = "earlier-subscription-unpaid"
    with pytest.raises(DeclineUnfounded):
        decline_quote(desk.store, "Q-2026-001", "vendor", code, None, on("2026-03-03"))
    desk.sub("acme", "periodic", "monthly", 1, "2026-02-01")
    desk.bill("2026-02-01", "acme")
    written = decline_quote(desk.store, "Q-2026-001", "vendor", code, None, on("2026-03-03"))
    assert written.told == "Q-2026-001: declined by the vendor, earlier-subscription-unpaid"


def test_an_order_is_refused_for_a_dispute_on_record(desk: Desk) -> None:
    desk.sub("acme", "periodic", "monthly", 1, "2026-02-01")
    number = desk.bill("2026-02-01", "acme")[0]
    with pytest.raises(DeclineUnfounded):
        decline_quote(desk.store, "Q-2026-001", "vendor", "existing-dispute", None, on("2026-03-03"))
    dispute(desk.store, number, None, None, on("2026-02-10"))
    written = decline_quote(desk.store, "Q-2026-001", "vendor", "existing-dispute", None, on("2026-03-03"))
    assert written.keys == ("Q-2026-001",)


def test_a_dispute_that_is_over_is_no_cause_and_a_disagreement_is(desk: Desk) -> None:
    desk.sub("acme", "periodic", "monthly", 1, "2026-02-01")
    number = desk.bill("2026-02-01", "acme")[0]
    dispute(desk.store, number, None, date(2026, 3, 2), on("2026-02-10"))
    with pytest.raises(DeclineUnfounded):
        decline_quote(desk.store, "Q-2026-001", "vendor", "existing-dispute", None, on("2026-03-03"))
    told = CaseGiven((("subject", "Rooms"), ("sent_on", "2026-03-01")), by="customer")
    open_case(desk.store, "acme", "dispute", told, on("2026-03-02"))
    written = decline_quote(desk.store, "Q-2026-001", "vendor", "existing-dispute", None, on("2026-03-03"))
    assert written.keys == ("Q-2026-001",)


def test_what_the_quote_itself_brought_is_no_earlier_subscription(desk: Desk) -> None:
    plan = OfferedPlan("periodic", "monthly", 2)
    add_quote(desk.store, "acme", QuoteGiven(Offer(plan)), on("2026-03-02"))
    for party in ("customer", "vendor"):
        sign_quote(desk.store, "Q-2026-002", Signature(party, copies=2), on("2026-03-04"))
    desk.bill("2026-03-04", "acme")
    with pytest.raises(DeclineUnfounded) as caught:
        decline_quote(desk.store, "Q-2026-002", "vendor", EARLIER, None, on("2026-03-05"))
    assert caught.value.why == "INV-2026-000001 bills no earlier subscription"
    unpaid = decline_quote(desk.store, "Q-2026-002", "vendor", UNPAID[1], None, on("2026-03-05"))
    assert unpaid.told.startswith("Q-2026-002: declined by the vendor, non-payment-or-part-payment; end")
