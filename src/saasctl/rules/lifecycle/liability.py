"""Until when a customer answers for what is done with a login, and what is contested after that."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from saasctl.terms.resolve import Terms
from saasctl.values.clause import ClauseRef


@dataclass(frozen=True, slots=True)
class Report:
    """A report of a compromise, when the login was changed for it, and the day of its letter."""

    kind: str
    reported_at: datetime
    changed_at: datetime | None = None
    confirmed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Excuse:
    """A failure that frees the customer: its cause and the time it lasted; `ended_at` None: it lasts."""

    cause: str
    began_at: datetime
    ended_at: datetime | None


def cut_off_at(terms: Terms, report: Report) -> datetime | None:
    """Return the first instant at which the customer is not liable any more, or None while it is.

    From the report where the terms say so and its kind moves the end (K-12), from the change of the
    identifiers (B-17).
    """
    until = terms.word("compromise.liable_until", "")
    moving = terms.words("compromise.cut_off_kinds")
    if until == "report":
        return report.reported_at if not moving or report.kind in moving else None
    return report.changed_at if until == "change" else None


def contested(
    terms: Terms, at: datetime, reports: Iterable[Report], excuses: Iterable[Excuse]
) -> ClauseRef | None:
    """Return the clause under which an operation of the login at an instant is contested, or None.

    After the end of the liability (K-12), or within a failure of the kinds that excuse (K-72).
    """
    causes = terms.words("compromise.excuses")
    for one in excuses:
        if one.cause in causes and one.began_at <= at and (one.ended_at is None or at < one.ended_at):
            return terms.cite("compromise.excuses")
    if terms.word("compromise.afterwards", "none") != "contested":
        return None
    ends = [end for report in reports if (end := cut_off_at(terms, report)) is not None]
    return terms.cite("compromise.afterwards") if any(at >= end for end in ends) else None
