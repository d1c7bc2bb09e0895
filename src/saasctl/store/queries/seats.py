"""Seats and credits of every customer as of a day, in sets and never customer by customer."""

USERS_ON = """
SELECT x.organisation_id, x.state, x.slot, count(*) FROM (
    SELECT u.organisation_id,
           (SELECT e.detail FROM user_event e WHERE e.user_id = u.id AND e.what = 'state' AND e.on_day <= ?
            ORDER BY e.on_day DESC, e.id DESC LIMIT 1) AS state,
           (SELECT e.detail FROM user_event e WHERE e.user_id = u.id AND e.what = 'slot' AND e.on_day <= ?
            ORDER BY e.on_day DESC, e.id DESC LIMIT 1) AS slot
    FROM org_user u) x
WHERE x.state IS NOT NULL GROUP BY x.organisation_id, x.state, x.slot
"""
LEFT_ON = """
SELECT m.organisation_id, sum(m.quantity), sum(CASE WHEN m.user_id IS NULL THEN 0 ELSE m.quantity END)
FROM credit_movement m JOIN credit_lot l ON l.id = m.lot_id
WHERE m.on_day <= ? AND (l.expires_on IS NULL OR l.expires_on >= ?) GROUP BY m.organisation_id
"""
END_USERS = """
SELECT r.organisation_id, sum(r.value)
FROM (SELECT organisation_id, subject, max(at) AS latest FROM usage_reading
      WHERE metric = 'end_users' AND on_day <= ? GROUP BY organisation_id, subject) t
JOIN usage_reading r ON r.organisation_id = t.organisation_id AND r.metric = 'end_users'
    AND r.subject = t.subject AND r.at = t.latest
GROUP BY r.organisation_id
"""
"""The last reading of each subject up to a day, added up."""
CUSTOMERS = """
SELECT o.id, o.slug, s.slug FROM organisation o JOIN seller s ON s.id = o.seller_id
WHERE o.created_on <= ? AND o.status <> 'purged' AND (CAST(? AS INTEGER) IS NULL OR o.id = ?) ORDER BY o.slug
"""
RUNNING = """
SELECT id FROM subscription WHERE started_on <= ? AND (ended_on IS NULL OR ended_on >= ?) ORDER BY id
"""
STOCKED = """
SELECT o.slug FROM organisation o WHERE EXISTS (
    SELECT 1 FROM credit_lot l WHERE l.organisation_id = o.id AND l.credited_on <= ?) ORDER BY o.slug
"""
LOTS_ON = """
SELECT o.slug, l.quantity,
       coalesce((SELECT sum(m.quantity) FROM credit_movement m WHERE m.lot_id = l.id AND m.on_day <= ?), 0),
       l.source, l.credited_on, l.expires_on, i.number
FROM credit_lot l JOIN organisation o ON o.id = l.organisation_id LEFT JOIN invoice i ON i.id = l.invoice_id
WHERE l.credited_on <= ? ORDER BY o.slug, l.credited_on, l.id
"""
