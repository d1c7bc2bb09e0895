"""When access must be back, from the facts of a case: the same limit as when it is given back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from saasctl.rules.lifecycle.facts import Fact
from saasctl.rules.lifecycle.restoring import DUE, restoring
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
    if terms.find("restoration.within") is None or (is_trial and not terms.flag("restoration.trials")):
        return None
    waits, since = _since(terms, facts)
    ends = terms.word("restoration.failed", "nothing") == DUE
    strict, clause = terms.flag("restoration.strict"), terms.cite("restoration.within")
    closed = facts.get(CLOSED)
    inquiry = closed if isinstance(closed, datetime) else None
    zone = zone_named(terms.profile.timezone)
    found = None if since is None else restoring(terms, since, inquiry, zone)
    return Limit(found.before_at if found else None, waits, strict, ends, clause)


def _since(terms: Terms, facts: Mapping[str, Fact]) -> tuple[str | None, datetime | None]:
    """Return the fact that the limit waits for, or the end of the cause."""
    ceased = facts.get(CEASED)
    if not isinstance(ceased, datetime):
        return CEASED, None
    waits = terms.word("restoration.counted_from", "cause-end") != "cause-end" and facts.get(OPEN) is True
    return (CLOSED, None) if waits and not isinstance(facts.get(CLOSED), datetime) else (None, ceased)
