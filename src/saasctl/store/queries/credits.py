"""Credits: what is left, lot by lot, and what moved it."""

OPEN = """
SELECT s.lot_id, s.holder, s.remaining, l.source FROM credit_stock s JOIN credit_lot l ON l.id = s.lot_id
WHERE s.organisation_id = ? AND s.holder = ? AND s.credited_on <= ?
  AND (s.expires_on IS NULL OR s.expires_on >= ?) AND l.source IN (?, ?, ?)
"""
OLDEST_FIRST = f"{OPEN} ORDER BY s.credited_on, s.lot_id LIMIT ?"
NEWEST_FIRST = f"{OPEN} ORDER BY s.credited_on DESC, s.lot_id DESC LIMIT ?"
"""Lots of a holder that can be spent on a day; each holds a credit at least, so COUNT rows are enough."""
LATER = """
SELECT lot_id, sum(quantity) FROM credit_movement
WHERE organisation_id = ? AND on_day > ? AND coalesce(user_id, 0) = ?
GROUP BY lot_id, on_day ORDER BY lot_id, on_day DESC
"""
"""What moved a holder's lots after a day, the last day first."""
AVAILABLE = """
SELECT coalesce(sum(remaining), 0) FROM credit_stock
WHERE organisation_id = ? AND credited_on <= ? AND (expires_on IS NULL OR expires_on >= ?)
"""
HELD = f"{AVAILABLE} AND holder = ?"
ADD_MOVEMENT = """
INSERT INTO credit_movement
    (organisation_id, lot_id, user_id, kind, quantity, on_day, booking_id, document_id)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
PUT_STOCK = """
INSERT INTO credit_stock (lot_id, holder, organisation_id, credited_on, expires_on, remaining)
SELECT id, CAST(? AS INTEGER), organisation_id, credited_on, expires_on, CAST(? AS INTEGER)
FROM credit_lot WHERE id = ?
ON CONFLICT (lot_id, holder) DO UPDATE SET remaining = credit_stock.remaining + excluded.remaining
"""
TAKE_STOCK = "UPDATE credit_stock SET remaining = remaining - ? WHERE lot_id = ? AND holder = ?"
EMPTY = "DELETE FROM credit_stock WHERE lot_id = ? AND holder = ? AND remaining = 0"
EXPIRED = """
SELECT s.lot_id, s.holder, s.remaining,
       (SELECT max(m.on_day) FROM credit_movement m WHERE m.lot_id = s.lot_id AND m.quantity > 0)
FROM credit_stock s WHERE s.organisation_id = ? AND s.expires_on < ? AND s.remaining > 0
ORDER BY s.expires_on, s.lot_id, s.holder LIMIT ?
"""
"""Credits whose life is over, with the last day on which any came to their lot: given back after it, say."""
EXPIRING_LOTS = """
SELECT l.id, l.credited_on, l.expires_on FROM credit_lot l
WHERE l.organisation_id = ? AND l.expires_on IS NOT NULL
  AND EXISTS (SELECT 1 FROM credit_stock s WHERE s.lot_id = l.id AND s.remaining > 0) ORDER BY l.id
"""
PROLONG_LOT = "UPDATE credit_lot SET expires_on = ? WHERE id = ?"
PROLONG_STOCK = "UPDATE credit_stock SET expires_on = ? WHERE lot_id = ?"
NEXT_EXPIRY = """
SELECT expires_on FROM credit_stock WHERE organisation_id = ? AND expires_on IS NOT NULL
ORDER BY expires_on LIMIT 1
"""
LOTS = """
SELECT l.id, l.quantity, l.source,
       CASE WHEN l.source = 'opening' THEN l.ordered_on ELSE l.credited_on END, l.expires_on,
       coalesce((SELECT sum(m.quantity) FROM credit_movement m WHERE m.lot_id = l.id AND m.on_day <= ?), 0)
FROM credit_lot l WHERE l.organisation_id = ? AND l.credited_on <= ? ORDER BY l.credited_on, l.id
"""
HOLDINGS = """
SELECT m.user_id, sum(m.quantity) FROM credit_movement m JOIN credit_lot l ON l.id = m.lot_id
WHERE m.organisation_id = ? AND m.on_day <= ? AND m.user_id IS NOT NULL
  AND (l.expires_on IS NULL OR l.expires_on >= ?)
