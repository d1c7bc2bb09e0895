"""The support desk of the terms: its hours, and the instant from which a report counts."""

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache

from saasctl.rules.calendars.days import PublicDays
from saasctl.rules.calendars.hours import OpeningHours, SingleDay, parse_week
from saasctl.terms.resolve import Terms

KINDS = ("acknowledge", "resolve", "restore")


def has_clocks(terms: Terms) -> bool:
    """Say whether the terms have clocks at all: where they have none, none is invented (D-91)."""
    return any(terms.find(f"clock.{kind}.worth") is not None for kind in KINDS)


def desk_of(
    terms: Terms,
    days: tuple[SingleDay, ...] = (),
    public: Callable[[str], PublicDays] | None = None,
) -> OpeningHours | None:
    """Return the support desk of the terms, or None where they have none and nobody set hours.

    `public` gives the public holidays of a store by the name of their calendar.
    Raises BlankTerm (exit 7) where clocks need hours that the document leaves blank (S-50).
    """
    if terms.find("support.hours") is None:
        if not has_clocks(terms):
            return None
        raise terms.blank("support.hours")
    zone = terms.word("support.zone", terms.profile.timezone)
    hours, holidays = terms.text("support.hours").value, terms.word("support.holidays", "none")
    closed = public(holidays) if public is not None and holidays != "none" else None
    return _desk(hours, holidays, zone, days, closed)


@lru_cache(maxsize=1000)
def _desk(
    week: str, holidays: str, zone: str, days: tuple[SingleDay, ...], public: PublicDays | None
) -> OpeningHours:
    """Return the desk of these hours: one for all terms that say the same, laid out once."""
    return OpeningHours(parse_week(week), holidays, zone, days, public)


def effective_at(terms: Terms, desk: OpeningHours | None, at: datetime) -> datetime:
    """Return the instant from which a report counts: itself, or an opening after it (K-43, S-55, B-D7)."""
    if desk is None:
        return at
    cutoff = terms.word("support.cutoff", "")
    early = terms.word("support.before_opening", "same-day")
    late = terms.word("support.at_closing", "next-opening")
    if not cutoff and early == "same-day" and late != "same-day":
        return max(at, desk.next_open(at))
    is_open = desk.is_open(at)
    if is_open and not cutoff:
        return at
    local = desk.local(at)
    day = local.date()
    worked = desk.is_worked(day)
    if cutoff and worked and local.strftime("%H:%M") >= cutoff:
        return desk.opening(desk.next_worked(day))
    if is_open:
        return at
    if worked and at == desk.closing(day) and late == "same-day":
        return at
    if worked and at < desk.opening(day) and early != "same-day":
        return desk.opening(desk.next_worked(day))
    return desk.next_open(at)
