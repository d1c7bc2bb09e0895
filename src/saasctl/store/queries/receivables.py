"""What is owed on each invoice, from the facts it is cached from: allocations, credit notes, decisions."""

from collections.abc import Sequence

from saasctl.store.transaction import Transaction

EXPECTED = """
SELECT y.invoice_id AS invoice_id, y.number AS number,
       coalesce((SELECT min(CASE WHEN p.due_on >= y.deferred_on AND p.due_on < y.deferred_to
                                 THEN y.deferred_to ELSE p.due_on END)
                 FROM instalment p
                 WHERE p.invoice_id = y.invoice_id AND p.upto_cents > y.paid - y.credited + y.written),
                (SELECT max(p.due_on) FROM instalment p WHERE p.invoice_id = y.invoice_id),
                y.deferred_to, y.first_due_on) AS due_on,
       y.paid AS paid_cents,
       y.owed AS balance_cents,
       CASE WHEN y.kind = 'credit_note' THEN 'issued'
            WHEN y.owed = 0 AND y.written > 0 THEN 'written_off'
            WHEN y.owed = 0 AND y.credited < 0 AND y.paid = 0 THEN 'credited'
            WHEN y.owed = 0 THEN 'paid'
            WHEN y.paid > 0 THEN 'partly_paid'
            ELSE 'issued' END AS status
FROM (
    SELECT x.*, CASE WHEN x.kind = 'credit_note' THEN 0
                ELSE x.gross + x.credited - x.paid - x.written END AS owed
    FROM (
        SELECT i.id AS invoice_id, i.number AS number, i.kind AS kind, i.gross_cents AS gross,
            (SELECT d.until FROM invoice_decision d
             WHERE d.invoice_id = i.id AND d.kind = 'deferral' ORDER BY d.id DESC LIMIT 1) AS deferred_to,
            (SELECT d.on_day FROM invoice_decision d
             WHERE d.invoice_id = i.id AND d.kind = 'deferral' ORDER BY d.id DESC LIMIT 1) AS deferred_on,
            i.due_on AS first_due_on,
            coalesce((SELECT sum(a.amount_cents) FROM allocation a WHERE a.invoice_id = i.id), 0) AS paid,
            coalesce((SELECT sum(c.gross_cents) FROM invoice c WHERE c.corrects_id = i.id), 0) AS credited,
            coalesce((SELECT sum(d.amount_cents) FROM invoice_decision d
                      WHERE d.invoice_id = i.id AND d.kind = 'write-off'), 0) AS written
        FROM invoice i {condition}
    ) x
) y
"""
"""One row for each invoice; a credit note owes nothing itself, it lessens what it corrects.

A deferral moves the due date; of an invoice paid in parts, those of the parts that fall due meanwhile.
"""
ALL = EXPECTED.format(condition="")
DIFFERING = f"""
SELECT x.number, x.balance_cents, x.status, x.due_on, r.balance_cents, r.status, r.due_on
FROM ({ALL}) x LEFT JOIN receivable r ON r.invoice_id = x.invoice_id
WHERE r.invoice_id IS NULL OR r.due_on <> x.due_on OR r.paid_cents <> x.paid_cents
   OR r.balance_cents <> x.balance_cents OR r.status <> x.status
ORDER BY x.number
"""


def _write(rows: str) -> str:
    return f"""
INSERT INTO receivable (invoice_id, due_on, paid_cents, balance_cents, status)
SELECT x.invoice_id, x.due_on, x.paid_cents, x.balance_cents, x.status FROM ({rows}) x WHERE 1 = 1
ON CONFLICT (invoice_id) DO UPDATE
SET due_on = excluded.due_on, paid_cents = excluded.paid_cents, balance_cents = excluded.balance_cents,
    status = excluded.status
"""


REBUILD = _write(ALL)
ROUND = 500
"""Invoices refreshed by one statement."""


def refresh(tx: Transaction, ids: Sequence[int]) -> None:
    """Write what is owed on some invoices anew from the facts."""
    for start in range(0, len(ids), ROUND):
        part = tuple(ids[start : start + ROUND])
        rows = EXPECTED.format(condition=f"WHERE i.id IN ({','.join('?' * len(part))})")
        tx.run(_write(rows), part)


