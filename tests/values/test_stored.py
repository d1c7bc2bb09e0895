from datetime import UTC, date, datetime

import pytest

from saasctl.values.stored import day, day_or_none, instant, instant_or_none, text_or_none, whole


def test_values_come_back_as_they_were_meant() -> None:
    assert (whole(7), day("2026-02-28"), text_or_none("x")) == (7, date(2026, 2, 28), "x")
    assert instant("2026-02-28T09:00:00Z") == datetime(2026, 2, 28, 9, tzinfo=UTC)
    assert (day_or_none(None), instant_or_none(None), text_or_none(None)) == (None, None, None)
    assert day_or_none("2026-02-28") == date(2026, 2, 28)
    assert instant_or_none("2026-02-28T09:00:00Z") == instant("2026-02-28T09:00:00Z")
    with pytest.raises(ValueError, match="stored as '7'"):
        whole("7")
