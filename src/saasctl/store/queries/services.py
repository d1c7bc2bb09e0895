"""Services ordered, what happened to them, and what was billed of them."""

SERVICES = """
SELECT x.id, x.organisation_id, o.slug, o.seller_id, x.subscription_id, x.code, x.price_cents, v.currency,
       x.training, x.ordered_on, x.delivered_on, x.description, q.ref, d.kind, d.hours, d.people,
       d.travel_cents, d.plan, d.elements_by, d.clause_id, s.name
FROM service_order x
JOIN organisation o ON o.id = x.organisation_id
JOIN seller v ON v.id = o.seller_id
LEFT JOIN subscription s ON s.id = x.subscription_id
LEFT JOIN service_detail d ON d.service_order_id = x.id
LEFT JOIN quote q ON q.id = d.quote_id
"""
BY_ID = f"{SERVICES} WHERE x.id = ?"
LISTED = f"{SERVICES} WHERE (? IS NULL OR o.id = ?) AND x.ordered_on <= ? ORDER BY x.id"
EVENTS = """
SELECT e.service_order_id, e.kind, e.on_day, e.detail
FROM service_event e WHERE e.service_order_id IN ({marks}) ORDER BY e.on_day, e.id
"""
BILLS = """
SELECT b.service_order_id, b.what, b.net_cents, i.number, i.issued_on, i.due_on
FROM service_bill b JOIN invoice i ON i.id = b.invoice_id
WHERE b.service_order_id IN ({marks}) ORDER BY b.id
"""
DELIVER = "UPDATE service_order SET delivered_on = ? WHERE id = ? AND delivered_on IS NULL"
CODE = "SELECT id FROM service_order WHERE id = ? AND code = ?"
DESCRIBE = "UPDATE service_order SET description = ? WHERE id = ?"
TRAVEL = "UPDATE service_detail SET travel_cents = ? WHERE service_order_id = ?"
BILL = "INSERT INTO service_bill (service_order_id, what, net_cents, invoice_id) VALUES (?, ?, ?, ?)"
SESSIONS = """
SELECT count(*) FROM service_order
WHERE organisation_id = ? AND code = 'session' AND price_cents = 0 AND ordered_on >= ? AND ordered_on <= ?
  AND NOT EXISTS (SELECT 1 FROM service_event c
                  WHERE c.service_order_id = service_order.id AND c.kind = 'cancelled')
"""
STANDS = """NOT EXISTS (SELECT 1 FROM service_event c
                        WHERE c.service_order_id = x.id AND c.kind = 'cancelled')"""
"""It was not cancelled."""
PLANNED = f"""{SERVICES}
WHERE o.id = ? AND d.plan IS NOT NULL AND x.delivered_on IS NULL AND {STANDS} ORDER BY x.id
"""
PLANNING = f"""
SELECT DISTINCT x.organisation_id FROM service_detail d JOIN service_order x ON x.id = d.service_order_id
WHERE d.plan IS NOT NULL AND x.delivered_on IS NULL AND {STANDS} ORDER BY x.organisation_id
"""
STEPS_DUE = """
SELECT organisation_id FROM due
WHERE kind = ? AND on_day <= ? AND (? IS NULL OR organisation_id = ?) ORDER BY on_day, organisation_id
"""
STEPS_AHEAD = """
SELECT d.on_day, o.slug FROM due d JOIN organisation o ON o.id = d.organisation_id
WHERE d.kind = 'service-step' AND d.on_day <= ? AND (? IS NULL OR o.id = ?) ORDER BY d.on_day, o.slug
"""
UNDELIVERED = f"""{SERVICES}
WHERE x.delivered_on IS NULL AND {STANDS} AND (? IS NULL OR o.id = ?) AND x.ordered_on <= ?
  AND (d.elements_by IS NOT NULL
       OR EXISTS (SELECT 1 FROM service_event e WHERE e.service_order_id = x.id AND e.kind = 'asked'))
ORDER BY x.id
"""
