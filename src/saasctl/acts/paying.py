"""Record payments and settle invoices with them: by name, or the oldest due first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from saasctl.acts.auditing import record_audit
from saasctl.rules.receivables.allocation import Free, Open, allocate
from saasctl.store.queries.invoices import rows_for
from saasctl.store.queries.receivables import refresh
from saasctl.store.records import write_record
from saasctl.store.transaction import Transaction
from saasctl.values import stored
from saasctl.values.money import Money, format_cents
from saasctl.values.views.receivables import AllocationView, PaymentView

PAYMENTS = """
SELECT p.id, p.received_on, p.amount_cents,
       coalesce((SELECT sum(a.amount_cents) FROM allocation a
                 WHERE a.payment_id = p.id AND (a.pinned = 1 OR a.invoice_id IS NULL)), 0)
FROM payment p
WHERE p.organisation_id = ? AND p.method <> 'rebate'
  AND NOT EXISTS (SELECT 1 FROM allocation h WHERE h.payment_id = p.id AND h.reason = 'held')
ORDER BY p.id
"""
OWING = """
SELECT i.id, r.due_on, i.issued_on,
       r.balance_cents + coalesce((SELECT sum(a.amount_cents) FROM allocation a
                                   WHERE a.invoice_id = i.id AND a.pinned = 0), 0)
FROM invoice i JOIN receivable r ON r.invoice_id = i.id
WHERE i.organisation_id = ? AND i.kind <> 'credit_note'
"""
HELD = """
SELECT a.payment_id, a.invoice_id, a.on_day, sum(a.amount_cents)
FROM allocation a JOIN payment p ON p.id = a.payment_id
WHERE p.organisation_id = ? AND a.pinned = 0 AND a.invoice_id IS NOT NULL
GROUP BY a.payment_id, a.invoice_id, a.on_day HAVING sum(a.amount_cents) <> 0
"""
AUTOMATIC = """
SELECT invoice_id, on_day, sum(amount_cents) FROM allocation
WHERE payment_id = ? AND pinned = 0 AND invoice_id IS NOT NULL
GROUP BY invoice_id, on_day HAVING sum(amount_cents) <> 0
"""
IS_HELD = "SELECT 1 FROM allocation WHERE payment_id = ? AND reason = 'held'"
OPEN = """
SELECT i.id, i.issued_on, r.balance_cents FROM invoice i JOIN receivable r ON r.invoice_id = i.id
WHERE i.organisation_id = ? AND r.balance_cents > 0 ORDER BY r.due_on, i.id
"""
INSERT = """
INSERT INTO allocation (payment_id, invoice_id, amount_cents, on_day, pinned, reason)
VALUES (?, ?, ?, ?, ?, ?)
"""


@dataclass(frozen=True, slots=True)
class Received:
    """A payment as told: cents, its day, its means, its reference."""

    cents: int
    currency: str
    received_on: date
    method: str
    reference: str | None = None


def record_payment(tx: Transaction, organisation_id: int, received: Received) -> int:
    """Write a payment of a customer, not yet put on any invoice; returns its id."""
    key = write_record(
        tx,
        "payment",
        {
            "organisation_id": organisation_id,
            "amount_cents": received.cents,
            "currency": received.currency,
            "received_on": received.received_on,
            "method": received.method,
            "reference": received.reference,
        },
    )
    facts: dict[str, object] = {
        "payment": f"P-{key}",
        "amount": format_cents(received.cents, received.currency),
        "received_on": received.received_on.isoformat(),
        "method": received.method,
    }
    record_audit(tx, organisation_id, "payment.recorded", facts)
    tx.tell(f"P-{key}: {facts['amount']} {received.currency} received on {received.received_on}")
    return key


def pin(
    tx: Transaction, payment_id: int, invoice_id: int | None, cents: int, on: date, reason: str | None = None
) -> None:
    """Put cents of a payment on an invoice by name, or give them back (no invoice)."""
    tx.many(INSERT, [(payment_id, invoice_id, cents, on.isoformat(), 1, reason)])
    if invoice_id is not None:
        refresh(tx, [invoice_id])


def pin_oldest(tx: Transaction, payment_id: int, organisation_id: int, cents: int, received_on: date) -> None:
    """Put cents of a payment by name on the customer's open invoices, the oldest due first."""
    for invoice, issued, balance in tx.rows(OPEN, (organisation_id,)):
        take = min(cents, stored.whole(balance))
        if take > 0:
            pin(tx, payment_id, stored.whole(invoice), take, max(received_on, stored.day(issued)))
            cents -= take


