"""The fee that an indemnity is a part of: the period's, or its month's."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from desk import Desk, new_desk
from saasctl.acts.guarantees import guarantee
from saasctl.acts.ticketing import Desks, load_ticket
from saasctl.errors.tickets import NoIndemnity
from saasctl.operations.tickets import TicketGiven, open_ticket
from saasctl.values.act import Act

AT = datetime.fromisoformat


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A yearly subscription of EUR 6,000.00 from 1 March."""
    found = new_desk(tmp_path)
    found.org("acme", found.seller("koban"))
    found.sub("acme", "crm", "annual", 1, "2026-03-01", "6000.00")
    given = TicketGiven("blocking", "x", object="contact")
    open_ticket(found.store, "acme", given, Act(at=AT("2026-04-06T09:00:00+02:00")))
    yield found
    found.store.close()


def test_the_base_is_the_period_or_its_month(desk: Desk) -> None:
    now = AT("2026-05-01T00:00:00+02:00")
    with desk.store.reading() as tx:
        whole = guarantee(tx, Desks(tx), load_ticket(tx, "T-1"), now).indemnity
    assert whole.base_cents == 600000
    assert whole.period_hours == 2211
    desk.setting("koban", "indemnity.base", "month-fee")
    with desk.store.reading() as tx:
        part = guarantee(tx, Desks(tx), load_ticket(tx, "T-1"), now).indemnity
    assert part.base_cents == 50000
    assert part.period_hours == 17 * 9 + 4 * 8  # April 2026: 21 worked days, 4 of them Fridays


def test_a_ticket_without_a_contract_has_no_fee(desk: Desk) -> None:
    desk.org("beta", "koban")
    given = TicketGiven("blocking", "x", object="contact")
    open_ticket(desk.store, "beta", given, Act(at=AT("2026-04-06T09:00:00+02:00")))
    with desk.store.reading() as tx, pytest.raises(NoIndemnity):
        guarantee(tx, Desks(tx), load_ticket(tx, "T-2"), AT("2026-05-01T00:00:00+02:00"))
