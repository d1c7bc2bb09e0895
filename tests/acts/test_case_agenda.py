"""Open cases put their dates on the agenda, closed ones do not."""

from datetime import date
from pathlib import Path

from desk import new_desk, on
from saasctl.acts.case_agenda import case_items
from saasctl.acts.terms import TermsBook
from saasctl.operations.cases import CaseGiven, open_case

D = date.fromisoformat


def test_dates_come_up_to_the_last_day_asked_for(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("ksaar"))
    desk.org("other", "ksaar")
    open_case(desk.store, "acme", "audit", CaseGiven(), on("2026-05-06"))
    with desk.store.reading() as tx:
        book = TermsBook(tx)
        found = list(case_items(tx, book, D("2026-05-06"), D("2026-05-12"), None))
        none = list(case_items(tx, book, D("2026-05-06"), D("2026-05-11"), None))
        others = list(case_items(tx, book, D("2026-05-06"), D("2026-05-12"), 2))
    desk.store.close()
    assert [(one.on, one.subject) for one in found] == [(D("2026-05-12"), "C-1 visit")]
    assert (none, others) == ([], [])
