"""Facts of subscriptions, read for one or for thousands with the same statements."""

from collections.abc import Sequence

from saasctl.store.database import Transaction

Row = tuple[object, ...]

SUBSCRIPTIONS = """
SELECT s.id, s.organisation_id, o.seller_id, o.slug, s.name, s.started_on, s.trial, s.credits, s.ended_on,
       c.billed_to, s.billed_until, s.trial_until
FROM subscription s
JOIN organisation o ON o.id = s.organisation_id
LEFT JOIN billing_cursor c ON c.subscription_id = s.id
WHERE s.id IN ({marks}) ORDER BY s.id
"""
PHASES = """
SELECT subscription_id, from_on, plan, period_unit, anchor_on, free_exit
FROM subscription_phase WHERE subscription_id IN ({marks}) ORDER BY subscription_id, id
"""
MOVEMENTS = """
SELECT subscription_id, seq, kind, delta, asked_on, effective_on, invoice_id
FROM slot_movement WHERE subscription_id IN ({marks}) ORDER BY subscription_id, seq
"""
OVERRIDES = """
SELECT subscription_id, path, value, source, from_on
FROM term_override WHERE subscription_id IN ({marks}) ORDER BY subscription_id, from_on, id
"""
TRAININGS = """
SELECT subscription_id, min(ordered_on)
FROM service_order WHERE training = 1 AND subscription_id IN ({marks}) GROUP BY subscription_id
"""
ACCESSES = """
SELECT subscription_id, min(on_day)
FROM access_dispatch WHERE subscription_id IN ({marks}) GROUP BY subscription_id
"""
ANNOUNCED = """
SELECT subscription_id, max(on_day)
FROM emitted
WHERE kind IN
    ('renewal', 'reduction', 'force-majeure-end', 'ended', 'trial-ended', 'plan-change', 'purge-due',
     'export-reminder')
  AND subscription_id IN ({marks}) GROUP BY subscription_id
"""
BILLED_LATER = """
SELECT l.subscription_id, min(l.period_start)
FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id
WHERE l.kind = 'subscription' AND i.issued_on > ? AND l.subscription_id IN ({marks})
GROUP BY l.subscription_id
"""
ENDINGS = """
SELECT subscription_id, asked_on, withdrawn_on, last_day FROM ending
WHERE subscription_id IN ({marks}) ORDER BY subscription_id, id
"""
FORCE_MAJEURE = "force-majeure"
"""The kind of case, and the cause of a suspension, that may move a contract."""
EVENTS = f"""
SELECT c.organisation_id, c.id, c.opened_on, c.closed_on, x.name, x.value, x.on_day
FROM case_file c
LEFT JOIN case_entry x ON x.case_id = c.id AND x.kind = 'fact'
    AND x.name IN ('ended_on', 'agreed_to_go_on', 'notified_on')
WHERE c.kind = '{FORCE_MAJEURE}' AND c.organisation_id IN ({{marks}}) ORDER BY c.organisation_id, c.id, x.id
"""
"""Cases of force majeure with what became known of their end, their notice, and an agreement to go on."""
CUT_OFF = f"""
SELECT organisation_id, from_on, until_on FROM suspension
WHERE cause = '{FORCE_MAJEURE}' AND organisation_id IN ({{marks}}) ORDER BY organisation_id, id
"""
RETURNED = """
SELECT c.organisation_id, x.value FROM case_file c
JOIN case_entry x ON x.case_id = c.id AND x.kind = 'fact' AND x.name = 'delivered_at' AND x.value IS NOT NULL
WHERE c.organisation_id IN ({marks}) ORDER BY c.organisation_id, x.id
"""
"""When data were given back, the last word of it last."""
LASTS = f"""
SELECT c.organisation_id, c.opened_on AS since FROM case_file c
WHERE c.kind = '{FORCE_MAJEURE}' AND c.closed_on IS NULL {{only_case}} AND NOT EXISTS (
    SELECT 1 FROM case_entry x WHERE x.case_id = c.id AND x.name = 'ended_on' AND x.value IS NOT NULL)
UNION ALL
SELECT p.organisation_id, p.from_on FROM suspension p
WHERE p.cause = '{FORCE_MAJEURE}' AND p.until_on IS NULL {{only_cut}}
"""
LASTING = LASTS.format(only_case="", only_cut="")
LASTING_OF = LASTS.format(only_case="AND c.organisation_id = ?", only_cut="AND p.organisation_id = ?")
"""Customers for whom an event of force majeure lasts, and since when: all, or one."""
ROUND = 1000
"""Keys asked for in one statement."""


def rows_for(tx: Transaction, statement: str, ids: Sequence[int], *first: object) -> list[Row]:
    """Return the rows of one of this module's statements for many subscriptions, in its order.

    `first` are the values of the marks before the list of ids.
    """
    found: list[Row] = []
    for start in range(0, len(ids), ROUND):
        part = ids[start : start + ROUND]
        found += tx.rows(statement.format(marks=",".join("?" * len(part))), (*first, *part))
    return found


SUBSCRIPTIONS_OF = """
SELECT id FROM subscription WHERE organisation_id = ? ORDER BY started_on, id
"""
NAMED = """
SELECT id FROM subscription WHERE organisation_id = ? AND name = ? ORDER BY started_on DESC, id DESC
"""


def subscriptions_of(tx: Transaction, organisation_id: int) -> list[int]:
    """Return the ids of an organisation's subscriptions, oldest first."""
    return [int(str(row[0])) for row in tx.rows(SUBSCRIPTIONS_OF, (organisation_id,))]


def subscriptions_named(tx: Transaction, organisation_id: int, name: str) -> list[int]:
    """Return the ids of an organisation's subscriptions of that name, newest first."""
    return [int(str(row[0])) for row in tx.rows(NAMED, (organisation_id, name))]
