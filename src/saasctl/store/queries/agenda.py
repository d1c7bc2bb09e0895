"""What is due over all customers, read from indexes by day."""

from datetime import date

from saasctl.store.database import Transaction

Row = tuple[object, ...]

DUE = """
SELECT d.kind, d.on_day, d.subscription_id FROM due d
WHERE d.kind IN
    ('invoice', 'slots', 'renewal', 'reduction', 'force-majeure-end', 'commission', 'overage', 'late-use')
AND d.on_day <= ?
AND (? IS NULL OR d.organisation_id = ?) AND d.subscription_id IS NOT NULL
ORDER BY d.on_day, d.organisation_id, d.subscription_id, d.kind
"""
UNPAID = """
SELECT r.due_on, i.number, o.slug, i.due_clause_id FROM receivable r
JOIN invoice i ON i.id = r.invoice_id JOIN organisation o ON o.id = i.organisation_id
WHERE r.balance_cents <> 0 AND r.balance_cents > 0 AND r.due_on <= ? AND i.issued_on <= ?
AND (? IS NULL OR o.id = ?) ORDER BY r.due_on, i.number
"""
CLAIMABLE = """
SELECT r.due_on, i.number, o.slug FROM receivable r
JOIN invoice i ON i.id = r.invoice_id JOIN organisation o ON o.id = i.organisation_id
WHERE i.seller_id = ? AND r.balance_cents <> 0 AND r.balance_cents > 0 AND r.due_on >= ? AND r.due_on < ?
AND i.issued_on <= ? AND (CAST(? AS INTEGER) IS NULL OR o.id = ?) ORDER BY r.due_on, i.number
"""
"""What is unpaid of a seller, due between two days."""
TRIALS = """
SELECT s.id, s.trial_until FROM subscription s
WHERE s.trial = 1 AND s.ended_on IS NULL AND s.trial_until <= ? AND (? IS NULL OR s.organisation_id = ?)
ORDER BY s.trial_until, s.id
"""
ENDINGS = """
SELECT e.subscription_id, e.last_day, e.clause_id, e.cause FROM ending e
JOIN subscription s ON s.id = e.subscription_id JOIN organisation o ON o.id = s.organisation_id
WHERE e.withdrawn_on IS NULL AND e.last_day <= ? AND e.asked_on <= ? AND o.status <> 'purged'
AND (? IS NULL OR o.id = ?) ORDER BY e.last_day, e.id
"""

LATE_PAYERS = """
SELECT DISTINCT o.id, o.seller_id, o.slug FROM receivable r
JOIN invoice i ON i.id = r.invoice_id JOIN organisation o ON o.id = i.organisation_id
WHERE r.balance_cents <> 0 AND r.balance_cents > 0 AND r.due_on < ? AND i.issued_on <= ?
AND (? IS NULL OR o.id = ?) ORDER BY o.slug
"""
LETTERS = """
SELECT n.due_on, n.id, n.kind, n.form, o.slug, n.clause_id, n.status FROM notice n
JOIN organisation o ON o.id = n.organisation_id
WHERE n.status IN ('to-send', 'sending', 'unknown') AND n.due_on <= ? AND (? IS NULL OR o.id = ?)
ORDER BY n.due_on, n.id
"""


def due_until(tx: Transaction, last: date, org: int | None) -> list[Row]:
    """Return kind, day and subscription of what the daily run will do up to `last`."""
    return tx.rows(DUE, (last.isoformat(), org, org))


def unpaid_until(tx: Transaction, last: date, known: date, org: int | None) -> list[Row]:
    """Return day, number, customer and clause of open invoices due up to `last`, issued by `known`."""
    return tx.rows(UNPAID, (last.isoformat(), known.isoformat(), org, org))


def trials_until(tx: Transaction, last: date, org: int | None) -> list[Row]:
    """Return trials and their last days up to `last`."""
    return tx.rows(TRIALS, (last.isoformat(), org, org))


def endings_until(tx: Transaction, last: date, known: date, org: int | None) -> list[Row]:
    """Return booked ends up to `last`, asked for by `known`: subscription, last day, clause, cause."""
    return tx.rows(ENDINGS, (last.isoformat(), known.isoformat(), org, org))


def late_payers(tx: Transaction, day: date, org: int | None) -> list[Row]:
    """Return id, seller and slug of the customers with an invoice that is late on a day."""
    return tx.rows(LATE_PAYERS, (day.isoformat(), day.isoformat(), org, org))


def letters_until(tx: Transaction, last: date, org: int | None) -> list[Row]:
    """Return day, id, kind, form, customer, clause and status of letters that are to leave up to `last`."""
    return tx.rows(LETTERS, (last.isoformat(), org, org))
