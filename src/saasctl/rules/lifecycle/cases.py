"""Cases: what a kind of the terms gives from dated facts: last days, rights that open, allowed acts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from saasctl.rules.calendars.days import calendar_of, next_working_day, previous_working_day
from saasctl.rules.calendars.months import months_after
from saasctl.rules.lifecycle.custody import span_of
from saasctl.rules.lifecycle.facts import Fact, is_so
from saasctl.rules.lifecycle.notice import LETTERS
from saasctl.rules.lifecycle.restoration import CEASED, RESTORED, restoration_limit
from saasctl.rules.lifecycle.restoration import CLOSED as INQUIRY_CLOSED
from saasctl.rules.lifecycle.restoration import OPEN as INQUIRY
from saasctl.terms.resolve import Terms
from saasctl.values.clause import ClauseRef
from saasctl.values.clock import zone_named

DAY = timedelta(days=1)
MET, LATE, TO_COME, OPEN, PASSED, GONE, WAITS = (
    "met",
    "late",
    "to-come",
    "open",
    "passed",
    "no-longer",
    "waits",
)


@dataclass(frozen=True, slots=True)
class Happened:
    """What is known of a case on a day: its facts, and the days of the contract by their names."""

    facts: Mapping[str, Fact]
    days: Mapping[str, date | None]
    now: date
    figures: Mapping[str, int] = field(default_factory=dict)
    is_trial: bool = False

    def so(self, name: str) -> bool:
        """Say whether a fact is given and not a no."""
        return is_so(self.facts.get(name))

    def at(self, name: str) -> date | datetime | None:
        """Return the day or instant of a fact, or of an event that every case knows."""
        found = self.facts.get(name)
        return found if isinstance(found, date) else self.days.get(name)

    def is_zero(self, name: str) -> bool:
        """Say whether a fact is a number, and zero: what it counts or sums is not there."""
        found = self.facts.get(name)
        return isinstance(found, Decimal | int) and found is not False and found == 0

    def dated(self, dates: Iterable["CaseDate"]) -> "Happened":
        """Return the same with the dates of the case among its days: a date may count from an earlier one."""
        return replace(self, days={**self.days, **{one.name: one.on for one in dates}})


@dataclass(frozen=True, slots=True)
class CaseDate:
    """One date of a case; `on` is a day that counts, `at` the instant of a time in hours.

    `state` says how it stands: to-come, open (a right), passed, met, late, no-longer (its reason
    ended first), or waits for the fact `waits_for`.
    """

    name: str
    on: date | None
    at: datetime | None
    sense: str
    by: tuple[str, ...]
    form: str | None
    post_by_on: date | None
    state: str
    waits_for: str | None
    automatic: bool
    statute: str | None
    clause: ClauseRef | None


@dataclass(frozen=True, slots=True)
class CaseAct:
    """An act that the terms allow: who may do it, from which day, and what is missing for it."""

    act: str
    by: tuple[str, ...]
    possible_from_on: date | None
    allowed: bool
    missing: tuple[str, ...]
    refund: str | None
    clause: ClauseRef | None


def kinds_of(terms: Terms) -> tuple[str, ...]:
    """Return the kinds of case that a profile declares, in its order."""
    return terms.profile.names_under("case")


def facts_of(terms: Terms, kind: str) -> dict[str, str]:
    """Return the facts of a kind of case, each with what it is."""
    names = terms.profile.names_under(f"case.{kind}.facts")
    return {name: terms.text(f"case.{kind}.facts.{name}").value for name in names}


def case_dates(terms: Terms, kind: str, known: Happened) -> tuple[CaseDate, ...]:
    """Return the dates of a case in the profile's order; those that its facts exclude are left out.

    A length counts from the day after the event: `by` gives the last day, `opens` the day after it,
    `before` counts back, `until` the last day of a state. Hours elapse in UTC. A closed day moves a
    date only where the terms say so. A date may count from one before it, and is left out with it.
    """
    names = terms.profile.names_under(f"case.{kind}.date")
    found: dict[str, CaseDate] = {}
    for name in names:
        start = terms.text(f"case.{kind}.date.{name}.from").value
        if start in found or start not in names:
            one = _dated(terms, kind, name, known.dated(found.values()))
            found |= {} if one is None else {name: _waiting(one, found.get(start))}
    held = [*found.values()]
    if CEASED in facts_of(terms, kind):
        held += [one for one in (_restored(terms, known), _inquiry(terms, known)) if one is not None]
    return tuple(held)


def _waiting(one: CaseDate, first: CaseDate | None) -> CaseDate:
    """Return a date that waits for what the one it counts from waits for."""
    return one if first is None or one.on is not None else replace(one, waits_for=first.waits_for)


def _restored(terms: Terms, known: Happened) -> CaseDate | None:
    """Return the limit for giving access back (K-48); past it the contract may be over (K-49)."""
    limit = restoration_limit(terms, known.facts, is_trial=known.is_trial)
    if limit is None:
        return None
    on = None if limit.at is None else day_in(limit.at, terms)
    done = known.facts.get(RESTORED)
    state = WAITS
    if on is not None:
        state = PASSED if known.now > on else TO_COME
        if isinstance(done, datetime):
            state = MET if limit.kept_by(done) else LATE
    sense = "before" if limit.strict else "by"
    return CaseDate(
        "restore",
        on,
        limit.at,
        sense,
        ("vendor",),
        None,
        None,
        state,
        limit.waits_for,
        False,
        None,
        limit.clause,
    )


def _inquiry(terms: Terms, known: Happened) -> CaseDate | None:
    """Return the last day of an inquiry that is open, where a length is set for it."""
    days, opened = terms.number("restoration.inquiry_days", 0), known.days.get("opened")
    if not days or not known.so(INQUIRY) or opened is None:
        return None
    last = opened + timedelta(days=days)
    closed = known.at(INQUIRY_CLOSED)
    state = PASSED if known.now > last else TO_COME
    if closed is not None:
        state = MET if day_in(closed, terms) <= last else LATE
    clause = terms.cite("restoration.inquiry_days")
    return CaseDate("inquiry", last, None, "by", ("vendor",), None, None, state, None, False, None, clause)


def _dated(terms: Terms, kind: str, name: str, known: Happened) -> CaseDate | None:
    path = f"case.{kind}.date.{name}"
    clause = terms.cite(f"{path}.length") or terms.cite(f"{path}.from")
    start = terms.text(f"{path}.from").value
    sense = terms.word(f"{path}.sense", "by")
    if not all(known.so(fact) for fact in terms.words(f"{path}.when")):
        return None
    if any(known.facts.get(fact) is True for fact in terms.words(f"{path}.unless")):
        return None
    if any(known.is_zero(fact) for fact in terms.words(f"{path}.not_if_zero")):
        return None
    span = length_of(terms, f"{path}.length")
    on, at = counted(terms, known.at(start), span, sense)
    if on is not None and terms.word(f"{path}.roll", "none") == "next-working-day":
        on = next_working_day(on, calendar_of(terms))
    form = terms.word(f"{path}.form", "") or None
    posted = on is not None and form in LETTERS and sense in ("by", "before")
    return CaseDate(
        name,
        on,
        at,
        sense,
        terms.words(f"{path}.by"),
        form,
        previous_working_day(on, calendar_of(terms)) if on and posted else None,
        _state(terms, path, known, on, at),
        start if on is None else None,
        terms.flag(f"{path}.automatic"),
        terms.word(f"{path}.statute", "") or None,
        clause,
    )


def _state(terms: Terms, path: str, known: Happened, on: date | None, at: datetime | None) -> str:
    if on is None:
        return WAITS
    sense = terms.word(f"{path}.sense", "by")
    ended = [known.at(fact) for fact in terms.words(f"{path}.unless")]
    days = [one for one in ended if one is not None]
    if days and sense in ("by", "before"):
        return MET if all(_in_time(one, on, at, terms) for one in days) else LATE
    if any(day_in(one, terms) < on for one in days):
        return GONE
    if sense == "opens":
        return OPEN if known.now >= on else TO_COME
    return PASSED if known.now > on else TO_COME


def _in_time(done: date, on: date, at: datetime | None, terms: Terms) -> bool:
    if isinstance(done, datetime) and at is not None:
        return done <= at
    return day_in(done, terms) <= on


def day_in(value: date, terms: Terms) -> date:
    """Return the day of a fact: that of an instant in the contract's zone."""
    if isinstance(value, datetime):
        return value.astimezone(zone_named(terms.profile.timezone)).date()
    return value


