"""Cases of customers and their entries."""

CASES = """
SELECT c.id, c.organisation_id, o.slug, o.seller_id, c.kind, c.by_party, c.opened_on, c.closed_on, c.clause_id
FROM case_file c JOIN organisation o ON o.id = c.organisation_id
"""
OPEN = """
c.opened_on <= ? AND (c.closed_on IS NULL OR c.closed_on > ?) AND (? IS NULL OR c.organisation_id = ?)
"""
"""Cases open on a day, of one customer or of all."""
SAME = """
SELECT id FROM case_file WHERE organisation_id = ? AND kind = ? AND opened_on = ? AND fingerprint = ?
"""
ENTRIES = """
SELECT kind, name, value, on_day FROM case_entry WHERE case_id = ? AND on_day <= ? ORDER BY id
"""
CLOSE = "UPDATE case_file SET closed_on = ? WHERE id = ? AND closed_on IS NULL"
ENDS = """
SELECT max(e.last_day) FROM ending e JOIN subscription s ON s.id = e.subscription_id
WHERE s.organisation_id = ? AND e.withdrawn_on IS NULL AND e.asked_on <= ?
"""
"""The last day of a customer's contract, as booked by a day."""
CLOSED = "SELECT closed_on FROM organisation WHERE id = ?"
