from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from saasctl.acts.due import DueItem, held_due, rebuild_due, set_due
from saasctl.store.database import Store, create_store, open_store
from saasctl.system.clock import system_clock
from saasctl.values.act import Act

ROWS = (
    "INSERT INTO seller (id, slug, name, profile, profile_version, country, currency, prefix_invoice,"
    " prefix_credit_note, created_on) VALUES (1, 'sell', 'S', 'p', '1', 'FR', 'EUR', 'I', 'C', '2026-01-01')",
    "INSERT INTO organisation (id, slug, seller_id, name, country, professional, created_on, status)"
    " VALUES (1, 'acme', 1, 'Acme', 'FR', 1, '2026-01-01', 'active')",
    "INSERT INTO subscription (id, organisation_id, name, started_on, trial, credits)"
    " VALUES (1, 1, 'main', '2026-01-01', 0, 0)",
)
FIRST, SECOND = date(2026, 3, 1), date(2026, 4, 1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    create_store(str(tmp_path / "s.db"), sandbox=True)
    opened = open_store(str(tmp_path / "s.db"), clock=system_clock())
    with opened.transaction(Act()) as tx:
        for row in ROWS:
            tx.run(row)
    yield opened
    opened.close()


@pytest.mark.parametrize("subscription_id", [1, None])
def test_the_latest_day_of_a_kind_stands_alone_until_it_is_removed(
    store: Store, subscription_id: int | None
) -> None:
    with store.transaction(Act()) as tx:
        for day in (FIRST, SECOND):
            set_due(tx, 1, subscription_id, "renewal", day)
        assert list(held_due(tx)) == [DueItem(1, subscription_id, "renewal", SECOND)]
        for _ in range(2):
            set_due(tx, 1, subscription_id, "renewal", None)
        assert list(held_due(tx)) == []


def test_kinds_subscriptions_and_the_organisation_itself_are_kept_apart(store: Store) -> None:
    items = [
        DueItem(1, None, "invoice", FIRST),
        DueItem(1, None, "renewal", FIRST),
        DueItem(1, 1, "invoice", SECOND),
    ]
    with store.transaction(Act()) as tx:
        for item in reversed(items):
            set_due(tx, item.organisation_id, item.subscription_id, item.kind, item.on)
        assert list(held_due(tx)) == items


def test_a_rebuilt_index_holds_what_it_is_given_and_nothing_else(store: Store) -> None:
    items = [DueItem(1, None, "a", FIRST), DueItem(1, 1, "b", SECOND)]
    with store.transaction(Act()) as tx:
        set_due(tx, 1, 1, "c", FIRST)
        assert rebuild_due(tx, items) == 2
        assert list(held_due(tx)) == items
