"""Suspensions need their cause, their evidence and their day; the statement says which step is next."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.errors.lifecycle import RestorationRefused, SuspensionUnavailable
from saasctl.operations.suspensions import restore_org, statement, suspend_org


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """BX-06: 1,440.00 due 2026-04-09."""
    found = new_desk(tmp_path)
    found.org("acme", found.seller("koban"))
    found.sub("acme", "crm", "annual", 1, "2026-04-01", "1200.00")
    found.bill("2026-04-01")
    yield found
    found.store.close()


def test_a_cause_needs_what_the_terms_ask_for(desk: Desk) -> None:
    with pytest.raises(SuspensionUnavailable, match="mood"):
        suspend_org(desk.store, "acme", "mood", None, on("2026-04-24"))
    with pytest.raises(SuspensionUnavailable, match="complaint"):
        suspend_org(desk.store, "acme", "complaint", None, on("2026-04-24"))
    with pytest.raises(RestorationRefused):
        restore_org(desk.store, "acme", on("2026-04-24"))


def test_a_statement_before_and_after_the_due_date(desk: Desk) -> None:
    early = statement(desk.store, "acme", date(2026, 4, 9))
    assert (str(early.balance), str(early.overdue), early.next) == ("1440.00", "0.00", None)
    late = statement(desk.store, "acme", date(2026, 4, 10))
    assert late.next is not None
    assert (late.next.step, late.next.possible_from_on) == ("reminder", date(2026, 4, 10))
    assert str(late.penalties) == "40.16"  # 1,440 x 3.93 % x 1/365 = 0.155, and EUR 40
