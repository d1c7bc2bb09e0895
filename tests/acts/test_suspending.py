"""Suspensions by day, and what reopening asks for after a repeat."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.acts.finding import organisation_named
from saasctl.acts.suspending import disputed_on, done_since, late_invoices, prepayment, suspensions_on
from saasctl.acts.terms import TermsBook
from saasctl.operations.corrections import dispute
from saasctl.operations.suspensions import restore_org, suspend_org


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """BX-07: monthly instalments of 120.00 in a term of a year."""
    found = new_desk(tmp_path)
    found.org("acme", found.seller("koban"))
    found.sub("acme", "crm", "monthly", 1, "2026-04-01", "120.00")
    with found.store.transaction(on("2026-04-01")) as tx:
        row = {"subscription_id": 1, "path": "commitment.months", "value": "12", "source": "x"}
        tx.insert("term_override", row | {"from_on": "2026-04-01"})
    found.bill("2026-09-01")
    yield found
    found.store.close()


def test_a_repeat_asks_for_the_rest_of_the_term(desk: Desk) -> None:
    """Six months of 120.00 and VAT: 864.00, only from the second suspension on."""
    rows = [("2026-05-21", "2026-05-22"), ("2026-09-21", None)]
    for number, (start, end) in enumerate(rows):
        with desk.store.transaction(on(start)) as tx:
            held = {"organisation_id": 1, "cause": "non-payment", "scope": "organisation"}
            tx.insert("suspension", held | {"from_on": start, "until_on": end})
            organisation = organisation_named(tx, "acme")
            owed = prepayment(tx, TermsBook(tx), organisation, date(2026, 9, 30))[0]
            assert owed == (86400 if number else 0)
            assert len(suspensions_on(tx, 1, date(2026, 9, 30))) == number


def test_what_is_late_and_what_is_disputed(desk: Desk) -> None:
    dispute(desk.store, "INV-2026-000001", None, None, on("2026-05-01"))
    dispute(desk.store, "INV-2026-000002", None, date(2026, 6, 1), on("2026-05-20"))
    with desk.store.reading() as tx:
        assert len(late_invoices(tx, 1, date(2026, 5, 1))) == 1
        assert disputed_on(tx, 1, date(2026, 7, 1)) == {"INV-2026-000001": 14400}
        assert done_since(tx, 1, date(2026, 4, 1), date(2026, 7, 1)) == {}


def test_access_is_cut_once_and_given_back(desk: Desk) -> None:
    for _ in range(2):
        suspend_org(desk.store, "acme", "complaint", "letter of 3 June", on("2026-06-04"))
    restore_org(desk.store, "acme", on("2026-06-10"))
    rows = desk.rows("SELECT cause, from_on, until_on FROM suspension")
    assert rows == [("complaint", "2026-06-04", "2026-06-10")]
