"""The machine's time: every "today" and "now" of the program comes from here."""

from datetime import UTC, datetime

from saasctl.values.clock import Clock


def system_clock() -> Clock:
    """Return the clock that tells the machine's time."""
    return Clock(system_time)


def system_time() -> datetime:
    """Return the machine's time in UTC."""
    return datetime.now(UTC)
