"""An indemnity is claimed, paid once, and refused where the time was kept."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.errors.tickets import NoIndemnity
from saasctl.operations.indemnities import claim_indemnity, pay_indemnity, show_indemnity
from saasctl.operations.tickets import Happened, TicketGiven, act_on_ticket, open_ticket
from saasctl.values.act import Act

AT = datetime.fromisoformat


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """BX-16: 27.25 hours over the guarantee; a second ticket mended in time."""
    found = new_desk(tmp_path)
    found.org("acme", found.seller("koban"))
    found.sub("acme", "crm", "annual", 1, "2026-03-01", "6000.00")
    found.bill("2026-03-01")
    given = TicketGiven("blocking", "x", object="contact")
    for _ in range(2):
        open_ticket(found.store, "acme", given, Act(at=AT("2026-03-06T16:45:00+01:00")))
    act_on_ticket(found.store, "T-2", Happened("resolve"), Act(at=AT("2026-03-10T11:00:00+01:00")))
    act_on_ticket(found.store, "T-1", Happened("resolve"), Act(at=AT("2026-03-24T11:00:00+01:00")))
    yield found
    found.store.close()


def test_an_indemnity_is_paid_once(desk: Desk) -> None:
    with pytest.raises(NoIndemnity, match="T-1"):
        pay_indemnity(desk.store, "T-1", on("2026-04-01"))
    claim_indemnity(desk.store, "T-1", on("2026-04-01"))
    claim_indemnity(desk.store, "T-1", on("2026-04-01"))
    first = pay_indemnity(desk.store, "T-1", on("2026-04-02"))
    assert pay_indemnity(desk.store, "T-1", on("2026-04-03")).keys == first.keys
    assert desk.rows("SELECT net_cents FROM invoice WHERE kind = 'credit_note'") == [(-7395,)]
    assert show_indemnity(desk.store, "T-1", None).paid_by == first.keys[0]


def test_nothing_is_claimed_where_the_time_was_kept(desk: Desk) -> None:
    with pytest.raises(NoIndemnity):
        claim_indemnity(desk.store, "T-2", on("2026-04-01"))
