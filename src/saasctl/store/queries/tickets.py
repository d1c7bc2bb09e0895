"""Tickets and their events, many at a time."""

from collections.abc import Sequence

from saasctl.store.transaction import Transaction

Row = tuple[object, ...]
ROUND = 1000
TICKETS = """
SELECT k.id, o.slug, k.organisation_id, o.seller_id, k.subscription_id, k.opened_at, k.severity, k.channel,
       k.title, k.object, k.external_link, k.custom_fields, k.about, k.browser, k.outdated, k.screen_inches,
       k.used_from
FROM ticket k JOIN organisation o ON o.id = k.organisation_id
"""
EVENTS = """
SELECT ticket_id, kind, at, detail, evidence, recorded_at, calendar_id FROM ticket_event
WHERE ticket_id IN ({marks}) ORDER BY at, id
"""
CLOSE = "UPDATE ticket SET closed = ? WHERE id = ?"


def rows_for(tx: Transaction, statement: str, ids: Sequence[int]) -> list[Row]:
    """Return the rows of EVENTS for many tickets, in the statement's order."""
    found: list[Row] = []
    for start in range(0, len(ids), ROUND):
        part = tuple(ids[start : start + ROUND])
        found += tx.rows(statement.format(marks=",".join("?" * len(part))), part)
    return found
