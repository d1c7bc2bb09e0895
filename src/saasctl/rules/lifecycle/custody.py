"""What happens to the data after the end: export, return, deletion, copies that age out."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from saasctl.rules.calendars.months import months_after
from saasctl.terms.resolve import Terms
from saasctl.values.clause import ClauseRef

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Custody:
    """Days after an end, all included: export, free and paid return, deletion, the last backup."""

    export_until: date | None
    returns_until: date | None
    paid_returns_until: date | None
    purge_due_on: date | None
    backups_until: date | None
    clauses: tuple[ClauseRef, ...]


def custody_after(terms: Terms, last_day: date, delivered_at: datetime | None = None) -> Custody:
    """Return the dates that follow the contract's last day (K-57, B-111 to B-114, S-60 to S-62, D-77, D-78).

    `delivered_at` is when the data were given back, where a deletion is counted from it.
    """
    closed = (
        last_day if terms.word("exit.closed_on", "last-access-day") == "last-access-day" else last_day + DAY
    )
    export = _from(terms, "export", "export.window", last_day, closed)
    free = _from(terms, "return", "return.free", last_day, closed)
    paid = _from(terms, "return", "return.paid", last_day, closed)
    most = _span(terms, "backup.most")
    cited = (terms.cite(path) for path in ("export.window", "return.free", "deletion.after", "backup.most"))
    return Custody(
        export,
        free,
        paid,
        _purge(terms, last_day, closed, free, delivered_at),
        None if most is None else add_span(last_day, most),
        tuple(dict.fromkeys(clause for clause in cited if clause is not None)),
    )


def _from(terms: Terms, table: str, path: str, last_day: date, closed: date) -> date | None:
    span = _span(terms, path)
    if span is None:
        return None
    counted = terms.word(f"{table}.counted_from", "contract-end")
    return add_span(closed if counted == "closing" else last_day, span)


def _purge(
    terms: Terms, last_day: date, closed: date, free: date | None, delivered_at: datetime | None
) -> date | None:
    """Return the day on which data are deleted at the latest: the first after the time, or within hours."""
    span = _span(terms, "deletion.after")
    if span is None:
        return None
    counted = terms.word("deletion.counted_from", "contract-end")
    if span[1] == "hours":
        if counted == "return-or-window" and delivered_at is not None:
            return (delivered_at + timedelta(hours=span[0])).date()
        base = free if counted == "return-or-window" and free is not None else last_day
        return base + timedelta(days=-(-span[0] // 24))
    base = closed if counted == "closing" else last_day
    return add_span(base, span) + DAY


def _span(terms: Terms, path: str) -> tuple[int, str] | None:
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
