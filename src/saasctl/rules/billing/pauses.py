"""Times of force majeure: by how many days they move a contract, and which bills they hold."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from saasctl.terms.resolve import Terms
from saasctl.values.period import Period

DAY = timedelta(days=1)
TABLE = "force_majeure"


@dataclass(frozen=True, slots=True)
class Pause:
    """Days on which force majeure suspends a contract, both included; `last_day` is None while it lasts.

    `told_on` is the day on which the last one became known; `goes_on` says that the parties agreed to
    keep the contract; `noticed_on` is the day on which the notice of it left, None while it has not.
    """

    from_on: date
    last_day: date | None
    told_on: date | None = None
    goes_on: bool = False
    noticed_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether its end is not known."""
        return self.last_day is None

    def holds(self, day: date) -> bool:
        """Say whether a day is one of them."""
        return self.from_on <= day and (self.last_day is None or day <= self.last_day)


@dataclass(frozen=True, slots=True)
class Shift:
    """What came after `from_on` comes `days` later."""

    from_on: date
    days: int


@dataclass(frozen=True, slots=True)
class Hold:
    """Bills that wait from a day on, up to the day after `last_day`; without end while it is None.

    `by_start` says whether the first day of a bill's period decides, or the day on which it falls due.
    """

    first: date
    last_day: date | None
    by_start: bool


def known_by(pauses: Sequence[Pause], day: date) -> tuple[Pause, ...]:
    """Return pauses as they were known at the end of a day."""
    return tuple(
        one if one.told_on is None or one.told_on <= day else replace(one, last_day=None, told_on=None)
        for one in pauses
        if one.from_on <= day
    )


def through(pauses: Sequence[Pause], day: date) -> tuple[Pause, ...]:
    """Return pauses with those that last counted up to a day: what is moved so far."""
    return tuple(replace(one, last_day=day) if one.is_open and one.from_on <= day else one for one in pauses)


def merged(pauses: Sequence[Pause]) -> tuple[Pause, ...]:
    """Return pauses in order of time, those that overlap as one: a day is never counted twice."""
    found: list[Pause] = []
    for one in sorted(pauses, key=lambda pause: (pause.from_on, pause.last_day or date.max)):
        if one.last_day is not None and one.last_day < one.from_on:
            continue
        last = found[-1] if found else None
        if last is None or (last.last_day is not None and one.from_on > last.last_day):
            found.append(one)
            continue
        longer = one if last.last_day is not None and _end(one) > _end(last) else last
        noticed = min((day for day in (last.noticed_on, one.noticed_on) if day is not None), default=None)
        goes_on = last.goes_on or one.goes_on
        found[-1] = replace(longer, from_on=last.from_on, goes_on=goes_on, noticed_on=noticed)
    return tuple(found)


def suspending(pauses: Sequence[Pause], terms: Terms) -> tuple[Pause, ...]:
    """Return pauses from the day on which they suspend the contract.

    Its own first day or, where the terms count from the notice (S-75), the day on which that left.
    """
    if terms.word(f"{TABLE}.starts", "event") == "event":
        return tuple(pauses)
    told = [
        replace(one, from_on=max(one.from_on, one.noticed_on)) for one in pauses if one.noticed_on is not None
    ]
    return tuple(one for one in told if one.last_day is None or one.last_day >= one.from_on)


def _end(pause: Pause) -> date:
    return pause.last_day or date.max


def shifts_of(pauses: Sequence[Pause], terms: Terms, word: str, since: date) -> tuple[Shift, ...]:
    """Return by how much a date of the kind `word` moves that runs since a day; none that do not move it.

    The length counts the first and the last day, or the time between them (`force_majeure.counts`). A
    pause that lasts moves nothing yet.
    """
    if word not in terms.words(f"{TABLE}.moves"):
        return ()
    apart = terms.word(f"{TABLE}.counts", "both-days") == "end-apart"
    found = []
    for one in suspending(pauses, terms):
        if one.last_day is not None and one.last_day >= since:
            first = max(one.from_on, since)
            found.append(Shift(first, (one.last_day - first).days + (0 if apart else 1)))
    return tuple(found)


def holds_of(pauses: Sequence[Pause], terms: Terms, since: date) -> tuple[Hold, ...]:
    """Return which bills wait: all that fall due once it began (D-82), or those of periods that begin in it.

    Held bills are issued when the event is over (B-120); a contract that moves shows its new days then.
    """
    billing, pauses = terms.word(f"{TABLE}.billing", "continues"), suspending(pauses, terms)
    if billing == "moved":
        return tuple(
            Hold(max(one.from_on, since) + DAY, None, by_start=False) for one in pauses if one.is_open
        )
    if billing == "held":
        return tuple(Hold(one.from_on, one.last_day, by_start=True) for one in pauses)
    return ()


def billed_days(pauses: Sequence[Pause], terms: Terms, period: Period) -> list[Period]:
    """Return the stretches of a period that are billed: no suspended days where terms bill none (S-75)."""
    if not pauses or terms.word(f"{TABLE}.billing", "continues") != "not-billed":
        return [period]
    found, start = [], period.start
    for one in suspending(pauses, terms):
        if start < one.from_on < period.end:
            found.append(Period(start, one.from_on))
        if one.from_on < period.end:
            start = period.end if one.last_day is None else max(start, one.last_day + DAY)
    return [*found, Period(start, period.end)] if start < period.end else found


def up_to_end(pauses: Sequence[Pause], ended_on: date | None, terms: Terms) -> tuple[Pause, ...]:
    """Return pauses as a contract that ended in one sees them.

    What was held is dropped with the end, or billed with it (`force_majeure.held`).
    """
    if ended_on is None:
        return tuple(pauses)
    last = ended_on if terms.word(f"{TABLE}.held", "dropped-at-end") == "billed-at-end" else None
    return tuple(replace(one, last_day=last) if one.holds(ended_on) else one for one in pauses)


def waits(pauses: Sequence[Pause], terms: Terms, word: str, first: date) -> bool:
    """Say whether a first day of the kind `word` waits for the end of an event that lasts (D-82)."""
    return word in terms.words(f"{TABLE}.moves") and any(
        one.is_open and first > one.from_on for one in suspending(pauses, terms)
    )


def moved(first: date, shifts: Sequence[Shift]) -> date:
    """Return the first day after something, moved by the times of force majeure that began before it."""
    for one in shifts:
        if first > one.from_on:
            first += timedelta(days=one.days)
    return first


def unmoved(first: date, shifts: Sequence[Shift]) -> date:
    """Return what `moved` made a day from."""
    for one in reversed(shifts):
        if first - timedelta(days=one.days) > one.from_on:
            first -= timedelta(days=one.days)
    return first