def length_of(terms: Terms, path: str) -> tuple[int, str]:
    """Return the number and the unit of a length that the terms must have; BlankTerm where it is blank."""
    found = span_of(terms, path)
    if found is None:
        raise ValueError(f"{path}: {terms.need(path).value!r} is no length")
    return found


def counted(
    terms: Terms, start: date | None, span: tuple[int, str], sense: str
) -> tuple[date | None, datetime | None]:
    """Return the day that a length from `start` gives, and the instant where it counts hours."""
    if start is None:
        return None, None
    length, unit = span
    sign = -1 if sense == "before" else 1
    if unit == "hours":
        zone = zone_named(terms.profile.timezone)
        since = (
            start
            if isinstance(start, datetime)
            else datetime(start.year, start.month, start.day, tzinfo=zone)
        )
        at = since.astimezone(UTC) + sign * timedelta(hours=length)
        return at.astimezone(zone).date(), at
    day = day_in(start, terms)
    if unit == "days":
        last = day + sign * timedelta(days=length)
    else:
        last = months_after(day, sign * length * (12 if unit == "years" else 1))
    return (last + DAY if sense == "opens" else last), None


def case_acts(terms: Terms, kind: str, known: Happened, dates: tuple[CaseDate, ...]) -> tuple[CaseAct, ...]:
    """Return the acts that a case allows, and what each still waits for on the day."""
    by_name = {one.name: one for one in dates}
    found = [
        _act(terms, kind, name, known, by_name) for name in terms.profile.names_under(f"case.{kind}.permit")
    ]
    if (limit := by_name.get("restore")) is not None and CEASED in facts_of(terms, kind):
        found += _failed(terms, limit, known)
    return tuple(found)


