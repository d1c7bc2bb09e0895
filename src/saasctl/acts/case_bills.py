"""On which invoice an amount of a case stands."""

from dataclasses import dataclass
from datetime import date

from saasctl.store.transaction import Transaction
from saasctl.values import stored

BILLED = """
SELECT i.id, i.number, r.status FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id
JOIN receivable r ON r.invoice_id = i.id
WHERE i.organisation_id = ? AND l.obligation = ? AND i.issued_on <= ? AND i.kind <> 'credit_note'
"""
CREDITED = "credited"


@dataclass(frozen=True, slots=True)
class Billed:
    """The invoice of an amount, if there is one; `place` counts those credited in full before it."""

    place: int
    invoice_id: int | None
    number: str | None


def billed(tx: Transaction, organisation_id: int, ref: str, name: str, day: date) -> Billed:
    """Return the invoice that an amount of a case stands on by a day; one credited in full counts no more."""
    place = 1
    while True:
        row = tx.one(BILLED, (organisation_id, obligation_of(ref, name, place), day.isoformat()))
        if row is None:
            return Billed(place, None, None)
        key, number, status = row
        if status != CREDITED:
            return Billed(place, stored.whole(key), str(number))
        place += 1


def obligation_of(ref: str, name: str, place: int = 1) -> str:
    """Return what an invoice line of a case's amount settles."""
    return f"case:{ref}/{name}" + (f"#{place}" if place > 1 else "")
