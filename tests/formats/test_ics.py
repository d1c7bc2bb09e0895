"""Events of a calendar file: whole days, escaped text, folded lines."""

from datetime import UTC, date, datetime

from saasctl.formats.ics import OCTETS, calendar_text
from saasctl.values.views.agenda import AgendaItem

MADE = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)


def test_an_event_is_the_whole_day_and_its_text_is_escaped() -> None:
    item = AgendaItem(date(2026, 12, 31), "renewal", "acme", "acme/a,b;c", "x" * 200, True, False, None, None)
    lines = calendar_text([item], MADE).split("\r\n")
    assert "DTSTART;VALUE=DATE:20261231" in lines
    assert "DTEND;VALUE=DATE:20270101" in lines
    assert "SUMMARY:acme/a\\,b\\;c: renewal" in lines
    assert max(len(line.encode()) for line in lines) <= OCTETS + 1
    assert lines[-2:] == ["END:VCALENDAR", ""]
