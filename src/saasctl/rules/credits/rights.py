"""A user's right on its account's credits: filled up to a level by the month, and drawn on (D-28, D-42)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from saasctl.rules.calendars.months import months_after, nth_period, period_number
from saasctl.terms.resolve import Terms
from saasctl.values.period import Period


@dataclass(frozen=True, slots=True)
class Level:
    """The level a right is filled up to, from a day on."""

    from_on: date
    credits: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """Credits drawn on a day; what was given back is negative."""

    on: date
    credits: int


@dataclass(frozen=True, slots=True)
class Refill:
    """When a right is filled: every `months` from `anchor`, up to the level (reset) or on top of the rest.

    `months` is 0 where it never is.
    """

    anchor: date
    months: int
    adds: bool

    def window(self, day: date) -> Period | None:
        """Return the time between two refills that holds `day`; None where there are none."""
        if not self.months:
            return None
        return nth_period(self.anchor, self.months, period_number(self.anchor, self.months, day))

    def next_after(self, day: date) -> date | None:
        """Return the first refill after `day`."""
        held = self.window(day)
        return held.end if held else None


def refill_of(terms: Terms, plan: str, started_on: date) -> Refill:
    """Return how rights of a plan are refilled, counted from the subscription's start (D-28).

    Months are counted from the first day and never chained; a missing day is the month's last.
    """
    if plan not in terms.words("credits.refill.plans"):
        return Refill(started_on, 0, adds=False)
    months = terms.number("credits.refill.months", 1)
    first = terms.word("credits.refill.on", "anniversary") == "first-of-month"
    anchor = started_on.replace(day=1) if first else started_on
    return Refill(anchor, months, adds=terms.word("credits.refill.effect", "reset") == "add")


def level_on(levels: Sequence[Level], day: date) -> int:
    """Return the level in force on a day; 0 before the first. `levels` are in order of time."""
    found = 0
    for level in levels:
        if level.from_on <= day:
            found = level.credits
    return found


def right_on(levels: Sequence[Level], drawn: Sequence[Drawn], refill: Refill, day: date) -> int:
    """Return what is left of a right on a day, never below 0.

    Reset: the level less what was drawn since the last refill. Added up: every refill's level less
    all that was drawn.
    """
    since = [one for one in levels if one.from_on <= day]
    window = refill.window(day)
    if not since:
        return 0
    if window is None or not refill.adds:
        start = date.min if window is None else window.start
        return max(0, level_on(since, day) - _sum(drawn, start, day))
    total, first = 0, period_number(refill.anchor, refill.months, since[0].from_on)
    for number in range(first, period_number(refill.anchor, refill.months, day) + 1):
        end = months_after(refill.anchor, (number + 1) * refill.months)
        total += level_on([one for one in since if one.from_on < end], day)
    return max(0, total - _sum(drawn, date.min, day))


def level_for(levels: Sequence[Level], drawn: Sequence[Drawn], refill: Refill, day: date, count: int) -> int:
    """Return the least level under which `count` credits can be drawn on a day."""
    window = refill.window(day)
    if refill.adds and window is not None:
        return level_on(levels, day) + max(0, count - right_on(levels, drawn, refill, day))
    return count + _sum(drawn, date.min if window is None else window.start, day)


def _sum(drawn: Sequence[Drawn], start: date, day: date) -> int:
    return sum(one.credits for one in drawn if start <= one.on <= day)
