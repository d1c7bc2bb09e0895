"""A clock in words: how far it has run, what is left of it."""

from saasctl.rules.calendars.openings import HOUR_SECONDS
from saasctl.rules.tickets.clocks import Clock

UNITS = {"minutes": "min", "hours": "h", "days": "d"}


def progress(clock: Clock) -> str:
    """Return a clock in words, as `acknowledge: 62 % of 2 h, 45 min left`.

    The percentage is the time run of the whole target, rounded down, above 100 once over.
    """
    spent = _length(clock.elapsed_seconds or 0)
    if clock.target is None or clock.elapsed_seconds is None:
        words = {
            "waiting": "not started",
            "excluded": "excluded" if clock.started_at is None else f"excluded after {spent}",
        }
        return f"{clock.kind}: {words.get(clock.state, f'best effort, {spent}')}"
    amount, unit = clock.target
    said = [f"{_percent(clock)} % of {amount} {UNITS[unit.removeprefix('business-')]}"]
    if clock.state != "running":
        said.append(clock.state)
    left = clock.remaining_seconds
    if clock.state == "missed" and left is not None:
        said.append(f"over by {_length(max(0, -left))}")
    elif clock.state in ("running", "paused") and left is not None:
        said.append(f"{_length(left)} left")
    return f"{clock.kind}: {', '.join(said)}"


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
