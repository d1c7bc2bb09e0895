"""New versions of the terms as rows: small tables, read whole by every transaction that needs them."""

from saasctl.store.transaction import Transaction

ANNOUNCED = """
SELECT seller_id, organisation_id, version, announced_on, effective_on FROM terms_announcement
ORDER BY effective_on, id
"""
ANSWERED = (
    "SELECT organisation_id, version, answer, on_day FROM terms_answer WHERE user_id IS NULL ORDER BY id"
)
HELD = """
SELECT id, announced_on, effective_on FROM terms_announcement
WHERE seller_id = ? AND version = ? AND (organisation_id IS NULL OR organisation_id = ?)
ORDER BY id DESC LIMIT 1
"""


def announced(tx: Transaction) -> list[tuple[object, ...]]:
    """Return every announcement: seller, customer or None for all, version, two days."""
    return tx.rows(ANNOUNCED)


def answered(tx: Transaction) -> list[tuple[object, ...]]:
    """Return what customers said of versions, oldest first."""
    return tx.rows(ANSWERED)
