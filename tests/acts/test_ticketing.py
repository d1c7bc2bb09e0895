"""Tickets in the store: their events, the calendar they keep, their explanation."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from desk import Desk, new_desk
from saasctl.acts.explaining_tickets import explain_ticket
from saasctl.acts.guarantees import fee_of
from saasctl.acts.ticketing import Desks, load_ticket, ticket_id, ticket_view
from saasctl.errors.tickets import TicketUnknown
from saasctl.operations.calendars import add_day, list_days, remove_day
from saasctl.operations.tickets import Happened, TicketGiven, act_on_ticket, open_ticket
from saasctl.values.act import Act

AT = datetime.fromisoformat


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A customer of Koban with 72 guaranteed hours."""
    found = new_desk(tmp_path)
    found.org("acme", found.seller("koban"))
    found.sub("acme", "crm", "annual", 1, "2026-03-01", "6000.00")
    yield found
    found.store.close()


def opened(desk: Desk, at: str) -> str:
    given = TicketGiven("blocking", "No contact", object="contact")
    return open_ticket(desk.store, "acme", given, Act(at=AT(at))).keys[0]


def restore_due(desk: Desk, ref: str) -> datetime | None:
    with desk.store.reading() as tx:
        view = ticket_view(Desks(tx), load_ticket(tx, ref), AT("2026-04-30T00:00:00+00:00"))
    return view.clocks[-1].due_at


def test_a_closed_day_moves_deadlines_and_its_withdrawal_moves_them_back(desk: Desk) -> None:
    ref = opened(desk, "2026-03-06T16:45:00+01:00")
    assert restore_due(desk, ref) == AT("2026-03-19T09:45:00+01:00")
    add_day(desk.store, "acme", date(2026, 3, 10), "closed", "flood", Act())
    assert restore_due(desk, ref) == AT("2026-03-20T09:45:00+01:00")
    add_day(desk.store, "koban", date(2026, 3, 11), "09:00-12:00", "short day", Act())
    assert restore_due(desk, ref) == AT("2026-03-20T15:45:00+01:00")
    remove_day(desk.store, "acme", date(2026, 3, 10), Act())
    assert restore_due(desk, ref) == AT("2026-03-19T15:45:00+01:00")
    assert [row[0] for row in list_days(desk.store, None).rows] == ["koban"]


def test_a_closed_ticket_keeps_the_calendar_it_was_closed_under(desk: Desk) -> None:
    ref = opened(desk, "2026-03-06T16:45:00+01:00")
    act_on_ticket(desk.store, ref, Happened("close"), Act(at=AT("2026-03-20T10:00:00+01:00")))
    with desk.store.transaction(Act()) as tx:
        later = {"recorded_at": "2099-01-01T00:00:00Z", "label": "found later", "hours": "closed"}
        tx.insert("calendar_day", {"scope": "koban", "on_day": "2026-03-10"} | later)
    assert restore_due(desk, ref) == AT("2026-03-19T09:45:00+01:00")


def test_each_day_of_a_clock_is_explained(desk: Desk) -> None:
    """BX-14: 0:15 + 36:00 + 8:00 + 27:00 + 0:45 = 72 hours."""
    ref = opened(desk, "2026-03-06T16:45:00+01:00")
    with desk.store.reading() as tx:
        steps = explain_ticket(Desks(tx), load_ticket(tx, ref), AT("2026-03-19T09:45:00+01:00")).steps
    restored = [step for step in steps if step.unit == "minutes"][-1]
    assert restored.result == str(72 * 60)
    assert steps[-1].text == "restore: running, 4320 open minutes by 2026-03-19T09:45+01:00"


def test_the_fee_is_that_of_the_period_of_the_day(desk: Desk) -> None:
    ref = opened(desk, "2026-03-06T16:45:00+01:00")
    with desk.store.reading() as tx:
        desks, held = Desks(tx), load_ticket(tx, ref)
        assert held.contract is not None
        assert fee_of(desks.book, held.contract, "2026-03-06")[1] == 600000


@pytest.mark.parametrize("ref", ["T-", "T-x", "", "T-99999999999999", "T-9"])
def test_a_reference_that_names_nothing(desk: Desk, ref: str) -> None:
    with desk.store.reading() as tx, pytest.raises(TicketUnknown):
        load_ticket(tx, ref)
    assert ticket_id("T-12") == 12


def test_a_closed_ticket_keeps_the_settings_of_its_closing(desk: Desk) -> None:
    """From Friday 15:00 two hours end at closing; a convention set later moves the open ticket alone."""
    refs = [opened(desk, "2026-03-06T15:00:00+01:00") for _ in range(2)]
    act_on_ticket(desk.store, refs[0], Happened("close"), Act(at=AT("2026-03-20T10:00:00+01:00")))
    with desk.store.transaction(Act()) as tx:
        row = {"scope": "koban", "path": "sla.at_closing", "value": "next-opening", "from_on": "2026-01-01"}
        tx.insert("term_setting", {**row, "recorded_at": "2099-01-01T00:00:00Z"})
    with desk.store.reading() as tx:
        desks, now = Desks(tx), AT("2026-04-30T00:00:00+00:00")
        dues = [ticket_view(desks, load_ticket(tx, ref), now).clocks[0].due_at for ref in refs]
    assert dues == [AT("2026-03-06T17:00:00+01:00"), AT("2026-03-09T09:00:00+01:00")]
