"""On which invoice an amount of a case stands, and on which day what was invoiced of it is paid."""

from collections.abc import Iterable
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
GIVEN_BACK = """
SELECT c.number FROM invoice c JOIN invoice_line l ON l.invoice_id = c.id
WHERE c.organisation_id = ? AND c.issued_on >= ? AND c.issued_on <= ? AND c.kind = 'credit_note'
    AND l.kind = ?
ORDER BY c.id DESC LIMIT 1
"""
SETTLING = """
SELECT x.invoice_id, x.on_day, sum(x.cents) FROM (
    SELECT i.id AS invoice_id, i.issued_on AS on_day, i.gross_cents AS cents FROM invoice i
    WHERE i.id IN ({marks})
    UNION ALL
    SELECT c.corrects_id, c.issued_on, c.gross_cents FROM invoice c WHERE c.corrects_id IN ({marks})
    UNION ALL
    SELECT a.invoice_id, a.on_day, -a.amount_cents FROM allocation a WHERE a.invoice_id IN ({marks})
) x WHERE x.on_day <= ? GROUP BY x.invoice_id, x.on_day ORDER BY x.invoice_id, x.on_day
"""
"""What invoices come to, day by day: their sum, credit notes and payments. A write-off pays nothing."""


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


def given_back(tx: Transaction, organisation_id: int, kind: str, since: date, day: date) -> str | None:
    """Return the last credit note of a cause that a customer got from one day to another, both included."""
    row = tx.one(GIVEN_BACK, (organisation_id, since.isoformat(), day.isoformat(), kind))
    return None if row is None else str(row[0])


def paid_on(
    tx: Transaction, organisation_id: int, ref: str, amounts: Iterable[str], day: date
) -> date | None:
    """Return the day on which all invoices of a case's amounts were paid, or None."""
    found = (billed(tx, organisation_id, ref, name, day).invoice_id for name in amounts)
    ids = sorted({key for key in found if key is not None})
    if not ids:
        return None
    marks = ",".join("?" * len(ids))
    left: dict[int, int] = {}
    since: dict[int, date | None] = {}
    for key, on, cents in tx.rows(SETTLING.format(marks=marks), (*ids, *ids, *ids, day.isoformat())):
        invoice = stored.whole(key)
        left[invoice] = left.get(invoice, 0) + stored.whole(cents)
        if left[invoice] > 0:
            since[invoice] = None
        elif since.get(invoice) is None:
            since[invoice] = stored.day(on)
    days = [one for one in since.values() if one is not None]
    return max(days) if len(days) == len(ids) else None


def obligation_of(ref: str, name: str, place: int = 1) -> str:
    """Return what an invoice line of a case's amount settles."""
    return f"case:{ref}/{name}" + (f"#{place}" if place > 1 else "")
