"""A request for the return of data is a case: its own day, or that of its opening; other wishes are none."""

from datetime import date
from pathlib import Path

from desk import new_desk, on
from saasctl.acts.returning import return_asked_on
from saasctl.acts.terms import TermsBook
from saasctl.operations.cases import CaseGiven, open_case


def test_the_first_request_on_record_counts(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("koban"))
    for wanted, asked, opened in (
        ("escrow", "2027-01-05", "2027-01-05"),
        ("data", None, "2027-02-10"),
        ("data", "2027-02-02", "2027-02-12"),
    ):
        facts = (("wanted", wanted), *((("asked_on", asked),) if asked else ()))
        open_case(desk.store, "acme", "reversibility", CaseGiven(facts), on(opened))
    found = []
    with desk.store.reading() as tx:
        terms = TermsBook(tx).of_seller(1, date(2027, 2, 1))
        for day in (date(2027, 2, 9), date(2027, 2, 10), date(2027, 2, 12)):
            found.append(return_asked_on(tx, terms, 1, day))
    assert found == [None, date(2027, 2, 10), date(2027, 2, 2)]
    desk.store.close()
