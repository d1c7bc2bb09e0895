"""Calendars of a store: seeded holidays, corrections of a year, days by scope, what a clock keeps."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from desk import Desk, new_desk
from saasctl.acts.calendars import Calendars
from saasctl.acts.ticketing import Desks, load_ticket, ticket_view
from saasctl.operations.calendars import add_day, remove_day
from saasctl.operations.tickets import Happened, TicketGiven, act_on_ticket, open_ticket
from saasctl.values.act import Act
from saasctl.values.views.tickets import ClockView

AT = datetime.fromisoformat
ASCENSION = date(2026, 5, 14)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A customer of Koban."""
    found = new_desk(tmp_path)
    found.org("acme", found.seller("koban", "crm"))
    found.sub("acme", "crm", "annual", 1, "2026-03-01", "6000.00")
    yield found
    found.store.close()


def name_of(desk: Desk, calendar: str, day: date) -> str | None:
    with desk.store.reading() as tx:
        return Calendars(tx).public(calendar).name_of(day)


def test_a_correction_counts_for_its_calendar_and_those_made_of_it(desk: Desk) -> None:
    assert name_of(desk, "FR", ASCENSION) == "Ascension Day"
    assert name_of(desk, "FR", date(2026, 12, 26)) is None
    assert name_of(desk, "FR-ALSACE-MOSELLE", date(2026, 12, 26)) == "Saint Stephen's Day"
    remove_day(desk.store, "FR", ASCENSION, Act())
    assert name_of(desk, "FR-ALSACE-MOSELLE", ASCENSION) is None
    add_day(desk.store, "FR-ALSACE-MOSELLE", ASCENSION, "closed", "Ascension Day", Act())
    assert name_of(desk, "FR", ASCENSION) is None
    assert name_of(desk, "FR-ALSACE-MOSELLE", ASCENSION) == "Ascension Day"


def test_years_that_are_not_seeded_follow_the_list_of_the_law_and_corrections(desk: Desk) -> None:
    """Easter 2008 is 23 March: Ascension is 1 May, 39 days after."""
    assert name_of(desk, "FR", date(2008, 5, 1)) == "Ascension Day"
    assert name_of(desk, "FR", date(2100, 7, 14)) == "National Day"
    remove_day(desk.store, "FR", date(2100, 7, 14), Act())
    assert name_of(desk, "FR", date(2100, 7, 14)) is None
    assert name_of(desk, "FR", date(2101, 7, 14)) == "National Day"


def acknowledge(desk: Desk, ref: str) -> ClockView:
    with desk.store.reading() as tx:
        return ticket_view(Desks(tx), load_ticket(tx, ref), AT("2026-06-01T00:00:00+00:00")).clocks[0]


def test_a_clock_keeps_the_calendars_of_the_moment_it_stopped(desk: Desk) -> None:
    """Four hours from Wed 17:30: 0:30, then 3:30 on Friday, or on Ascension Day where it is worked."""
    given = TicketGiven("major", "No export")
    ref = open_ticket(desk.store, "acme", given, Act(at=AT("2026-05-13T17:30:00+02:00"))).keys[0]
    assert acknowledge(desk, ref).due_at == AT("2026-05-15T12:30:00+02:00")
    remove_day(desk.store, "acme", ASCENSION, Act())
    assert acknowledge(desk, ref).due_at == AT("2026-05-14T12:30:00+02:00")
    act_on_ticket(desk.store, ref, Happened("ack"), Act(at=AT("2026-05-14T12:00:00+02:00")))
    add_day(desk.store, "acme", ASCENSION, "closed", "Ascension Day", Act())
    add_day(desk.store, "FR", date(2026, 5, 13), "closed", "Day of Europe", Act())
    kept = acknowledge(desk, ref)
    assert (kept.due_at, kept.elapsed_minutes) == (AT("2026-05-14T12:30:00+02:00"), 210)
    other = open_ticket(desk.store, "acme", given, Act(at=AT("2026-05-13T17:30:00+02:00"))).keys[0]
    assert acknowledge(desk, other).due_at == AT("2026-05-15T13:00:00+02:00")


def test_a_short_day_of_a_public_calendar_is_no_holiday(desk: Desk) -> None:
    """Thursday 24 December 2026 until noon: an hour from 11:30 ends on Monday 28 at 09:30, 25 is closed."""
    add_day(desk.store, "FR", date(2026, 12, 24), "09:00-12:00", "Christmas Eve", Act())
    given = TicketGiven("blocking", "No contact")
    ref = open_ticket(desk.store, "acme", given, Act(at=AT("2026-12-24T10:30:00+01:00"))).keys[0]
    with desk.store.reading() as tx:
        clock = ticket_view(Desks(tx), load_ticket(tx, ref), AT("2027-01-01T00:00:00+00:00")).clocks[0]
    assert clock.due_at == AT("2026-12-28T09:30:00+01:00")
