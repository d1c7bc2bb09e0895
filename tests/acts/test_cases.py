"""A case is written once, grows by entries, and is read as of a day."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.acts.cases import add_entries, case_view, entries_of, load_case
from saasctl.acts.terms import TermsBook
from saasctl.errors.cases import CaseUnknown
from saasctl.operations.cases import CaseGiven, open_case

D = date.fromisoformat


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A customer of Ksaar with a case."""
    found = new_desk(tmp_path)
    found.org("acme", found.seller("ksaar"))
    open_case(found.store, "acme", "audit", CaseGiven(), on("2026-05-06"))
    yield found
    found.store.close()


def test_entries_are_known_from_their_day_on(desk: Desk) -> None:
    with desk.store.transaction(on("2026-06-01")) as tx:
        case = load_case(tx, "c-1")
        add_entries(tx, case, [("fact", "findings_on", "2026-06-01"), ("note", "note", "by post")])
        assert [one.name for one in entries_of(tx, case, D("2026-05-31"))] == ["notified_on"]
        before = case_view(tx, TermsBook(tx), case, D("2026-05-31"))
        after = case_view(tx, TermsBook(tx), case, D("2026-06-01"))
    assert [one.on for one in before.dates] == [D("2026-05-12"), None, None]
    assert [one.on for one in after.dates] == [D("2026-05-12"), D("2026-06-16"), D("2026-06-17")]
    assert [(one.what, one.text) for one in after.notes] == [("note", "by post")]


def test_an_unknown_case_is_refused(desk: Desk) -> None:
    with desk.store.reading() as tx, pytest.raises(CaseUnknown):
        load_case(tx, "C-x")
