"""Letters that come with a dated fact: the confirmation of a first invoice, the reminder to export."""

from pathlib import Path

from desk import new_desk, on
from saasctl.operations.cancelling import CancelGiven, cancel
from saasctl.operations.daily import run_daily
from saasctl.operations.notices import NoticeFilter, list_notices


def test_each_is_written_once_and_in_time(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("koban"))
    desk.sub("acme", "crm", "annual", 1, "2026-01-01", "100.00")
    run_daily(desk.store, on("2026-01-01"))
    cancel(desk.store, "acme", CancelGiven(form="registered-letter"), on("2026-12-16"))
    for day in ("2026-12-31", "2027-01-01", "2027-01-03"):
        run_daily(desk.store, on(day))
    found = [
        (row[2], str(row[7]), row[8]) for row in list_notices(desk.store, NoticeFilter("acme"), None).rows
    ]
    assert found == [
        ("confirmation", "2026-01-01", "to-send"),
        ("non-renewal", "None", "effective"),
        ("export-reminder", "2027-01-15", "to-send"),
    ]
    desk.store.close()
