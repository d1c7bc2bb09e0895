"""What a notice of a day would bring (K-51, K-54, B-99, B-100)."""

from datetime import date
from pathlib import Path

import pytest

from desk import new_desk, on
from saasctl.acts.contracts import load_contract
from saasctl.acts.leaving import booked_leaving, leaving_on
from saasctl.acts.terms import TermsBook
from saasctl.errors.custody import ClosingBlocked
from saasctl.operations.cancelling import CancelGiven, cancel
from saasctl.operations.closing import close_org
from saasctl.operations.subscription_lists import subscription_dates

D = date.fromisoformat
LEAVING = {
    ("kantree", "2026-06-15"): "2026-07-14",
    ("kantree", "2026-07-14"): "2026-07-14",
    ("kantree", "2026-07-15"): "2026-08-14",
    ("koban", "2026-06-29"): "2026-07-14",
    ("koban", "2026-06-30"): "2026-08-14",
}
"""Fifteen days before 14 July is 29 June: a day later Koban's client is held until the next month's end."""


@pytest.mark.parametrize("case", LEAVING, ids=" ".join)
def test_a_notice_ends_the_term_or_the_next_one(tmp_path: Path, case: tuple[str, str]) -> None:
    profile, day = case
    desk = new_desk(tmp_path)
    desk.seller(profile)
    desk.org("acme", profile)
    desk.sub("acme", "team", "monthly", 2, "2026-06-15", "10.00")
    with desk.store.reading() as tx:
        found = leaving_on(tx, TermsBook(tx), load_contract(tx, 1), D(day))
    desk.store.close()
    assert found is not None
    months = 1 if LEAVING[case] == "2026-07-14" else 2
    assert (str(found.last_day), str(found.refund)) == (LEAVING[case], "0.00")
    assert str(found.still_owed) == f"{20 * months}.00"


def test_an_end_that_is_booked_is_told_with_what_follows_it(tmp_path: Path) -> None:
    """Yearly from 2026-06-15, ended by a letter of 2027-03-01 on 14 June; before it nothing is told."""
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("deskapad"))
    desk.sub("acme", "periodic", "annual", 2, "2026-06-15", "10.00")
    cancel(desk.store, "acme/main", CancelGiven(form="registered-letter"), on("2027-03-01"))
    with desk.store.reading() as tx:
        book, contract = TermsBook(tx), load_contract(tx, 1)
        before, found = (booked_leaving(tx, book, contract, D(day)) for day in ("2027-02-28", "2027-03-01"))
    assert before is None
    assert found is not None
    assert (str(found.last_day), str(found.returns_until), str(found.purge_due_on)) == (
        "2027-06-14",
        "2027-09-14",
        "2027-09-16",
    )
    assert (str(found.still_owed), found.clause and found.clause.rule) == ("20.00", "D-62")
    dates = subscription_dates(desk.store, "acme", D("2027-03-02"))
    assert (dates.ending, dates.if_cancelled) == (found, None)
    with pytest.raises(ClosingBlocked) as blocked:
        close_org(desk.store, "acme", on("2027-03-02"))
    assert blocked.value.fix == "saasctl org close acme --on 2027-06-14"
    desk.store.close()
