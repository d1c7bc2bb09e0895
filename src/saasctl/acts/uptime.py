"""Incidents and planned work of a seller, and its availability over a month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from saasctl.acts.terms import TermsBook
from saasctl.rules.calendars.months import months_after
from saasctl.rules.tickets.indemnity import Availability, Stretch, availability
from saasctl.store.transaction import Transaction
from saasctl.terms.resolve import Terms
from saasctl.values import stored
from saasctl.values.clock import stamp, zone_named

INCIDENTS = """
SELECT id, seller_id, opened_at, closed_at, cause, title FROM incident
WHERE seller_id = ? AND opened_at < ? AND (closed_at IS NULL OR closed_at > ?) ORDER BY opened_at, id
"""
WORK = """
SELECT id, seller_id, starts_at, ends_at, kind, title, announced_at, means FROM maintenance
WHERE seller_id = ? AND starts_at < ? AND ends_at > ? ORDER BY starts_at, id
"""
EXCLUDED_WORK = {
    "maintenance": ("maintenance", "preventive-maintenance"),
    "upgrade": ("upgrade", "update"),
    "deployment": ("upgrade", "update"),
}
"""Words of the terms that leave out planned work of a kind; announced work also as such."""


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month in a zone, as instants."""

    first: datetime
    last: datetime


def month_in(zone: str, first: date, months: int = 1) -> Month:
    """Return the stretch of calendar months that begins on `first`; a change of the clocks is exact."""
    tz, end = zone_named(zone), months_after(first, months)
    begin = datetime(first.year, first.month, 1, tzinfo=tz).astimezone(UTC)
    return Month(begin, datetime(end.year, end.month, 1, tzinfo=tz).astimezone(UTC))


def measured(tx: Transaction, book: TermsBook, seller_id: int, first: date, now: datetime) -> Availability:
    """Return a seller's availability over the time that the terms average, up to `now`."""
    terms = book.of_seller(seller_id, first)
    month = month_in(terms.profile.timezone, first, MONTHS[terms.word("availability.over", "month")])
    last = min(month.last, now)
    span = (month.first, max(month.first, last))
    between = (seller_id, stamp(span[1]), stamp(span[0]))
    excludes = terms.words("availability.excludes")
    down: list[Stretch] = []
    excluded: list[Stretch] = []
    for _, _, opened, closed, cause, _ in tx.rows(INCIDENTS, between):
        stretch = stored.instant(opened), stored.instant(closed) if closed is not None else last
        (excluded if leaves_out(terms, cause) else down).append(stretch)
    for _, _, starts, ends, kind, _, announced, _ in tx.rows(WORK, between):
        begins = stored.instant(starts)
        told = announced is not None and stored.instant(announced) <= begins
        if _is_out(excludes, str(kind), told):
            excluded.append((begins, stored.instant(ends)))
    return availability(span, excluded, down)


def leaves_out(terms: Terms, cause: object) -> bool:
    """Say whether the terms leave an incident of a cause out of the measure."""
    return cause in terms.words("availability.excludes") or terms.flag(f"suspension.{cause}.excluded")


MONTHS = {"month": 1, "quarter": 12 // (2 * 2), "year": 12}


def _is_out(excludes: Sequence[str], kind: str, announced: bool) -> bool:
    words = EXCLUDED_WORK.get(kind, (kind,))
    return any(word in excludes for word in words) or ("announced-maintenance" in excludes and announced)


def inform_by(terms: Terms, kind: str, starts_at: datetime) -> date | None:
    """Return the last day to tell customers of work that suspends the service, or None (B-51)."""
    notice, covered = terms.find("maintenance.notice"), terms.words("maintenance.covers")
    if notice is None or not isinstance(notice.value, tuple):
        return None
    if covered and kind not in (*covered, *GENERAL):
        return None
    amount, unit = int(str(notice.value[0])), str(notice.value[1])
    day = starts_at.astimezone(zone_named(terms.profile.timezone)).date()
    if unit.startswith("month"):
        return months_after(day, -amount)
    return day - timedelta(days=amount)


VERSIONS = ("deployment", "upgrade")
"""Kinds of work that release a new version."""
GENERAL = ("maintenance", "upgrade")
"""Kinds of work that say nothing of what is worked on: a notice is then always given."""


@dataclass(frozen=True, slots=True)
class Planned:
    """Planned work: its kind, its length in seconds, whether it was announced, how it was validated."""

    kind: str
    seconds: int
    announced: bool
    validation: str | None = None


def advice_on(terms: Terms, work: Planned) -> list[str]:
    """Return what the terms ask for around planned work: validation, an announcement, an e-mail, nothing.

    A version is validated before its release (B-50), brief deployments need no notice (B-49), all
    other work is announced, longer work also to each user (K-45).
    """
    found = []
    if work.kind in VERSIONS and terms.flag("maintenance.validated") and work.validation is None:
        found.append("no internal validation of the version is on record: --validation TEXT")
    minutes = terms.number("maintenance.deployment_under_minutes", 0)
    if work.kind == "deployment" and minutes and work.seconds < minutes * 60:
        return [*found, "a version that cuts access so briefly needs no notice"]
    if terms.word("maintenance.announced", "none") == "required" and not work.announced:
        means = terms.word("maintenance.means", "any-means").replace("-", " ")
        found.append(f"not announced yet: it must be, by {means}")
    above = terms.find("maintenance.specific_above_minutes")
    if above is not None and work.seconds > int(str(above.value)) * 60:
        form, duty = (
            terms.word("maintenance.specific_form", "email"),
            terms.word("maintenance.specific", "may"),
        )
        found.append(f"longer than {above.value} minutes: users {duty} be told by {form}")
    return found
