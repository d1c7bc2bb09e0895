"""Statements on subscriptions, in rounds of keys."""

from pathlib import Path

import pytest

from desk import new_desk
from saasctl.store.queries import contracts


def test_keys_are_asked_for_in_rounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = new_desk(tmp_path)
    desk.seller("kantree")
    for number in range(5):
        desk.org(f"o{number}", "kantree")
        desk.sub(f"o{number}", "team", "monthly", 1, "2026-01-15", "10.00")
    monkeypatch.setattr(contracts, "ROUND", 2)
    with desk.store.reading() as tx:
        rows = contracts.rows_for(tx, contracts.SUBSCRIPTIONS, [1, 2, 3, 4, 5])
        assert [row[0] for row in rows] == [1, 2, 3, 4, 5]
        assert contracts.subscriptions_of(tx, 3) == [3]
        assert contracts.subscriptions_named(tx, 3, "other") == []
    desk.store.close()
