"""iCalendar (RFC 5545): the agenda as whole days in a calendar program."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from hashlib import sha256

from saasctl.values.views.agenda import AgendaItem

OCTETS = 73
"""Octets of a line before it is folded; the standard allows 75 without the line end."""


def calendar_text(items: Iterable[AgendaItem], made_at: datetime) -> str:
    """Return a calendar with one event a whole day long for each item; lines end in CR LF."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//saasctl//agenda//EN"]
    for item in items:
        lines += _event(item, made_at)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(item: AgendaItem, made_at: datetime) -> Iterator[str]:
    name = f"{item.kind}|{item.subject}|{item.on}"
    yield "BEGIN:VEVENT"
    yield f"UID:{sha256(name.encode()).hexdigest()}@saasctl"
    yield f"DTSTAMP:{made_at:%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{item.on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{item.on + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(f'{item.subject}: {item.kind}')}"
    yield f"DESCRIPTION:{_escaped(f'{item.action} ({item.rule})' if item.rule else item.action)}"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    part, first = "", True
    for letter in line:
        if len((part + letter).encode()) > OCTETS:
            yield part if first else f" {part}"
            part, first = "", False
        part += letter
    yield part if first else f" {part}"