GROUP BY m.user_id
"""
CAPACITIES = """
SELECT user_id, from_on, credits FROM credit_capacity
WHERE organisation_id = ? AND from_on <= ? ORDER BY user_id, from_on, id
"""
CAPACITIES_OF = """
SELECT from_on, credits FROM credit_capacity WHERE user_id = ? AND from_on <= ? ORDER BY from_on, id
"""
DRAWN = """
SELECT r.user_id, r.counts_on, -sum(r.quantity) FROM credit_right r JOIN org_user u ON u.id = r.user_id
WHERE u.organisation_id = ? AND r.on_day <= ? GROUP BY r.user_id, r.counts_on
"""
DRAWN_OF = """
SELECT counts_on, -sum(quantity) FROM credit_right WHERE user_id = ? AND on_day <= ? GROUP BY counts_on
"""
DRAWN_LATER = """
SELECT DISTINCT counts_on FROM credit_right WHERE user_id = ? AND counts_on > ? AND quantity < 0
"""
USERS = "SELECT id, email, state FROM org_user WHERE organisation_id = ? ORDER BY email"
BOUGHT = """
SELECT coalesce(sum(quantity), 0) FROM credit_lot WHERE organisation_id = ? AND source = 'bought'
"""
LOT_COUNT = "SELECT count(*) FROM credit_lot WHERE organisation_id = ?"
BOOKINGS = """
SELECT b.id, o.slug, u.email, u.company, b.category, b.price_cents, b.credits, b.booked_at, b.on_day,
       b.starts_at, b.people, b.accepted, e.kind, e.returned, b.organisation_id, b.user_id, b.own_price,
       (SELECT m.on_day FROM credit_movement m WHERE m.booking_id = b.id AND m.kind = 'booked'
        ORDER BY m.id LIMIT 1), e.at
FROM booking b JOIN org_user u ON u.id = b.user_id JOIN organisation o ON o.id = b.organisation_id
LEFT JOIN booking_end e ON e.booking_id = b.id
"""
DEBITS = """
SELECT lot_id, user_id, -quantity FROM credit_movement
WHERE booking_id = ? AND kind = 'booked' ORDER BY id DESC
"""
RIGHTS_DEBITED = (
    "SELECT user_id, -quantity FROM credit_right WHERE booking_id = ? AND quantity < 0 ORDER BY id"
)
HOLDERS = """
SELECT s.holder, u.email, sum(s.remaining) FROM credit_stock s JOIN org_user u ON u.id = s.holder
WHERE s.organisation_id = ? AND s.credited_on <= ? AND (s.expires_on IS NULL OR s.expires_on >= ?)
GROUP BY s.holder, u.email ORDER BY u.email
"""
DIFFERING = """
SELECT o.slug, m.lot_id, m.holder, m.quantity, coalesce(s.remaining, 0) FROM (
    SELECT organisation_id, lot_id, coalesce(user_id, 0) AS holder, sum(quantity) AS quantity
    FROM credit_movement GROUP BY organisation_id, lot_id, coalesce(user_id, 0)) m
