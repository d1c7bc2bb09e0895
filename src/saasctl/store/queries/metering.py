"""Declared sales and readings of use, for one customer or for many."""

from collections.abc import Sequence

from saasctl.store.queries.contracts import rows_for
from saasctl.store.transaction import Transaction

Row = tuple[object, ...]

DECLARED = """
SELECT d.subscription_id, d.month, d.id, d.version, d.used_from, d.used_until
FROM commission_declaration d
WHERE d.subscription_id IN ({marks}) AND d.version = (
    SELECT max(e.version) FROM commission_declaration e
    WHERE e.subscription_id = d.subscription_id AND e.month = d.month)
ORDER BY d.subscription_id, d.month
"""
SALES = """
SELECT s.declaration_id, s.buyer, s.price_cents, s.sold
FROM commission_sale s WHERE s.declaration_id IN ({marks})
ORDER BY s.declaration_id, s.price_cents, s.buyer
"""
BILLED = """
SELECT l.subscription_id, l.obligation, i.number, j.on_day, l.quantity, l.net_cents, l.basis,
    i.gross_cents + coalesce((SELECT sum(c.gross_cents) FROM invoice c WHERE c.corrects_id = i.id), 0)
FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id JOIN receivable r ON r.invoice_id = i.id
LEFT JOIN rejected_debit j ON j.invoice_id = i.id AND r.balance_cents > 0
WHERE l.subscription_id IN ({marks}) AND l.kind IN ('commission', 'overage')
ORDER BY l.subscription_id, l.obligation
"""
LAST_BILLED = """
SELECT i.subscription_id, max(i.obligation_on) FROM invoice i
WHERE i.subscription_id IN ({marks}) AND i.kind IN ('subscription', 'slots', 'commission')
GROUP BY i.subscription_id
"""
SOLD = "INSERT INTO commission_sale (declaration_id, buyer, price_cents, sold) VALUES (?, ?, ?, ?)"


def declared(tx: Transaction, subscriptions: Sequence[int]) -> list[Row]:
    """Return the declaration in force of each declared month of subscriptions, oldest first."""
    return rows_for(tx, DECLARED, subscriptions)


def sales(tx: Transaction, declarations: Sequence[int]) -> list[Row]:
    """Return the sales of declarations, by price."""
    return rows_for(tx, SALES, declarations)


def billed(tx: Transaction, subscriptions: Sequence[int]) -> list[Row]:
    """Return what was billed of commission and use: obligation, invoice, debit sent back, line and rest."""
    return rows_for(tx, BILLED, subscriptions)


def last_billed(tx: Transaction, subscriptions: Sequence[int]) -> list[Row]:
    """Return the day of the last obligation of each subscription that a run invoiced."""
    return rows_for(tx, LAST_BILLED, subscriptions)
