"""Quotes with their lines, conditions and what happened to them."""

QUOTES = """
SELECT q.id, q.ref, q.organisation_id, o.slug, o.seller_id, v.currency, q.subscription_id, s.name, c.ref,
       q.issued_on, q.valid_until, q.title, q.name, q.plan, q.period_unit, q.slots, q.credits, q.starts_on
FROM quote q
JOIN organisation o ON o.id = q.organisation_id
JOIN seller v ON v.id = o.seller_id
LEFT JOIN subscription s ON s.id = q.subscription_id
LEFT JOIN quote c ON c.id = q.changes_id
"""
BY_REF = f"{QUOTES} WHERE q.ref = ?"
LISTED = f"{QUOTES} WHERE (? IS NULL OR o.id = ?) AND q.issued_on <= ? ORDER BY q.issued_on, q.id"
OF_ORGANISATION = f"{QUOTES} WHERE q.organisation_id = ? ORDER BY q.issued_on, q.id"
WAITING = f"""{QUOTES}
WHERE (? IS NULL OR o.id = ?) AND q.issued_on <= ?
  AND NOT EXISTS (SELECT 1 FROM quote_event e WHERE e.quote_id = q.id AND e.kind = 'declined')
  AND (q.issued_on >= ?
       OR NOT EXISTS (SELECT 1 FROM quote_event e WHERE e.quote_id = q.id AND e.kind = 'applied'))
ORDER BY q.id
"""
LINES = """
SELECT l.quote_id, l.ref, l.kind, l.code, l.description, l.quantity, l.unit_price_cents, l.net_cents,
       l.basis, l.training, l.people, l.clause_id, l.price_clause_id
FROM quote_line l WHERE l.quote_id IN ({marks}) ORDER BY l.quote_id, l.ref
"""
TERMS = """
SELECT t.quote_id, t.path, t.value, t.after_months
FROM quote_term t WHERE t.quote_id IN ({marks}) ORDER BY t.quote_id, t.id
"""
EVENTS = """
SELECT e.quote_id, e.kind, e.on_day, e.detail, e.person
FROM quote_event e WHERE e.quote_id IN ({marks}) ORDER BY e.on_day, e.id
"""
SERVICES = """
SELECT d.quote_id, d.service_order_id
FROM service_detail d WHERE d.quote_id IN ({marks}) ORDER BY d.service_order_id
"""
NUMBERED = "SELECT count(*) FROM quote WHERE ref >= ? AND ref < ?"
BECAME = "UPDATE quote SET subscription_id = ? WHERE id = ?"