JOIN organisation o ON o.id = m.organisation_id
LEFT JOIN credit_stock s ON s.lot_id = m.lot_id AND s.holder = m.holder
WHERE m.quantity <> coalesce(s.remaining, 0) ORDER BY o.slug, m.lot_id, m.holder
"""
REBUILD = """
INSERT INTO credit_stock (lot_id, holder, organisation_id, credited_on, expires_on, remaining)
SELECT l.id, coalesce(m.user_id, 0), l.organisation_id, l.credited_on, l.expires_on, sum(m.quantity)
FROM credit_movement m JOIN credit_lot l ON l.id = m.lot_id
GROUP BY l.id, coalesce(m.user_id, 0), l.organisation_id, l.credited_on, l.expires_on
HAVING sum(m.quantity) > 0
"""
MOVED = """
SELECT kind, sum(quantity) FROM credit_movement
WHERE organisation_id = ? AND on_day >= ? AND on_day < ? AND kind <> 'allotted' GROUP BY kind
"""
USED = """
SELECT u.email, u.company, count(DISTINCT CASE WHEN m.kind = 'booked' THEN m.booking_id END), -sum(m.quantity)
FROM credit_movement m JOIN booking b ON b.id = m.booking_id JOIN org_user u ON u.id = b.user_id
WHERE m.organisation_id = ? AND m.on_day >= ? AND m.on_day < ? AND m.kind IN ('booked', 'returned')
GROUP BY u.id, u.email, u.company ORDER BY u.email
"""
LEFT = """
SELECT coalesce(sum(m.quantity), 0) FROM credit_movement m JOIN credit_lot l ON l.id = m.lot_id
WHERE m.organisation_id = ? AND m.on_day <= ? AND (l.expires_on IS NULL OR l.expires_on >= ?)
"""
"""What was left on a past day; AVAILABLE is what is left now."""
IDLE = """
SELECT o.slug, u.id, u.email, u.last_active_on, u.activated_at,
       (SELECT max(b.on_day) FROM booking b WHERE b.user_id = u.id)
FROM org_user u JOIN organisation o ON o.id = u.organisation_id
WHERE o.seller_id IN ({sellers}) AND (CAST(? AS INTEGER) IS NULL OR o.id = ?)
  AND u.state IN ('active', 'locked') AND o.status <> 'purged'
ORDER BY o.slug, u.email
"""
EMPTIED = """
SELECT CAST(sum(m.quantity) AS INTEGER), max(m.on_day), l.expires_on
FROM credit_movement m JOIN credit_lot l ON l.id = m.lot_id
WHERE m.organisation_id = ? AND m.user_id = ? AND m.on_day <= ? GROUP BY m.lot_id, l.expires_on
"""
"""What a user had of each lot: what was not taken off yet, when it last moved, the last day it lives."""
DUE_DAYS = """
SELECT d.kind, d.on_day, o.slug, o.seller_id FROM due d JOIN organisation o ON o.id = d.organisation_id
WHERE d.kind IN ('credit-expiry', 'usage-report') AND d.on_day <= ?
AND (CAST(? AS INTEGER) IS NULL OR o.id = ?)
ORDER BY d.on_day, o.slug, d.kind
"""
EXPIRING = """
SELECT o.slug, o.seller_id, s.expires_on, sum(s.remaining) FROM credit_stock s
JOIN organisation o ON o.id = s.organisation_id
WHERE s.expires_on >= ? AND s.expires_on <= ? AND (CAST(? AS INTEGER) IS NULL OR o.id = ?)
GROUP BY o.slug, o.seller_id, s.expires_on ORDER BY s.expires_on, o.slug
"""
STOCKED = """
SELECT DISTINCT o.slug, o.seller_id FROM credit_lot l JOIN organisation o ON o.id = l.organisation_id
WHERE o.seller_id IN ({sellers}) AND (CAST(? AS INTEGER) IS NULL OR o.id = ?) ORDER BY o.slug
"""
LEFT_AFTER = """
SELECT o.slug, max(s.ended_on) FROM subscription s JOIN organisation o ON o.id = s.organisation_id
WHERE s.ended_on <= ? AND (CAST(? AS INTEGER) IS NULL OR o.id = ?) AND o.status <> 'purged'
  AND o.id IN (SELECT c.organisation_id FROM credit_stock c)
  AND NOT EXISTS (SELECT 1 FROM subscription r WHERE r.organisation_id = o.id AND r.ended_on IS NULL)
GROUP BY o.slug ORDER BY o.slug
"""
DEBITED_LOTS = """
SELECT -m.quantity, l.credited_on, m.user_id FROM credit_movement m JOIN credit_lot l ON l.id = m.lot_id
WHERE m.booking_id = ? AND m.kind = 'booked' ORDER BY m.id
"""
ORDER_OF = """
SELECT l.quantity, l.users FROM credit_lot l JOIN invoice i ON i.id = l.invoice_id
WHERE i.number = ? ORDER BY l.id LIMIT 1
"""
