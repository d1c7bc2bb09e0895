"""What happens to the data after the end: export, return, deletion, copies that age out."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from saasctl.rules.calendars.months import months_after
from saasctl.terms.resolve import Terms
from saasctl.values.clause import ClauseRef
from saasctl.values.clock import zone_named

DAY = timedelta(days=1)
REMINDERS = "export.reminder_days"


@dataclass(frozen=True, slots=True)
class Custody:
    """Days after an end, all included: export, free and paid return, deletion, the last backup.

    `purge_due_at` is the instant by which the data are gone where the terms count hours.
    """

    export_until: date | None
    returns_until: date | None
    paid_returns_until: date | None
    purge_due_on: date | None
    backups_until: date | None
    clauses: tuple[ClauseRef, ...]
    purge_due_at: datetime | None = None


def custody_after(
    terms: Terms, last_day: date, delivered_at: datetime | None = None, asked_on: date | None = None
) -> Custody:
    """Return the dates that follow the contract's last day (K-57, B-111 to B-114, S-60 to S-62, D-77, D-78).

    `delivered_at` is when the data were given back, `asked_on` when their deletion was asked for in
    writing, where a deletion is counted from them.
    """
    closed = (
        last_day if terms.word("exit.closed_on", "last-access-day") == "last-access-day" else last_day + DAY
    )
    export = _from(terms, "export", "export.window", last_day, closed)
    free = _from(terms, "return", "return.free", last_day, closed)
    paid = _from(terms, "return", "return.paid", last_day, closed)
    most = span_of(terms, "backup.most")
    purge_at = _purge_at(terms, last_day, free, delivered_at, asked_on)
    cited = (terms.cite(path) for path in ("export.window", "return.free", "deletion.after", "backup.most"))
    return Custody(
        export,
        free,
        paid,
        _purge(terms, last_day, closed) if purge_at is None else _last_day_before(purge_at, terms),
        None if most is None else add_span(last_day, most),
        tuple(dict.fromkeys(clause for clause in cited if clause is not None)),
        purge_at,
    )


def _from(terms: Terms, table: str, path: str, last_day: date, closed: date) -> date | None:
    span = span_of(terms, path)
    if span is None:
        return None
    counted = terms.word(f"{table}.counted_from", "contract-end")
    if counted == "never":
        return None
    return add_span(closed if counted == "closing" else last_day, span)


def _purge(terms: Terms, last_day: date, closed: date) -> date | None:
    """Return the day on which data are deleted: the first after the time to keep them."""
    span = span_of(terms, "deletion.after")
    if span is None:
        return None
    base = closed if terms.word("deletion.counted_from", "contract-end") == "closing" else last_day
    return add_span(base, span) + DAY


def _purge_at(
    terms: Terms,
    last_day: date,
    free: date | None,
    delivered_at: datetime | None,
    asked_on: date | None,
) -> datetime | None:
    """Return the instant by which data are deleted where hours are counted (D-78), None where days are.

    From their return, else from the end of the time for it; from a written request that comes earlier.
    """
    span = span_of(terms, "deletion.after")
    if span is None or span[1] != "hours":
        return None
    zone = zone_named(terms.profile.timezone)
    returned = terms.word("deletion.counted_from", "contract-end") == "return-or-window"
    after = (free if returned and free is not None else last_day) + DAY
    since = datetime(after.year, after.month, after.day, tzinfo=zone)
    if returned:
        since = delivered_at.astimezone(zone) if delivered_at is not None else since
    if asked_on is not None and terms.flag("deletion.on_request"):
        next_day = asked_on + DAY
        since = min(since, datetime(next_day.year, next_day.month, next_day.day, tzinfo=zone))
    return hours_after(terms, since, span[0])


def hours_after(terms: Terms, since: datetime, hours: int) -> datetime:
    """Return the instant after so many elapsed hours, or after as many on the wall clock (D-C7)."""
    if terms.word("deletion.clock", "elapsed") == "elapsed":
        return since.astimezone(UTC) + timedelta(hours=hours)
    local = since.astimezone(zone_named(terms.profile.timezone))
    return (local + timedelta(hours=hours)).astimezone(UTC)


def _last_day_before(at: datetime, terms: Terms) -> date:
    """Return the last day that counts before an instant: a midnight belongs to the day it ends."""
    local = at.astimezone(zone_named(terms.profile.timezone)) - timedelta(microseconds=1)
    return local.date()


def span_of(terms: Terms, path: str) -> tuple[int, str] | None:
    """Return a length of time of the terms, None where they have none."""
    found = terms.find(path)
    if found is None or not isinstance(found.value, tuple):
        return None
    return int(str(found.value[0])), str(found.value[1])


def add_span(day: date, span: tuple[int, str]) -> date:
    """Return the last day of a span of days, months or years after a day, that day not counted."""
    length, unit = span
    if unit == "months":
        return months_after(day, length)
    if unit == "years":
        return months_after(day, 12 * length)
    return day + timedelta(days=length)


def reminders_before(terms: Terms, last_day: date) -> tuple[date, ...]:
    """Return the days on which a customer is reminded to export before access ends, in order (S-61)."""
    given = (word.strip() for word in terms.words(REMINDERS))
    return tuple(sorted(last_day - timedelta(days=int(word)) for word in given if word.isdecimal()))
