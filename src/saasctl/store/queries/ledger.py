"""What the ledger is derived from, a month at a time, and the chart it is booked by."""

DOCUMENTS = """
SELECT i.id, i.number, o.slug, o.name, i.kind, i.issued_on, i.vat_cents, t.on_day
FROM invoice i JOIN organisation o ON o.id = i.organisation_id
LEFT JOIN taken_over t ON t.invoice_id = i.id
WHERE i.seller_id = ? AND coalesce(t.on_day, i.issued_on) >= ? AND coalesce(t.on_day, i.issued_on) < ?
ORDER BY coalesce(t.on_day, i.issued_on), i.id
"""
"""A document taken over is booked on the day it was taken over, whatever its own date."""
LINES = """
SELECT l.invoice_id,
       CASE WHEN i.kind = 'deposit' OR w.kind = 'deposit' THEN 'deposit' ELSE coalesce(c.kind, l.kind) END,
       l.net_cents, l.period_start, l.period_end
FROM invoice_line l
JOIN invoice i ON i.id = l.invoice_id
LEFT JOIN invoice w ON w.id = i.corrects_id
LEFT JOIN invoice_line c
    ON c.invoice_id = w.id AND l.obligation LIKE 'credit:' || w.number || '/' || c.ref || '/%'
WHERE l.invoice_id IN ({marks}) ORDER BY l.invoice_id, l.ref
"""
"""A line of a credit note is of the kind of the line that it corrects; of a deposit all is a deposit."""
PREPAID = """
SELECT i.id, i.number, o.slug, o.name, i.kind, i.issued_on, i.vat_cents, t.on_day
FROM invoice i JOIN organisation o ON o.id = i.organisation_id
LEFT JOIN taken_over t ON t.invoice_id = i.id
WHERE i.seller_id = ? AND i.issued_on < ? AND EXISTS (
    SELECT 1 FROM invoice_line l
    WHERE l.invoice_id = i.id AND l.period_end > i.issued_on AND (l.period_end > ? OR i.issued_on >= ?))
ORDER BY i.id
"""
"""Documents with a line that runs past a day, or that were issued from that day on."""
MOVED = """
SELECT x.piece, o.slug, o.name, x.kind, x.on_day, x.cents
FROM (
    SELECT 'P-' || p.id AS piece, p.organisation_id AS organisation_id, p.received_on AS on_day,
           CASE WHEN p.method = 'rebate' THEN 'rebate' ELSE 'payment' END AS kind,
           p.amount_cents AS cents, p.id AS id, 0 AS part
    FROM payment p
    UNION ALL
    SELECT 'P-' || p.id, p.organisation_id, a.on_day,
           CASE WHEN p.method = 'rebate' THEN 'rebate'
                WHEN a.reason = 'rejected' THEN 'rejection'
                WHEN a.reason LIKE 'moved to %' THEN 'payment' ELSE 'refund' END,
           -a.amount_cents, p.id, a.id
    FROM allocation a JOIN payment p ON p.id = a.payment_id
    WHERE a.invoice_id IS NULL AND a.amount_cents <> 0
    UNION ALL
    SELECT i.number, i.organisation_id, d.on_day, 'write_off', d.amount_cents, d.id, 0
    FROM invoice_decision d JOIN invoice i ON i.id = d.invoice_id
    WHERE d.kind = 'write-off' AND d.amount_cents <> 0
) x JOIN organisation o ON o.id = x.organisation_id
WHERE o.seller_id = ? AND x.on_day >= ? AND x.on_day < ?
ORDER BY x.on_day, x.piece, x.part
"""
"""Money and debt that moved outside the documents; cents lower what the customer owes."""
DEPOSITS = """
WITH RECURSIVE paper (id, delivered_on) AS (
    SELECT b.invoice_id, s.delivered_on
    FROM service_bill b JOIN service_order s ON s.id = b.service_order_id
    WHERE b.what = 'deposit' AND s.delivered_on IS NOT NULL
    UNION
    SELECT c.id, p.delivered_on FROM paper p JOIN invoice c ON c.corrects_id = p.id
)
SELECT x.number, x.slug, x.name, x.issued_on, x.on_day, x.net_cents
FROM (
    SELECT i.id, i.number, o.slug, o.name, i.issued_on, i.net_cents, i.seller_id,
           CASE WHEN p.delivered_on > i.issued_on THEN p.delivered_on ELSE i.issued_on END AS on_day
    FROM paper p JOIN invoice i ON i.id = p.id JOIN organisation o ON o.id = i.organisation_id
) x
WHERE x.seller_id = ? AND x.on_day >= ? AND x.on_day < ?
ORDER BY x.on_day, x.id
"""
"""Deposits of services that were delivered, their credit notes and what replaced them, by the day of both."""
ACCOUNTS = """
SELECT role, account, label, from_on FROM ledger_account WHERE seller_id = ? ORDER BY from_on, id
"""
SPAN = """
SELECT min(x.day), max(x.day) FROM (
    SELECT coalesce(t.on_day, i.issued_on) AS day FROM invoice i
    LEFT JOIN taken_over t ON t.invoice_id = i.id WHERE i.seller_id = ?
    UNION ALL
    SELECT p.received_on FROM payment p JOIN organisation o ON o.id = p.organisation_id
    WHERE o.seller_id = ?
) x
"""
