"""Incidents and planned work: order, endings, what counts in a month."""

from datetime import date, datetime
from pathlib import Path

import pytest

from desk import Desk, new_desk
from saasctl.errors.base import NotFound
from saasctl.errors.tickets import TicketOutOfOrder
from saasctl.errors.usage import ValueMalformed
from saasctl.operations.incidents import (
    WorkGiven,
    close_incident,
    list_incidents,
    open_incident,
    plan_maintenance,
    report_availability,
)
from saasctl.values.act import Act

AT = datetime.fromisoformat


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    found = new_desk(tmp_path)
    found.seller("koban")
    return found


def test_an_incident_ends_after_it_began_and_once(desk: Desk) -> None:
    begin, end = AT("2026-03-10T10:00:00+01:00"), AT("2026-03-10T11:00:00+01:00")
    open_incident(desk.store, "koban", "x", None, Act(at=begin))
    with pytest.raises(TicketOutOfOrder):
        close_incident(desk.store, "IN-1", Act(at=AT("2026-03-10T09:59:00+01:00")))
    close_incident(desk.store, "IN-1", Act(at=end))
    close_incident(desk.store, "IN-1", Act(at=AT("2026-03-10T12:00:00+01:00")))
    assert [row[4] for row in list_incidents(desk.store, "koban", end).rows] == [60]
    with pytest.raises(NotFound):
        close_incident(desk.store, "IN-x", Act(at=end))


def test_a_cause_that_the_terms_leave_out_is_no_down_time(desk: Desk) -> None:
    """B-66: a suspension by an authority is left out, as is announced work."""
    begin, end = AT("2026-04-10T10:00:00+02:00"), AT("2026-04-10T11:00:00+02:00")
    open_incident(desk.store, "koban", "seizure", "authority", Act(at=begin))
    close_incident(desk.store, "IN-1", Act(at=end))
    times = AT("2026-04-12T10:00:00+02:00"), AT("2026-04-12T10:30:00+02:00")
    told = WorkGiven("network", "x", AT("2026-03-01T10:00:00+01:00"), "email")
    late = WorkGiven("network", "x", AT("2026-04-12T11:00:00+02:00"), "email")
    plan_maintenance(desk.store, "koban", times, told, Act())
    written = plan_maintenance(desk.store, "koban", times, late, Act())
    assert written.warnings == ("announced on 2026-04-12, after 2026-03-12, the last day",)
    plan_maintenance(desk.store, "koban", times, WorkGiven("network", "x"), Act())
    found = report_availability(desk.store, "koban", date(2026, 4, 1), AT("2026-05-01T00:00:00+02:00"))
    assert (str(found.excluded_minutes), str(found.down_minutes), found.met) == ("90", "0", True)
    with pytest.raises(ValueMalformed):
        plan_maintenance(desk.store, "koban", times[::-1], told, Act())


def test_work_announced_after_it_began_is_not_left_out(desk: Desk) -> None:
    """B-46 leaves out announced maintenance."""
    times = AT("2026-04-12T10:00:00+02:00"), AT("2026-04-12T10:30:00+02:00")
    late = WorkGiven("network", "x", AT("2026-04-12T10:00:01+02:00"), "email")
    plan_maintenance(desk.store, "koban", times, late, Act())
    month, now = date(2026, 4, 1), AT("2026-05-01T00:00:00+02:00")
    assert report_availability(desk.store, "koban", month, now).excluded_minutes == 0


def test_a_copy_is_restored_unless_the_customer_caused_it(desk: Desk) -> None:
    """S-59."""
    desk.seller("ksaar")
    at = AT("2026-04-10T10:00:00+02:00")
    for cause in (None, "caused-by-customer"):
        open_incident(desk.store, "ksaar", "x", cause, Act(at=at))
    found = [row[-1] for row in list_incidents(desk.store, "ksaar", at).rows]
    assert found == ["last-copy", "not owed: caused-by-customer"]
