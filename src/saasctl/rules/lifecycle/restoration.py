"""When access must be back once the cause of a suspension has ceased."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from saasctl.rules.lifecycle.facts import Fact
from saasctl.terms.resolve import Terms
from saasctl.values.clause import ClauseRef
from saasctl.values.clock import zone_named

CEASED, OPEN, CLOSED, RESTORED = "ceased_at", "inquiry_open", "inquiry_closed_at", "restored_at"
"""Facts of a case from which the limit is counted; a kind that has the first has the limit."""


@dataclass(frozen=True, slots=True)
class Limit:
    """The instant before which (or, not `strict`, up to which) access is back; None while it waits."""

    at: datetime | None
    waits_for: str | None
    strict: bool
    ends_contract: bool
    clause: ClauseRef | None

    def kept_by(self, restored_at: datetime) -> bool:
        """Say whether access was back in time."""
        if self.at is None:
            return True
        return restored_at < self.at or (restored_at == self.at and not self.strict)


def restoration_limit(terms: Terms, facts: Mapping[str, Fact], *, is_trial: bool) -> Limit | None:
    """Return the limit for giving access back, or None where the terms have none (K-48, K-49, K-24).

    Counted from the end of the cause or, where an inquiry is open, from the later of that and its
    close. By the wall clock: the same local time so many calendar days later (K-D6), or elapsed.
    """
    within = terms.find("restoration.within")
    if within is None or not isinstance(within.value, tuple):
        return None
    if is_trial and not terms.flag("restoration.trials"):
        return None
    waits, since = _since(terms, facts)
    length, unit = int(str(within.value[0])), str(within.value[1])
    at = None if since is None else _later(terms, since, length, unit)
    ends = terms.word("restoration.failed", "nothing") == "termination-due"
    return Limit(at, waits, terms.flag("restoration.strict"), ends, within.clause)


def _since(terms: Terms, facts: Mapping[str, Fact]) -> tuple[str | None, datetime | None]:
    ceased, closed = facts.get(CEASED), facts.get(CLOSED)
    if not isinstance(ceased, datetime):
        return CEASED, None
    if terms.word("restoration.counted_from", "cause-end") != "later-of-cause-and-inquiry":
        return None, ceased
    if isinstance(closed, datetime):
        return None, max(ceased, closed)
    return (CLOSED, None) if facts.get(OPEN) is True else (None, ceased)


def _later(terms: Terms, since: datetime, length: int, unit: str) -> datetime:
    step = timedelta(hours=length) if unit == "hours" else timedelta(days=length)
    if unit == "hours" or terms.word("restoration.clock", "wall-clock") == "elapsed":
        return since.astimezone(UTC) + step
    local = since.astimezone(zone_named(terms.profile.timezone))
    return (local + step).astimezone(UTC)
