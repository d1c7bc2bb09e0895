"""A clock: what "today" and "now" mean, given a source of instants and a zone."""

from collections.abc import Callable
from datetime import UTC, date, datetime, tzinfo
from typing import NamedTuple


class Clock(NamedTuple):
    """A source of instants, the zone in which a day begins, and a day it never falls behind.

    `zone` is an IANA name. `floor` is the last day run of a sandbox: its today is the later of the
    two. Only `system.clock` makes one that tells the machine's time.
    """

    source: Callable[[], datetime]
    zone: str = "UTC"
    floor: date | None = None

    def now(self) -> datetime:
        """Return the true instant in UTC, whole seconds."""
        return self.source().astimezone(UTC).replace(microsecond=0)

    def today(self) -> date:
        """Return the day it is in the clock's zone, never before `floor`."""
        day = self.day_of(self.now())
        return day if self.floor is None else max(day, self.floor)

    def day_of(self, instant: datetime) -> date:
        """Return the day on which an instant falls in the clock's zone."""
        return instant.astimezone(zone_named(self.zone)).date()

    def start_of(self, day: date) -> datetime:
        """Return the first instant of a day in the clock's zone, in UTC."""
        return datetime(day.year, day.month, day.day, tzinfo=zone_named(self.zone)).astimezone(UTC)


def zone_named(name: str) -> tzinfo:
    """Return an IANA zone; UTC needs no zone data. Raises ValueError for an unknown name."""
    if name == "UTC":
        return UTC
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, OSError) as error:
        raise ValueError(f"no time zone named {name}") from error


def stamp(instant: datetime) -> str:
    """Return an instant as stored: ISO 8601 in UTC, whole seconds, with Z."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
