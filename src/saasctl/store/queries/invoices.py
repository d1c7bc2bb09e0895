"""Invoices: the statements that write many of them and those that read them back."""

from collections.abc import Sequence

from saasctl.store.database import Transaction

Row = tuple[object, ...]

INSERT_INVOICE = """
INSERT INTO invoice (id, seller_id, organisation_id, subscription_id, number, kind, issued_on, obligation_on,
    due_on, period_start, period_end, currency, net_cents, vat_cents, gross_cents, corrects_id, terms_version,
    mention, due_clause_id)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
INSERT_LINE = """
INSERT INTO invoice_line (invoice_id, ref, subscription_id, vat_category, vat_rate, obligation, kind,
    description, quantity, unit_price_cents, net_cents, period_start, period_end, basis, clause_id,
    price_clause_id)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
INSERT_VAT = """
INSERT INTO invoice_vat (invoice_id, category, rate, base_cents, vat_cents) VALUES (?, ?, ?, ?, ?)
"""
INSERT_RECEIVABLE = """
INSERT INTO receivable (invoice_id, due_on, paid_cents, balance_cents, status) VALUES (?, ?, ?, ?, ?)
"""
LAST_ID = "SELECT coalesce(max(id), 0) FROM invoice"
SERIES = "SELECT year, last_number, last_issued_on FROM number_series WHERE seller_id = ? AND document = ?"
ADVANCE_SERIES = """
INSERT INTO number_series (seller_id, document, year, last_number, last_issued_on) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (seller_id, document, year) DO UPDATE
SET last_number = excluded.last_number, last_issued_on = excluded.last_issued_on
"""
ADVANCE_CURSOR = """
INSERT INTO billing_cursor (subscription_id, billed_to) VALUES (?, ?)
ON CONFLICT (subscription_id) DO UPDATE SET billed_to = excluded.billed_to
"""
MARK_BILLED = "UPDATE slot_movement SET invoice_id = ? WHERE subscription_id = ? AND seq = ?"

HEADERS = """
SELECT i.id, i.number, i.kind, s.slug, o.slug, u.name, r.status, i.issued_on, i.obligation_on, r.due_on,
       i.period_start, i.period_end, i.currency, i.net_cents, i.vat_cents, i.gross_cents, r.paid_cents,
       r.balance_cents, c.number, i.terms_version, i.mention, i.due_clause_id
FROM invoice i
JOIN seller s ON s.id = i.seller_id
JOIN organisation o ON o.id = i.organisation_id
JOIN receivable r ON r.invoice_id = i.id
LEFT JOIN subscription u ON u.id = i.subscription_id
LEFT JOIN invoice c ON c.id = i.corrects_id
"""
LINES = """
SELECT l.invoice_id, l.ref, l.description, l.quantity, l.unit_price_cents, l.net_cents, l.vat_category,
       l.vat_rate, l.period_start, l.period_end, l.basis, l.clause_id, l.price_clause_id
FROM invoice_line l WHERE l.invoice_id IN ({marks}) ORDER BY l.invoice_id, l.ref
"""
VATS = """
SELECT invoice_id, category, rate, base_cents, vat_cents
FROM invoice_vat WHERE invoice_id IN ({marks}) ORDER BY invoice_id, category, rate
"""
ROUND = 1000


def rows_for(tx: Transaction, statement: str, ids: Sequence[int]) -> list[Row]:
    """Return the rows of LINES or VATS for many invoices, in the statement's order."""
    found: list[Row] = []
    for start in range(0, len(ids), ROUND):
        part = ids[start : start + ROUND]
        found += tx.rows(statement.format(marks=",".join("?" * len(part))), tuple(part))
    return found


PARTIES = """
SELECT id, slug, country, vat_id, vat_regime, postcode FROM organisation WHERE id IN ({marks})
"""
