"""What a notice of a day would bring (K-51, K-54, B-99, B-100)."""

from datetime import date
from pathlib import Path

import pytest

from desk import new_desk
from saasctl.acts.contracts import load_contract
from saasctl.acts.leaving import leaving_on
from saasctl.acts.terms import TermsBook

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
