"""What the terms let be credited, and the VAT of credit notes in parts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.acts.correcting import check_cause
from saasctl.errors.receivables import CreditExcluded
from saasctl.operations.corrections import CreditGiven, credit_invoice
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Terms
from saasctl.values.money import Money


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An invoice of 3 x 3.33 net, VAT 20 %."""
    found = new_desk(tmp_path)
    found.org("acme", found.seller("kantree"))
    found.sub("acme", "team", "monthly", 3, "2026-01-15", "3.33")
    found.bill("2026-01-15")
    yield found
    found.store.close()


@pytest.mark.parametrize(
    ("profile", "cause", "allowed"),
    [
        ("kantree", "indemnity", False),
        ("ksaar", "indemnity", False),
        ("deskapad", "force-majeure", False),
        ("koban", "indemnity", True),
        ("koban", "force-majeure", True),
        ("kantree", "error", True),
    ],
)
def test_causes_that_give_money_back(profile: str, cause: str, allowed: bool) -> None:
    """K-32, S-47, D-58 exclude it; Koban pays B-45's indemnity and B-122's refund."""
    terms = Terms(load_profile(profile))
    if allowed:
        check_cause(terms, "INV-1", cause)
        return
    with pytest.raises(CreditExcluded):
        check_cause(terms, "INV-1", cause)


@pytest.mark.parametrize("parts", [(999,), (1, 998), (333, 333, 333), (500, 498, 1), (1, 1, 1, 996)])
def test_credits_in_parts_come_to_the_whole_invoice(desk: Desk, parts: tuple[int, ...]) -> None:
    """Net 9.99, VAT 2.00: whatever the parts, the last one takes what is left of both."""
    for part in parts:
        asked = CreditGiven(None, Money(part).amount, "error", "wrong")
        credit_invoice(desk.store, "INV-2026-000001", asked, on("2026-01-20"))
    sums = "SELECT sum(net_cents), sum(vat_cents), sum(gross_cents) FROM invoice WHERE corrects_id = 1"
    assert desk.rows(sums) == [(-999, -200, -1199)]
    assert desk.rows("SELECT balance_cents, status FROM receivable WHERE invoice_id = 1") == [(0, "credited")]
