"""A clock that has not begun, and one without a figure, are told in one step."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from desk import Desk, new_desk
from saasctl.acts.explaining_tickets import explain_ticket
from saasctl.acts.ticketing import Desks, load_ticket
from saasctl.operations.tickets import TicketGiven, open_ticket
from saasctl.values.act import Act

AT = datetime.fromisoformat


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A customer of Kantree."""
    found = new_desk(tmp_path)
    found.org("acme", found.seller("kantree"))
    yield found
    found.store.close()


def test_terms_without_figures_are_explained_briefly(desk: Desk) -> None:
    open_ticket(desk.store, "acme", TicketGiven("minor", "x"), Act(at=AT("2026-03-06T17:59:00+01:00")))
    with desk.store.reading() as tx:
        steps = explain_ticket(Desks(tx), load_ticket(tx, "T-1"), AT("2026-03-09T10:00:00+01:00")).steps
    assert [step.text for step in steps] == [
        "acknowledge: no figure from 2026-03-06T17:59+01:00",
        "acknowledge: best_effort, 61 open minutes by 2026-03-09T10:00+01:00",
        "resolve: no figure, not started",
        "restore: no figure from 2026-03-06T17:59+01:00",
        "restore: best_effort, 61 open minutes by 2026-03-09T10:00+01:00",
    ]
