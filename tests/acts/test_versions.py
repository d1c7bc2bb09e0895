from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.acts.versions import announced_change, latest_change, load_versions, put_announcement, put_answer
from saasctl.rules.lifecycle.versions import Change

FIRST = Change("2", date(2026, 4, 20), date(2026, 5, 5))
SECOND = Change("3", date(2026, 6, 1), date(2026, 7, 1))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Two customers of one seller, id 1 and 2."""
    found = new_desk(tmp_path)
    seller = found.seller("kantree")
    found.org("acme", seller)
    found.org("berlin", seller)
    yield found
    found.store.close()


def test_an_amendment_reaches_one_customer_alone(desk: Desk) -> None:
    with desk.store.transaction(on("2026-06-02")) as tx:
        put_announcement(tx, 1, None, FIRST, None)
        put_announcement(tx, 1, 2, SECOND, "signed by both")
        put_answer(tx, 2, None, "3", "accepted")
        found = load_versions(tx)
        assert found.changes(1, 1) == [FIRST]
        assert found.changes(1, 2) == [FIRST, SECOND]
        assert found.said[2].accepted == {"3": date(2026, 6, 2)}
        assert announced_change(tx, 1, "3", 1) is None
        assert announced_change(tx, 1, "3", 2) == SECOND


def test_the_last_version_known_of_on_a_day(desk: Desk) -> None:
    with desk.store.transaction(on("2026-06-02")) as tx:
        put_announcement(tx, 1, None, FIRST, None)
        put_announcement(tx, 1, None, SECOND, None)
        days = [date(2026, 4, 19), date(2026, 5, 31), date(2026, 6, 1)]
        assert [latest_change(tx, 1, 1, None, day) for day in days] == [None, FIRST, SECOND]
        assert latest_change(tx, 1, 1, "2", days[2]) == FIRST
