"""Days of a calendar: known scopes, known hours, nothing written twice."""

from datetime import date
from pathlib import Path

import pytest

from desk import Desk, new_desk
from saasctl.errors.tickets import CalendarScopeUnknown
from saasctl.errors.usage import ValueMalformed
from saasctl.operations.calendars import add_day, list_days, remove_day, show_days
from saasctl.values.act import Act

DAY = date(2026, 5, 15)
WRITTEN = "SELECT scope, on_day, hours FROM calendar_day WHERE recorded_at > '0002' ORDER BY id"


def test_the_same_day_is_written_once(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("koban", "crm"))
    for scope in ("koban", "crm", "acme"):
        for _ in range(2):
            add_day(desk.store, scope, DAY, "closed", "bridge", Act())
    assert desk.rows(f"SELECT count(*) FROM ({WRITTEN})") == [(3,)]
    with pytest.raises(CalendarScopeUnknown):
        add_day(desk.store, "nobody", DAY, "closed", "bridge", Act())
    with pytest.raises(ValueMalformed):
        add_day(desk.store, "crm", DAY, "9-12", "bridge", Act())
    remove_day(desk.store, "crm", DAY, Act())
    remove_day(desk.store, "crm", DAY, Act())
    assert [row[0] for row in list_days(desk.store, None).rows] == ["acme", "koban"]
    desk.store.close()


def test_a_holiday_that_is_worked_or_added_is_written_once(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("koban", "crm"))
    ascension = date(2026, 5, 14)
    for _ in range(2):
        remove_day(desk.store, "acme", ascension, Act())
    assert desk.rows(WRITTEN) == [("acme", "2026-05-14", "worked")]
    for _ in range(2):
        remove_day(desk.store, "FR", ascension, Act())
        remove_day(desk.store, "FR", date(2026, 5, 12), Act())
    assert desk.rows(WRITTEN)[1:] == [("FR", "2026-05-14", "usual")]
    assert shown(desk, "crm", 2026)[4] == ("FR", "2026-05-14", "usual", "Ascension Day: usual hours")
    add_day(desk.store, "FR", date(2071, 5, 9), "closed", "Day of Europe", Act())
    assert len(shown(desk, "FR", 2071)) == 12
    assert len(shown(desk, "FR-ALSACE-MOSELLE", 2072)) == 13
    add_day(desk.store, "FR", date(2026, 12, 24), "09:00-12:00", "Christmas Eve", Act())
    assert ("FR", "2026-12-24", "09:00-12:00", "Christmas Eve") in shown(desk, "acme", 2026)
    desk.store.close()


def shown(desk: Desk, scope: str, year: int) -> list[tuple[object, ...]]:
    return list(show_days(desk.store, scope, year).rows)
