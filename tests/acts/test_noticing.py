"""A notice is written once; its receipt may come later."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.acts.noticing import NOTICES, Letter, notice_view, record_notice


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A customer of Koban."""
    found = new_desk(tmp_path)
    found.org("acme", found.seller("koban"))
    yield found
    found.store.close()


def test_the_same_letter_is_one(desk: Desk) -> None:
    sent = date(2026, 4, 13)
    with desk.store.transaction(on("2026-04-13")) as tx:
        first = record_notice(tx, 1, Letter("reminder", "registered-letter", "vendor", sent))
        again = Letter("reminder", "registered-letter", "vendor", sent, date(2026, 4, 16))
        assert record_notice(tx, 1, again) == first
        view = notice_view(tx, tx.rows(NOTICES)[0])
    assert (view.id, view.received_on, view.status) == ("N-1", date(2026, 4, 16), "recorded")
    assert desk.rows("SELECT count(*) FROM notice") == [(1,)]
