"""What of an invoice's penalties is left to ask for."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from saasctl.acts.owing import Claim, Claimed, OpenInvoice
from saasctl.acts.penalising import Penalised
from saasctl.rules.receivables.interest import Accrual, Owed, Segment
from saasctl.values.clause import ClauseRef

D = date.fromisoformat


def penalised(claimed: Claimed) -> Penalised:
    """10.00 of interest over ten days of 2026, and EUR 40."""
    days = Segment(D("2026-02-01"), D("2026-02-10"), Fraction(100000), Decimal(10), Fraction(1000))
    accrual = Accrual(D("2026-02-01"), (days,), 4000, D("2026-02-01"), None, (ClauseRef("terms"),))
    owed = Owed("subscription", D("2026-01-31"), 100000)
    invoice = OpenInvoice(1, "INV-1", 1, 1, None, "acme", "EUR", D("2026-01-01"), 100000, owed, None)
    return Penalised(invoice, accrual, claimed, D("2026-02-10"))


def claim(what: str, cents: int) -> Claim:
    return Claim(what, D("2026-02-03"), D("2026-02-03"), cents, "INV-9", "1")


def test_what_was_claimed_or_waived_is_not_left() -> None:
    found = penalised(Claimed((claim("interest", 300), claim("fee", 4000))))
    assert (found.interest_left, found.fee_left, found.waived_cents) == (700, 0, 0)
    waived = penalised(Claimed((), 500, True))
    assert (waived.interest_left, waived.fee_left, waived.waived_cents) == (500, 0, 4500)
    part = penalised(Claimed((claim("interest", 300),), 250))
    assert (part.interest_left, part.fee_left, part.waived_cents) == (450, 4000, 250)


def test_too_much_claimed_is_below_zero_and_too_much_waived_is_not() -> None:
    """A payment recorded late may leave less interest than was asked for, or than was given up."""
    found = penalised(Claimed((claim("interest", 1200), claim("fee", 8000))))
    assert (found.interest_left, found.fee_left) == (-200, -4000)
    assert penalised(Claimed((claim("interest", 900),), 500)).interest_left == 0
