"""What is owed on each invoice, recomputed from the facts it is cached from."""

EXPECTED = """
SELECT i.id AS invoice_id, i.number AS number, i.due_on AS due_on, 0 AS paid_cents,
       i.gross_cents AS balance_cents, CASE WHEN i.gross_cents = 0 THEN 'paid' ELSE 'issued' END AS status
FROM invoice i
"""
"""One row for each invoice: nothing is paid while the store holds no payments."""
DIFFERING = f"""
SELECT x.number, x.balance_cents, x.status, x.due_on, r.balance_cents, r.status, r.due_on
FROM ({EXPECTED}) x LEFT JOIN receivable r ON r.invoice_id = x.invoice_id
WHERE r.invoice_id IS NULL OR r.due_on <> x.due_on OR r.paid_cents <> x.paid_cents
   OR r.balance_cents <> x.balance_cents OR r.status <> x.status
ORDER BY x.number
"""
REBUILD = f"""
INSERT INTO receivable (invoice_id, due_on, paid_cents, balance_cents, status)
SELECT x.invoice_id, x.due_on, x.paid_cents, x.balance_cents, x.status FROM ({EXPECTED}) x WHERE 1 = 1
ON CONFLICT (invoice_id) DO UPDATE
SET due_on = excluded.due_on, paid_cents = excluded.paid_cents, balance_cents = excluded.balance_cents,
    status = excluded.status
"""