OWED = """
SELECT i.id, i.number, i.kind, r.due_on, i.gross_cents, i.net_cents, i.organisation_id, i.seller_id,
       i.currency, r.balance_cents, i.issued_on, o.slug, i.subscription_id
FROM invoice i JOIN receivable r ON r.invoice_id = i.id JOIN organisation o ON o.id = i.organisation_id
WHERE {where} ORDER BY r.due_on, i.id
"""
CHANGES = """
SELECT a.invoice_id, a.on_day, -a.amount_cents, '' FROM allocation a WHERE a.invoice_id IN ({marks})
UNION ALL
SELECT c.corrects_id, c.issued_on, c.gross_cents,
       (SELECT min(l.kind) FROM invoice_line l WHERE l.invoice_id = c.id)
FROM invoice c WHERE c.corrects_id IN ({marks})
UNION ALL
SELECT d.invoice_id, d.on_day, -d.amount_cents, '' FROM invoice_decision d
WHERE d.kind = 'write-off' AND d.invoice_id IN ({marks})
"""
"""What lessened an invoice: (invoice, day, cents below zero, cause of a credit note)."""
CLAIMS = """
SELECT x.invoice_id, x.what, x.to_on, x.issued_on, x.amount_cents, x.number, x.ref,
       coalesce((SELECT sum(l.net_cents) FROM invoice_line l JOIN invoice c ON c.id = l.invoice_id
                 WHERE c.corrects_id = x.claimed_by_id
                   AND l.obligation LIKE 'credit:' || x.number || '/' || x.ref || '/%'), 0)
FROM (
    SELECT p.id AS id, p.invoice_id AS invoice_id, p.what AS what, p.to_on AS to_on,
           i.issued_on AS issued_on,
           p.amount_cents AS amount_cents, p.claimed_by_id AS claimed_by_id, i.number AS number,
           (SELECT count(*) FROM penalty_claim q
            WHERE q.claimed_by_id = p.claimed_by_id AND q.id <= p.id) AS ref
    FROM penalty_claim p JOIN invoice i ON i.id = p.claimed_by_id
    WHERE p.invoice_id IN ({marks})
) x ORDER BY x.id
"""
"""Each claim with the day, number and line that ask for it, and what credit notes took off that line since.

The claims of one penalty invoice were written in the order of its lines.
"""
WAIVERS = """
SELECT invoice_id, kind, on_day, amount_cents FROM invoice_decision
WHERE kind IN ('waive-interest', 'waive-fee') AND invoice_id IN ({marks}) ORDER BY id
"""
PAID = "SELECT coalesce(sum(amount_cents), 0) FROM allocation WHERE payment_id = ?"
LATER = """
SELECT x.invoice_id, sum(x.paid), sum(x.lessened) FROM (
    SELECT a.invoice_id AS invoice_id, a.amount_cents AS paid, 0 AS lessened
    FROM allocation a WHERE a.on_day > ? AND a.invoice_id IN ({marks})
    UNION ALL
    SELECT c.corrects_id, 0, -c.gross_cents FROM invoice c
    WHERE c.issued_on > ? AND c.corrects_id IN ({marks})
    UNION ALL
    SELECT d.invoice_id, 0, d.amount_cents FROM invoice_decision d
    WHERE d.kind = 'write-off' AND d.on_day > ? AND d.invoice_id IN ({marks})
) x GROUP BY x.invoice_id
"""
"""What lessened invoices after a day, in cents: what was paid, and what was credited or written off."""


def later_than(tx: Transaction, ids: Sequence[int], day: str) -> dict[int, tuple[int, int]]:
    """Return, by invoice, the cents paid and those credited or written off after a day."""
    if not ids:
        return {}
    marks = ",".join("?" * len(ids))
    rows = tx.rows(LATER.format(marks=marks), (day, *ids, day, *ids, day, *ids))
    return {int(str(key)): (int(str(paid)), int(str(less))) for key, paid, less in rows}
