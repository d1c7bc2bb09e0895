"""Until when access must be given back once its cause has ceased, and what follows when it is not."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from saasctl.rules.calendars.months import months_after
from saasctl.terms.resolve import Terms
from saasctl.values.clause import ClauseRef

DUE = "termination-due"


@dataclass(frozen=True, slots=True)
class Restoring:
    """The limit: access must be back before `before_at`, or by it where the time is not strict."""

    before_at: datetime
    strict: bool
    failed: str
    clause: ClauseRef | None

    def is_late(self, at: datetime) -> bool:
        """Say whether giving access back at an instant misses the limit."""
        return at >= self.before_at if self.strict else at > self.before_at


def restoring(
    terms: Terms, ceased_at: datetime, inquiry_at: datetime | None, zone: tzinfo
) -> Restoring | None:
    """Return the limit counted from the cause's end, None where the terms have none (K-48, K-49).

    An inquiry that ends later counts where the terms say so. Days keep the local time over a change
    of the clocks (K-D6), unless they are counted as elapsed hours.
    """
    found = terms.find("restoration.within")
    if found is None or not isinstance(found.value, tuple):
        return None
    length, unit = int(str(found.value[0])), str(found.value[1])
    start = ceased_at
    if inquiry_at is not None and terms.word("restoration.counted_from", "cause-end") != "cause-end":
        start = max(ceased_at, inquiry_at)
    return Restoring(
        _after(start, length, unit, zone, terms.word("restoration.clock", "wall-clock")),
        terms.flag("restoration.strict"),
        terms.word("restoration.failed", "nothing"),
        terms.cite("restoration.within"),
    )


def _after(start: datetime, length: int, unit: str, zone: tzinfo, clock: str) -> datetime:
    if unit == "hours":
        return start + timedelta(hours=length)
    if unit == "days" and clock == "elapsed":
        return start + timedelta(days=length)
    local = start.astimezone(zone)
    day = _day_after(local.date(), length, unit)
    return datetime.combine(day, local.time(), tzinfo=zone).astimezone(UTC)


def _day_after(day: date, length: int, unit: str) -> date:
    if unit == "days":
        return day + timedelta(days=length)
    return months_after(day, length * (12 if unit == "years" else 1))