def _failed(terms: Terms, limit: CaseDate, known: Happened) -> list[CaseAct]:
    """Return the end of the contract that the operator may confirm once access is not back in time."""
    failed = terms.word("restoration.failed", "nothing")
    if failed == "nothing":
        return []
    due = limit.state == LATE or (limit.state == PASSED and not known.so(RESTORED))
    missing = () if due else ("restoration-limit-passed",)
    clause = terms.cite("restoration.failed")
    return [CaseAct(failed, ("vendor",), limit.on if due else None, due, missing, None, clause)]


def _act(terms: Terms, kind: str, name: str, known: Happened, dates: Mapping[str, CaseDate]) -> CaseAct:
    path = f"case.{kind}.permit.{name}"
    start = terms.word(f"{path}.from", "")
    needs = terms.words(f"{path}.needs")
    opens, missing = known.now, [fact for fact in needs if not known.so(fact)]
    if start == "opened":
        opens = day_in(known.days["opened"] or known.now, terms)
    elif start:
        found = dates.get(start)
        if found is None or found.on is None or found.state == GONE:
            missing.append(start)
        opens = found.on if found and found.on else date.max
    clause = terms.cite(f"{path}.from") or terms.cite(f"{path}.needs") or terms.cite(f"{path}.by")
    return CaseAct(
        name,
        terms.words(f"{path}.by"),
        None if missing else (opens if start else None),
        not missing and known.now >= opens,
        tuple(missing),
        terms.word(f"{path}.refund", "") or None,
        clause,
    )


def warned(terms: Terms, kind: str, known: Happened) -> tuple[str, ...]:
    """Return the facts whose absence is shown until they are given."""
    return tuple(fact for fact in terms.words(f"case.{kind}.warn_without") if not known.so(fact))
