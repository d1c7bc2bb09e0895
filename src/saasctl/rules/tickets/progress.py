"""A clock in words: how far it has run, what is left of it."""

from saasctl.rules.calendars.openings import HOUR_SECONDS
from saasctl.rules.tickets.clocks import Clock

UNITS = {"minutes": "min", "hours": "h", "days": "d"}


def progress(clock: Clock) -> str:
    """Return a clock in words, as `acknowledge: 62 % of 2 h, 45 min left`.

    The percentage is the time run of the whole target, rounded down, above 100 once over.
    """
    if clock.target is None or clock.elapsed_seconds is None:
        spent = _length(clock.elapsed_seconds or 0)
        if clock.state == "waiting":
            return f"{clock.kind}: not started"
        if clock.state != "excluded":
            return f"{clock.kind}: best effort, {spent}"
        return f"{clock.kind}: {'excluded' if clock.started_at is None else f'excluded after {spent}'}"
    (amount, unit), state, left = clock.target, clock.state, clock.remaining_seconds
    said = f"{clock.kind}: {_percent(clock)} % of {amount} {UNITS[unit.removeprefix('business-')]}"
    if state != "running":
        said = f"{said}, {state}"
    if left is None or state not in ("missed", "running", "paused"):
        return said
    if state == "missed":
        return f"{said}, over by {_length(max(0, -left))}"
    return f"{said}, {_length(left)} left"


def _percent(clock: Clock) -> int:
    elapsed, left = clock.elapsed_seconds or 0, clock.remaining_seconds
    if left is None:
        return 0
    whole = elapsed + left
    return 100 * elapsed // whole if whole > 0 else 100


def _length(seconds: int) -> str:
    hours, minutes = seconds // HOUR_SECONDS, seconds % HOUR_SECONDS // 60
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {minutes:02d}" if minutes else f"{hours} h"
