"""A report takes its kind, measures and blanks from the terms."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.errors.compromises import CompromiseKindUnknown, MeasureUnavailable
from saasctl.errors.terms import BlankTerm
from saasctl.operations.compromises import CompromiseGiven, report_compromise
from saasctl.operations.users import add_user
from saasctl.values.act import Act

LEO = "leo@acme.example"
ACT = Act(at=datetime(2026, 5, 12, 12, 30, tzinfo=UTC))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A customer of Kantree with a user."""
    found = new_desk(tmp_path)
    found.org("acme", found.seller("kantree"))
    found.sub("acme", "team", "monthly", 2, "2026-05-01", "9.00")
    add_user(found.store, LEO, "acme", {}, on("2026-05-01"))
    yield found
    found.store.close()


def test_what_the_terms_do_not_know_is_refused(desk: Desk) -> None:
    with pytest.raises(BlankTerm):
        report_compromise(desk.store, LEO, None, CompromiseGiven(), ACT)
    desk.setting("kantree", "compromise.address", "security@example.com")
    with pytest.raises(CompromiseKindUnknown):
        report_compromise(desk.store, LEO, None, CompromiseGiven("lost"), ACT)
    with pytest.raises(MeasureUnavailable):
        report_compromise(desk.store, LEO, None, CompromiseGiven(measures=("delete",)), ACT)
    assert report_compromise(desk.store, LEO, None, CompromiseGiven(), ACT).keys == (LEO,)
