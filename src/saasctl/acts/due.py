"""The due index: the next day something of a kind falls due for a subscription or an organisation."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from saasctl.store.transaction import Transaction

PUT = """
INSERT INTO due (organisation_id, subscription_id, kind, on_day, clause_id) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (organisation_id, coalesce(subscription_id, 0), kind)
DO UPDATE SET on_day = excluded.on_day, clause_id = excluded.clause_id
"""
REMOVE = "DELETE FROM due WHERE organisation_id = ? AND coalesce(subscription_id, 0) = ? AND kind = ?"
HELD = """
SELECT organisation_id, subscription_id, kind, on_day FROM due
ORDER BY organisation_id, coalesce(subscription_id, 0), kind
"""


@dataclass(frozen=True, slots=True)
class DueItem:
    """One entry of the index; `subscription_id` is None for what concerns the whole organisation."""

    organisation_id: int
    subscription_id: int | None
    kind: str
    on: date

    @property
    def key(self) -> tuple[int, int, str]:
        """The natural key, in the index's order."""
        return self.organisation_id, self.subscription_id or 0, self.kind


def set_due(
    tx: Transaction,
    organisation_id: int,
    subscription_id: int | None,
    kind: str,
    on: date | None,
    clause_id: int | None = None,
) -> None:
    """Write the next day of one kind; None removes it."""
    if on is None:
        tx.run(REMOVE, (organisation_id, subscription_id or 0, kind))
    else:
        tx.run(PUT, (organisation_id, subscription_id, kind, on.isoformat(), clause_id))


def set_dues(tx: Transaction, items: Iterable[tuple[int, int, str, date | None]]) -> None:
    """Write the next days of many subscriptions: organisation, subscription, kind, day; None removes."""
    put: list[tuple[object, ...]] = []
    removed: list[tuple[object, ...]] = []
    for organisation_id, subscription_id, kind, on in items:
        if on is None:
            removed.append((organisation_id, subscription_id, kind))
        else:
            put.append((organisation_id, subscription_id, kind, on.isoformat(), None))
    tx.many(REMOVE, removed)
    tx.many(PUT, put)


def held_due(tx: Transaction) -> Iterator[DueItem]:
    """Yield the whole index in the order of its keys."""
    for organisation_id, subscription_id, kind, on_day in tx.stream(HELD):
        yield DueItem(
            int(str(organisation_id)),
            None if subscription_id is None else int(str(subscription_id)),
            str(kind),
            date.fromisoformat(str(on_day)),
        )


def rebuild_due(tx: Transaction, expected: Iterable[DueItem]) -> int:
    """Put `expected` in the place of the whole index; returns how many entries it has then."""
    items = list(expected)
    tx.run("DELETE FROM due")
    tx.many(
        PUT,
        [
            (item.organisation_id, item.subscription_id, item.kind, item.on.isoformat(), None)
            for item in items
        ],
    )
    return len(items)
