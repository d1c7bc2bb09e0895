"""What happened to one customer, by day, from the tables that recorded it."""

from datetime import date

from saasctl.store.database import Transaction

Row = tuple[object, ...]

FACTS = (
    (
        "organisation",
        """SELECT created_on, NULL, 'customer opened', NULL FROM organisation WHERE id = ?""",
    ),
    (
        "acceptance",
        """SELECT on_day, accepted_at, 'accepted ' || document || ' ' || version, NULL
        FROM acceptance WHERE organisation_id = ?""",
    ),
    (
        "subscription",
        """SELECT started_on, NULL, name || CASE trial WHEN 1 THEN ': trial began' ELSE ': began' END, NULL
        FROM subscription WHERE organisation_id = ?""",
    ),
    (
        "run",
        """SELECT e.on_day, NULL, s.name || ': ' || e.kind, NULL
        FROM emitted e JOIN subscription s ON s.id = e.subscription_id WHERE e.organisation_id = ?""",
    ),
    (
        "invoice",
        """SELECT issued_on, NULL, number || ' (' || kind || ')', due_clause_id
        FROM invoice WHERE organisation_id = ?""",
    ),
    (
        "quote",
        """SELECT e.on_day, NULL, q.ref || ': ' || e.kind || ' ' || e.detail, NULL
        FROM quote_event e JOIN quote q ON q.id = e.quote_id WHERE q.organisation_id = ?""",
    ),
    (
        "service",
        """SELECT ordered_on, NULL, 'service ordered: ' || code, NULL
        FROM service_order WHERE organisation_id = ?""",
    ),
    (
        "service",
        """SELECT delivered_on, NULL, 'service delivered: ' || code, NULL
        FROM service_order WHERE organisation_id = ? AND delivered_on IS NOT NULL""",
    ),
    (
        "payment",
        """SELECT received_on, NULL, 'payment by ' || method, NULL FROM payment WHERE organisation_id = ?""",
    ),
    (
        "notice",
        """SELECT coalesce(sent_on, received_on), NULL,
        kind || ' by the ' || by_party || ' (' || form || '): ' || status, clause_id
        FROM notice WHERE organisation_id = ? AND coalesce(sent_on, received_on) IS NOT NULL""",
    ),
    (
        "suspension",
        """SELECT from_on, NULL, 'access suspended: ' || cause, clause_id
        FROM suspension WHERE organisation_id = ?""",
    ),
    (
        "suspension",
        """SELECT until_on, NULL, 'access restored', clause_id
        FROM suspension WHERE organisation_id = ? AND until_on IS NOT NULL""",
    ),
    (
        "ending",
        """SELECT e.asked_on, NULL, s.name || ': end asked for (' || e.cause || ')', e.clause_id
        FROM ending e JOIN subscription s ON s.id = e.subscription_id WHERE s.organisation_id = ?""",
    ),
    (
        "ending",
        """SELECT e.withdrawn_on, NULL, s.name || ': end withdrawn', e.clause_id
        FROM ending e JOIN subscription s ON s.id = e.subscription_id
        WHERE s.organisation_id = ? AND e.withdrawn_on IS NOT NULL""",
    ),
    (
        "ticket",
        """SELECT substr(opened_at, 1, 10), opened_at, 'ticket opened: ' || severity, NULL
        FROM ticket WHERE organisation_id = ?""",
    ),
)
ENDINGS = """
SELECT e.subscription_id, e.last_day, e.clause_id FROM ending e
JOIN subscription s ON s.id = e.subscription_id
WHERE s.organisation_id = ? AND e.withdrawn_on IS NULL AND e.asked_on <= ? ORDER BY e.last_day, e.id
"""


def facts_of(tx: Transaction, organisation_id: int) -> list[tuple[str, Row]]:
    """Return table, and day, instant, words and clause of each fact of a customer."""
    return [(table, row) for table, text in FACTS for row in tx.rows(text, (organisation_id,))]


def endings_of(tx: Transaction, organisation_id: int, known: date) -> list[Row]:
    """Return subscription, last day and clause of the ends booked by a day."""
    return tx.rows(ENDINGS, (organisation_id, known.isoformat()))
