"""What the reports on money are read from, as of a day."""

AGED = """
SELECT s.slug, o.slug, i.id, i.currency, i.gross_cents,
       coalesce((SELECT d.until FROM invoice_decision d
                 WHERE d.invoice_id = i.id AND d.kind = 'deferral' AND d.on_day <= ?
                 ORDER BY d.id DESC LIMIT 1), i.due_on) AS due_on
FROM invoice i
JOIN organisation o ON o.id = i.organisation_id
JOIN seller s ON s.id = i.seller_id
JOIN receivable r ON r.invoice_id = i.id
LEFT JOIN taken_over t ON t.invoice_id = i.id
WHERE i.kind <> 'credit_note' AND coalesce(t.on_day, i.issued_on) <= ?
  AND (r.balance_cents <> 0
       OR EXISTS (SELECT 1 FROM allocation a WHERE a.invoice_id = i.id AND a.on_day > ?)
       OR EXISTS (SELECT 1 FROM invoice c WHERE c.corrects_id = i.id AND c.issued_on > ?)
       OR EXISTS (SELECT 1 FROM invoice_decision d
                  WHERE d.invoice_id = i.id AND d.kind = 'write-off' AND d.on_day > ?))
  {more}
ORDER BY s.slug, o.slug, i.id
"""
"""Invoices with something open on a day; five times the day."""
LESSENED = """
SELECT x.invoice_id, sum(x.cents) FROM (
    SELECT a.invoice_id AS invoice_id, a.amount_cents AS cents
    FROM allocation a WHERE a.on_day <= ? AND a.invoice_id IN ({marks})
    UNION ALL
    SELECT c.corrects_id, -c.gross_cents FROM invoice c WHERE c.issued_on <= ? AND c.corrects_id IN ({marks})
    UNION ALL
    SELECT d.invoice_id, d.amount_cents FROM invoice_decision d
    WHERE d.kind = 'write-off' AND d.on_day <= ? AND d.invoice_id IN ({marks})
) x GROUP BY x.invoice_id
"""
"""What was paid, credited and written off of invoices up to a day, in cents."""
INSTALMENTS = """
SELECT p.invoice_id, CASE WHEN p.due_on >= d.on_day AND p.due_on < d.until THEN d.until ELSE p.due_on END,
       p.amount_cents
FROM instalment p
LEFT JOIN invoice_decision d ON d.id = (SELECT max(e.id) FROM invoice_decision e
                                        WHERE e.invoice_id = p.invoice_id AND e.kind = 'deferral')
WHERE p.invoice_id IN ({marks}) ORDER BY p.invoice_id, p.seq
"""
"""Parts with the due dates in force: a deferral moves those that fall due between its day and the new one."""
UNALLOCATED = """
SELECT s.slug, o.slug, p.currency,
       sum(p.amount_cents - coalesce((SELECT sum(a.amount_cents) FROM allocation a
                                      WHERE a.payment_id = p.id AND a.on_day <= ?), 0))
FROM payment p
JOIN organisation o ON o.id = p.organisation_id
JOIN seller s ON s.id = o.seller_id
WHERE p.received_on <= ? AND p.method <> 'rebate' {more}
GROUP BY s.slug, o.slug, p.currency ORDER BY s.slug, o.slug
"""
VAT = """
SELECT s.slug, substr(i.issued_on, 1, 7) AS month, v.category, v.rate, sum(v.base_cents), sum(v.vat_cents),
       i.currency, count(*)
FROM invoice i
JOIN invoice_vat v ON v.invoice_id = i.id
JOIN seller s ON s.id = i.seller_id
LEFT JOIN taken_over t ON t.invoice_id = i.id
WHERE i.issued_on >= ? AND i.issued_on <= ? AND t.invoice_id IS NULL {more}
GROUP BY s.slug, substr(i.issued_on, 1, 7), v.category, v.rate, i.currency
ORDER BY 1, 2, 3, 4
"""
VAT_RECEIVED = """
SELECT s.slug, substr(a.on_day, 1, 7) AS month, v.category, v.rate, i.id, v.base_cents, v.vat_cents,
       i.gross_cents, i.currency, sum(a.amount_cents)
FROM allocation a
JOIN payment p ON p.id = a.payment_id
JOIN invoice i ON i.id = a.invoice_id
JOIN invoice_vat v ON v.invoice_id = i.id
JOIN seller s ON s.id = i.seller_id
WHERE a.on_day >= ? AND a.on_day <= ? AND p.method <> 'rebate' {more}
GROUP BY s.slug, substr(a.on_day, 1, 7), v.category, v.rate, i.id, v.base_cents, v.vat_cents, i.gross_cents,
         i.currency
ORDER BY 1, 2, 3, 4, 5
"""
"""What was paid on invoices by month, with the VAT of each: on services it falls due with the payment."""
FEES = """
SELECT l.subscription_id, l.period_start, l.period_end, l.net_cents, i.gross_cents, i.net_cents, i.id, i.kind,
       coalesce((SELECT sum(a.amount_cents) FROM allocation a
                 WHERE a.invoice_id = i.id AND a.on_day <= ?), 0),
       coalesce((SELECT sum(c.gross_cents) FROM invoice c
                 WHERE c.corrects_id = i.id AND c.issued_on <= ?), 0)
FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id
WHERE l.subscription_id = ? AND i.issued_on <= ? AND l.period_start IS NOT NULL
  AND i.kind IN ('subscription', 'slots', 'credits', 'commission')
ORDER BY l.invoice_id, l.ref
"""
"""Lines of a subscription's fees with what was paid and credited of their invoice up to a day."""
RECEIPTS = """
SELECT p.received_on, p.amount_cents, p.id FROM payment p
WHERE p.organisation_id = ? AND p.received_on <= ? AND p.method <> 'rebate'
UNION ALL
SELECT a.on_day, -a.amount_cents, p.id FROM allocation a JOIN payment p ON p.id = a.payment_id
WHERE p.organisation_id = ? AND a.on_day <= ? AND a.invoice_id IS NULL AND p.method <> 'rebate'
  AND a.amount_cents <> 0
ORDER BY 1, 3
"""
PUT = """
SELECT a.payment_id, i.net_cents, i.gross_cents, sum(a.amount_cents)
FROM allocation a JOIN invoice i ON i.id = a.invoice_id JOIN payment p ON p.id = a.payment_id
WHERE p.organisation_id = ? AND a.on_day <= ? AND i.gross_cents <> 0
GROUP BY a.payment_id, i.id, i.net_cents, i.gross_cents ORDER BY a.payment_id, i.id
"""
"""What of each payment lies on which invoice, to tell its VAT."""
SUBSCRIPTIONS = """
SELECT s.id FROM subscription s JOIN organisation o ON o.id = s.organisation_id
WHERE s.started_on <= ? {more} ORDER BY o.slug, s.started_on, s.id
"""
