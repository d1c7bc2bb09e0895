"""What a run takes in one transaction: the earliest day, whole organisations."""

from datetime import date
from pathlib import Path

import pytest

from desk import new_desk
from saasctl.acts import running
from saasctl.acts.running import BILLING, next_chunk
from saasctl.values.act import Act


def test_chunks_hold_whole_organisations_of_the_earliest_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = new_desk(tmp_path)
    desk.seller("kantree")
    for number in range(3):
        desk.org(f"o{number}", "kantree")
    with desk.store.transaction(Act()) as tx:
        for key, (org, day) in enumerate([(1, 5), (1, 5), (2, 5), (2, 5), (3, 4)], 1):
            sub = {
                "organisation_id": org,
                "name": f"s{key}",
                "started_on": "2026-01-01",
                "trial": 0,
                "credits": 0,
            }
            tx.insert("subscription", sub)
            due = {
                "organisation_id": org,
                "subscription_id": key,
                "kind": "invoice",
                "on_day": f"2026-01-0{day}",
            }
            tx.insert("due", due)
    monkeypatch.setattr(running, "CHUNK", 3)
    with desk.store.reading() as tx:

        def ids(passed: set[int], org: int | None = None) -> list[int] | None:
            chunk = next_chunk(tx, date(2026, 1, 31), BILLING, passed, org)
            return chunk.ids(BILLING) if chunk else None

        assert ids(set()) == [5]
        assert ids({3}) == [1, 2]
        assert ids({1, 3}) == [3, 4]
        assert ids(set(), 2) == [3, 4]
        assert ids({1, 2, 3}) is None
        assert next_chunk(tx, date(2026, 1, 3), BILLING, set(), None) is None
    desk.store.close()
