"""Announce a dated fact once, however often and from wherever a run passes over it."""

from datetime import date

from saasctl.store.transaction import Transaction

EMIT = """
INSERT INTO emitted (organisation_id, subscription_id, kind, on_day) VALUES (?, ?, ?, ?)
ON CONFLICT DO NOTHING
"""


def emit_once(
    tx: Transaction, organisation_id: int, subscription_id: int | None, kind: str, on: date
) -> bool:
    """Note that the fact of that kind and day is announced; False when it was before."""
    return tx.run(EMIT, (organisation_id, subscription_id, kind, on.isoformat())) == 1
