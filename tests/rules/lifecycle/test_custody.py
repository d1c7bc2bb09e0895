"""What happens to the data after the end, by the worked examples."""

from datetime import UTC, date, datetime

import pytest

from saasctl.rules.lifecycle.custody import custody_after
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Terms

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
