"""Days of a calendar: known scopes, known hours, nothing written twice."""

from datetime import date
from pathlib import Path

import pytest

from desk import new_desk
from saasctl.errors.tickets import CalendarScopeUnknown
from saasctl.errors.usage import ValueMalformed
from saasctl.operations.calendars import add_day, list_days, remove_day
from saasctl.values.act import Act

DAY = date(2026, 5, 15)


def test_the_same_day_is_written_once(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("koban", "crm"))
    for scope in ("koban", "crm", "acme"):
        for _ in range(2):
            add_day(desk.store, scope, DAY, "closed", "bridge", Act())
    assert desk.rows("SELECT count(*) FROM calendar_day") == [(3,)]
    with pytest.raises(CalendarScopeUnknown):
        add_day(desk.store, "nobody", DAY, "closed", "bridge", Act())
    with pytest.raises(ValueMalformed):
        add_day(desk.store, "crm", DAY, "9-12", "bridge", Act())
    remove_day(desk.store, "crm", DAY, Act())
    remove_day(desk.store, "crm", DAY, Act())
    assert [row[0] for row in list_days(desk.store, None).rows] == ["acme", "koban"]
    desk.store.close()
