"""What must be so before a quote is declined."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.errors.quotes import DeclineUnfounded
from saasctl.operations.corrections import dispute
from saasctl.operations.quotes import QuoteGiven, add_quote, decline_quote
from saasctl.rules.billing.quoting import Offer


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
