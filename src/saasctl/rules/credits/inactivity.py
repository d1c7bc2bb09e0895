"""Whose access may be taken away for inactivity (D-38, D-44): a right of the vendor, never automatic here."""

from dataclasses import dataclass
from datetime import date, timedelta

from saasctl.rules.credits.lots import span_after
from saasctl.terms.resolve import Terms
from saasctl.values.clause import ClauseRef

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Idle:
    """What is known of a user: plan, last sign-in and booking, credits left, the ended subscription's rhythm.

    `ended` is the rhythm of the last subscription where none runs, None while one runs, and `ended_on`
    its last day. `emptied_on` is the first day without credits.
    """

    plan: str
    seen_on: date | None
    booked_on: date | None
    credits: int
    ended: str | None
    emptied_on: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Removable:
    """From which day access may be taken away, and by which clause."""

    on: date
    clause: ClauseRef | None


def last_activity(terms: Terms, idle: Idle) -> date | None:
    """Return the last day of activity, of the kinds that count."""
    counted = terms.words("inactivity.activity")
    days = (idle.seen_on if "sign-in" in counted else None, idle.booked_on if "booking" in counted else None)
    return max((day for day in days if day is not None), default=None)


def removable_from(terms: Terms, idle: Idle) -> Removable | None:
    """Return from when a user may lose access: the day after the length without activity, and any notice.

    Not before the plan's other conditions are met too; None while one is not: credits are left, or the
    subscription runs.
    """
    path = f"inactivity.{idle.plan}"
    longer = terms.find(f"{path}.longer_than")
    last = last_activity(terms, idle)
    if longer is None or last is None:
        return None
    needs = terms.words(f"{path}.needs")
    if "no-credits" in needs and idle.credits:
        return None
    rhythms = terms.words(f"{path}.rhythms")
    if "subscription-ended" in needs and (idle.ended is None or (rhythms and idle.ended not in rhythms)):
        return None
    day = span_after(last, longer.value) + DAY
    if "no-credits" in needs and idle.emptied_on is not None:
        day = max(day, idle.emptied_on)
    if "subscription-ended" in needs and idle.ended_on is not None:
        day = max(day, idle.ended_on + DAY)
    notice = terms.find(f"{path}.notice")
    if notice is not None:
        day = span_after(day, notice.value)
    return Removable(day, terms.cite(f"{path}.longer_than"))
