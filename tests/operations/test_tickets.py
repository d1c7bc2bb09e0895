"""Acts on tickets: what their state, their order and their terms allow."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desk import Desk, new_desk
from saasctl.errors.terms import BlankTerm
from saasctl.errors.tickets import (
    ClocksFound,
    ExclusionUnknown,
    PauseUnavailable,
    SeverityUnknown,
    TicketOutOfOrder,
    TicketStateForbids,
)
from saasctl.errors.usage import ValueMalformed
from saasctl.operations.tickets import (
    Happened,
    TicketFilter,
    TicketGiven,
    act_on_ticket,
    list_tickets,
    open_ticket,
    show_ticket,
)
from saasctl.values.act import Act
from saasctl.values.answers import Listing

START = datetime.fromisoformat("2026-03-09T09:00:00+01:00")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A customer of Koban with an open ticket."""
    found = new_desk(tmp_path)
    found.org("acme", found.seller("koban"))
    open_ticket(found.store, "acme", TicketGiven("major", "x"), Act(at=START))
    yield found
    found.store.close()


def later(hours: int, key: str | None = None) -> Act:
    return Act(at=START + timedelta(hours=hours), key=key)


def test_a_state_allows_what_follows_from_it(desk: Desk) -> None:
    act_on_ticket(desk.store, "T-1", Happened("ack"), later(1))
    for kind in ("ack", "resume", "reopen"):
        with pytest.raises(TicketStateForbids):
            act_on_ticket(desk.store, "T-1", Happened(kind), later(2))
    act_on_ticket(desk.store, "T-1", Happened("close"), later(3))
    with pytest.raises(TicketStateForbids):
        act_on_ticket(desk.store, "T-1", Happened("exclude", "sabotage"), later(4))


def test_what_happened_stands_in_order_of_time(desk: Desk) -> None:
    with pytest.raises(TicketOutOfOrder):
        act_on_ticket(desk.store, "T-1", Happened("ack"), later(-1))
    act_on_ticket(desk.store, "T-1", Happened("ack"), later(2))
    with pytest.raises(TicketOutOfOrder):
        act_on_ticket(desk.store, "T-1", Happened("resolve"), later(1))


@pytest.mark.parametrize(
    ("kind", "detail", "refusal"),
    [
        ("severity", "huge", SeverityUnknown),
        ("exclude", "mood", ExclusionUnknown),
        ("pause", None, PauseUnavailable),
    ],
)
def test_words_are_those_of_the_terms(
    desk: Desk, kind: str, detail: str | None, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        act_on_ticket(desk.store, "T-1", Happened(kind, detail), later(1))
    with pytest.raises(SeverityUnknown):
        open_ticket(desk.store, "acme", TicketGiven("huge", "x"), later(1))


def test_a_key_opens_a_ticket_once(desk: Desk) -> None:
    given = TicketGiven("minor", "y")
    first = open_ticket(desk.store, "acme", given, later(1, key="mail-7"))
    assert open_ticket(desk.store, "acme", given, later(1, key="mail-7")).keys == first.keys
    act = later(2, key="ack-7")
    act_on_ticket(desk.store, "T-2", Happened("ack"), act)
    act_on_ticket(desk.store, "T-2", Happened("ack"), act)
    assert desk.rows("SELECT count(*) FROM ticket_event WHERE kind = 'ack'") == [(1,)]


def test_lists_by_clock_state_and_severity(desk: Desk) -> None:
    open_ticket(desk.store, "acme", TicketGiven("minor", "y"), later(1))
    now = START + timedelta(hours=2)

    def refs(wanted: TicketFilter) -> list[object]:
        found = list_tickets(desk.store, wanted, now).answer
        assert isinstance(found, Listing)
        return [row[0] for row in found.rows]

    assert refs(TicketFilter()) == ["T-1", "T-2"]
    assert refs(TicketFilter("acme", "koban", "minor")) == ["T-2"]
    assert refs(TicketFilter(state="acknowledged")) == []
    assert refs(TicketFilter(due_within=timedelta(hours=1))) == []
    assert refs(TicketFilter(due_within=timedelta(hours=2))) == ["T-1"]
    risk = TicketFilter(due_within=timedelta(hours=2), fail_on="at-risk")
    assert isinstance(list_tickets(desk.store, risk, now).failure, ClocksFound)
    missed = TicketFilter(fail_on="missed")
    assert list_tickets(desk.store, missed, now).failure is None
    assert isinstance(list_tickets(desk.store, missed, now + timedelta(days=1)).failure, ClocksFound)
    with pytest.raises(ValueMalformed):
        list_tickets(desk.store, TicketFilter(fail_on="at-risk"), now)


def test_an_address_that_is_blank_is_asked_for(desk: Desk) -> None:
    """K-42: requests by e-mail go to an address that the document leaves out."""
    desk.org("beta", desk.seller("kantree"))
    with pytest.raises(BlankTerm):
        open_ticket(desk.store, "beta", TicketGiven("minor", "x", "email"), later(1))
    open_ticket(desk.store, "beta", TicketGiven("minor", "x"), later(1))
    assert show_ticket(desk.store, "T-2", START + timedelta(hours=2)).org == "beta"