def hold(tx: Transaction, payment_id: int, on: date) -> None:
    """Keep a payment where it is: what it settles stays by name, its rest is left unallocated."""
    rows: list[tuple[object, ...]] = []
    for invoice, day, cents in tx.rows(AUTOMATIC, (payment_id,)):
        rows.append((payment_id, invoice, -stored.whole(cents), day, 0, None))
        rows.append((payment_id, invoice, cents, day, 1, None))
    if tx.one(IS_HELD, (payment_id,)) is None:
        rows.append((payment_id, None, 0, on.isoformat(), 1, "held"))
    tx.many(INSERT, rows)


def settle(tx: Transaction, organisation_id: int) -> list[int]:
    """Put what no payment was named for on the customer's invoices, the oldest due first.

    The same whatever the order of recording: rows are added for what differs from before. Returns
    the ids of the invoices that changed.
    """
    free = [
        Free(stored.whole(key), stored.day(day), stored.whole(cents) - stored.whole(pinned))
        for key, day, cents, pinned in tx.rows(PAYMENTS, (organisation_id,))
    ]
    owed = [
        Open(stored.whole(key), stored.day(due), stored.day(issued), stored.whole(cents))
        for key, due, issued, cents in tx.rows(OWING, (organisation_id,))
    ]
    wanted: dict[tuple[int, int, str], int] = {}
    for put in allocate(free, owed):
        wanted[put.payment_id, put.invoice_id, put.on.isoformat()] = put.cents
    held = {
        (stored.whole(payment), stored.whole(invoice), str(on)): stored.whole(cents)
        for payment, invoice, on, cents in tx.rows(HELD, (organisation_id,))
    }
    rows = []
    for key in sorted(set(wanted) | set(held)):
        change = wanted.get(key, 0) - held.get(key, 0)
        if change:
            rows.append((key[0], key[1], change, key[2], 0, None))
    tx.many(INSERT, rows)
    changed = sorted({row[1] for row in rows})
    refresh(tx, changed)
    return changed


WAITING = """
SELECT DISTINCT p.organisation_id FROM payment p
WHERE p.organisation_id IN ({marks}) AND p.method <> 'rebate'
  AND NOT EXISTS (SELECT 1 FROM allocation h WHERE h.payment_id = p.id AND h.reason = 'held')
  AND p.amount_cents > coalesce((SELECT sum(a.amount_cents) FROM allocation a WHERE a.payment_id = p.id), 0)
"""
"""Customers with money that settles nothing yet and was not kept back."""


def settle_waiting(tx: Transaction, organisations: Iterable[int]) -> None:
    """Put money that came before its invoice on what was just issued, as if it had come after."""
    for (key,) in rows_for(tx, WAITING, sorted(set(organisations))):
        settle(tx, stored.whole(key))


SETTLED = """
SELECT a.payment_id, i.number, sum(a.amount_cents)
FROM allocation a JOIN invoice i ON i.id = a.invoice_id
WHERE a.payment_id IN ({marks}) GROUP BY a.payment_id, i.id, i.number, i.due_on
HAVING sum(a.amount_cents) <> 0 ORDER BY i.due_on, i.id
"""
REFUNDED = """
SELECT payment_id, sum(amount_cents) FROM allocation
WHERE payment_id IN ({marks}) AND invoice_id IS NULL GROUP BY payment_id
"""
PAYMENT = """
SELECT p.id, o.slug, p.amount_cents, p.currency, p.received_on, p.method, p.reference
FROM payment p JOIN organisation o ON o.id = p.organisation_id
"""
Row = tuple[object, ...]


def payment_views(tx: Transaction, rows: Sequence[Row]) -> Iterator[PaymentView]:
    """Yield payments (rows of PAYMENT) with what they settle; two statements for a thousand of them."""
    ids = [stored.whole(row[0]) for row in rows]
    settled: dict[object, list[tuple[str, int]]] = {}
    for payment, number, cents in rows_for(tx, SETTLED, ids):
        settled.setdefault(payment, []).append((str(number), stored.whole(cents)))
    refunded = {key: stored.whole(cents) for key, cents in rows_for(tx, REFUNDED, ids)}
    for row in rows:
        yield _view(row, settled.get(row[0], []), refunded.get(row[0], 0))


def _view(row: Row, parts: Sequence[tuple[str, int]], refunded: int) -> PaymentView:
    key, org, amount, currency, received_on, method, reference = row
    unit = str(currency)
    left = stored.whole(amount) - refunded - sum(cents for _, cents in parts)
    return PaymentView(
        id=f"P-{key}",
        org=str(org),
        amount=Money(stored.whole(amount), unit),
        currency=unit,
        received_on=stored.day(received_on),
        method=str(method),
        reference=stored.text_or_none(reference),
        allocations=tuple(AllocationView(number, Money(cents, unit)) for number, cents in parts),
        refunded=Money(refunded, unit),
        unallocated=Money(left, unit),
    )
