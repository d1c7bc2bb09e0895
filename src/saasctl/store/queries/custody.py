"""What stands in the way of closing or erasing a customer, and which copies of its data were made."""

RUNNING = """
SELECT name, trial, trial_until, ended_on FROM subscription
WHERE organisation_id = ? AND started_on <= ? ORDER BY id
"""
UNBILLED = """
SELECT min(d.on_day) FROM due d JOIN subscription s ON s.id = d.subscription_id
WHERE d.organisation_id = ? AND d.kind IN ('invoice', 'slots') AND d.on_day <= ?
"""
UNPAID = """
SELECT i.number, r.balance_cents FROM receivable r JOIN invoice i ON i.id = r.invoice_id
WHERE i.organisation_id = ? AND r.balance_cents > 0 ORDER BY i.number
"""
OPEN_CASES = "SELECT id FROM case_file WHERE organisation_id = ? AND closed_on IS NULL ORDER BY id"
OPEN_TICKETS = "SELECT id FROM ticket WHERE organisation_id = ? AND closed = 0 ORDER BY id"
TO_SEND = "SELECT id FROM notice WHERE organisation_id = ? AND status IN ('to-send', 'sending') ORDER BY id"
INVOICES = "SELECT count(*), max(issued_on) FROM invoice WHERE organisation_id = ?"
LETTERS = """
SELECT id, kind, form, sent_on FROM notice
WHERE organisation_id = ? AND by_party = 'vendor' AND sent_on IS NOT NULL ORDER BY id
"""
COPIES = """
SELECT e.what, e.recorded_at, p.payload FROM audit_entry e JOIN audit_payload p ON p.entry_id = e.id
WHERE p.payload IS NOT NULL AND (
    (e.chain = ? AND e.what = 'data.bundled') OR (e.chain = 'store' AND e.what = 'store.backed-up'))
ORDER BY e.id
"""
DELIVERED = """
SELECT x.value FROM case_entry x JOIN case_file c ON c.id = x.case_id
WHERE c.organisation_id = ? AND x.kind = 'fact' AND x.name = 'delivered_at' AND x.value IS NOT NULL
ORDER BY x.id DESC LIMIT 1
"""
CLOSE = "UPDATE organisation SET closed_on = ?, status = 'closed' WHERE id = ?"
END_TRIALS = """
UPDATE subscription SET ended_on = trial_until WHERE organisation_id = ? AND trial = 1 AND ended_on IS NULL
"""
CUT_TRIALS = """
UPDATE subscription SET ended_on = ? WHERE organisation_id = ? AND trial = 1 AND ended_on IS NULL
"""
UNDUE = "DELETE FROM due WHERE organisation_id = ?"
PURGE = "UPDATE organisation SET status = 'purged' WHERE id = ?"
DISABLED = """
INSERT INTO user_event (user_id, what, on_day, detail)
SELECT id, 'state', ?, 'disabled' FROM org_user WHERE organisation_id = ?
"""
DISABLE = "UPDATE org_user SET state = 'disabled', holds_slot = 0 WHERE organisation_id = ?"
