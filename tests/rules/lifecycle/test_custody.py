"""What happens to the data after the end, by the worked examples."""

from datetime import UTC, date, datetime

import pytest

from saasctl.rules.lifecycle.custody import custody_after, reminders_before
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Answer, Terms

D = date.fromisoformat
TABLE = [
    ("BX-12", "koban", "2026-12-31", "2027-01-15", "2027-03-31", "2036-12-31", "2037-01-01", None),
    ("BX-12 clipped", "koban", "2026-11-30", "2026-12-15", "2027-02-28", "2036-11-30", "2036-12-01", None),
    ("BX-08", "koban", "2026-05-05", "2026-05-20", "2026-08-05", "2036-05-05", "2036-05-06", None),
    ("SX-22", "ksaar", "2026-04-09", "2026-04-09", None, None, "2026-04-10", "2026-07-08"),
    ("DX-21", "deskapad", "2026-11-30", None, "2027-02-28", None, "2027-03-02", None),
    ("KX-13", "kantree", "2026-07-14", "2026-07-14", None, None, None, None),
]


@pytest.mark.parametrize("row", TABLE, ids=[row[0] for row in TABLE])
def test_dates_after_the_end(row: tuple[str | None, ...]) -> None:
    found = custody_after(Terms(load_profile(str(row[1]))), D(str(row[2])))
    dates = (
        found.export_until,
        found.returns_until,
        found.paid_returns_until,
        found.purge_due_on,
        found.backups_until,
    )
    assert dates == tuple(None if day is None else D(day) for day in row[3:])


def test_a_return_that_was_delivered_brings_the_deletion_forward() -> None:
    """DX-21: delivered 2027-01-15 10:00, deleted by 2027-01-17 10:00."""
    delivered = datetime(2027, 1, 15, 9, tzinfo=UTC)
    found = custody_after(Terms(load_profile("deskapad")), D("2026-11-30"), delivered)
    assert found.purge_due_on == D("2027-01-17")


HOURS = [
    ("the window ends with a month of 29 days", "2027-11-30", None, None, "2028-03-02T23:00", "2028-03-02"),
    ("the clocks go forward meanwhile", "2026-12-27", None, None, "2027-03-29T23:00", "2027-03-30"),
    (
        "returned late in the evening",
        "2026-11-30",
        "2027-01-14T23:30",
        None,
        "2027-01-16T23:30",
        "2027-01-17",
    ),
    ("returned at midnight", "2026-11-30", "2027-01-14T23:00", None, "2027-01-16T23:00", "2027-01-16"),
    ("asked for in writing", "2026-11-30", None, "2027-01-20", "2027-01-22T23:00", "2027-01-22"),
    (
        "asked for after the return",
        "2026-11-30",
        "2027-01-14T10:00",
        "2027-01-20",
        "2027-01-16T10:00",
        "2027-01-16",
    ),
]


@pytest.mark.parametrize("row", HOURS, ids=[row[0] for row in HOURS])
def test_forty_eight_hours_elapse_in_paris(row: tuple[str | None, ...]) -> None:
    """D-78, D-C7: instants in UTC. The window is over at midnight; a midnight belongs to the day it ends."""
    _, end, returned, asked, at, on = row
    found = custody_after(
        Terms(load_profile("deskapad")),
        D(str(end)),
        None if returned is None else datetime.fromisoformat(returned).replace(tzinfo=UTC),
        None if asked is None else D(asked),
    )
    assert found.purge_due_at == datetime.fromisoformat(str(at)).replace(tzinfo=UTC)
    assert found.purge_due_on == D(str(on))


def test_reminders_count_back_from_the_last_day() -> None:
    """S-61: 30 and 7 days before 9 April are 10 March and 2 April; none while the days are blank."""
    days = {"export.reminder_days": Answer("export.reminder_days", "30, 7", "operator", date(2026, 1, 1))}
    profile = load_profile("ksaar")
    found = reminders_before(Terms(profile, days), date(2026, 4, 9))
    assert found == (date(2026, 3, 10), date(2026, 4, 2))
    assert reminders_before(Terms(profile), date(2026, 4, 9)) == ()
