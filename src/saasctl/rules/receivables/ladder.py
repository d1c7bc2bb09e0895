"""The steps against a customer who does not pay: which is possible from when, which was done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from saasctl.rules.calendars.months import months_after
from saasctl.terms.resolve import Terms
from saasctl.values.clause import ClauseRef

DUE, NON_PAYMENT = "due-date", "non-payment"


@dataclass(frozen=True, slots=True)
class Unpaid:
    """An invoice that is late: its number, kind, due date and what is disputed of it, in cents."""

    number: str
    kind: str
    due_on: date
    balance_cents: int
    disputed_cents: int = 0


@dataclass(frozen=True, slots=True)
class Done:
    """A step that was taken: when sent, when received, in what form, or from when access was cut."""

    sent_on: date
    received_on: date | None = None
    form: str | None = None
    citing: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """What must be so before a step, whether it is, and what shows it."""

    text: str
    met: bool
    evidence: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the first day on which it is possible, the day it was taken, its conditions."""

    step: str
    act: str
    possible_from_on: date | None
    done_on: date | None
    preconditions: tuple[Condition, ...]
    clause: ClauseRef | None
    title: str | None = None
    duty: str = "may"
    ending: str | None = None
    ending_title: str | None = None
    automatic: bool = False


def steps_of(terms: Terms) -> tuple[str, ...]:
    """Return the steps of the terms in their order."""
    return terms.profile.names_under("ladder")


def ladder(terms: Terms, unpaid: Sequence[Unpaid], done: Mapping[str, Done]) -> list[Step]:
    """Return the steps as they stand. A step is open from the day after the last of what it waits for.

    Invoices of other kinds than a step names, and those wholly disputed, do not lead to it (B-93).
    """
    return [_step(terms, name, unpaid, done) for name in steps_of(terms)]


def _step(terms: Terms, name: str, unpaid: Sequence[Unpaid], done: Mapping[str, Done]) -> Step:
    path = f"ladder.{name}"
    kinds = terms.words(f"{path}.invoices")
    counted = [
        one for one in unpaid if (not kinds or one.kind in kinds) and one.balance_cents > one.disputed_cents
    ]
    conditions, days = [_unpaid(counted)], []
    after = terms.find(f"{path}.after")
    rows = after.value if after is not None and isinstance(after.value, tuple) else ()
    for row in rows:
        before, wait = str(row["step"]), int(str(row["days"]))
        base = _base(terms, before, counted, done)
        if base is None:
            conditions.append(Condition(f"{before} first", False, None))
            continue
        last = base + timedelta(days=wait)
        days.append(last + timedelta(days=1))
        conditions.append(Condition(f"{wait} days since {before} of {base}", True, base.isoformat()))
    ending = terms.word(f"{path}.ending", "") or None
    if ending is not None:
        conditions += [*_named(terms, ending), *_needed(terms, ending, done)]
        conditions += _cured(terms, ending, done, days)
    waits = any(not condition.met for condition in conditions)
    possible = None if waits or not days else max(days)
    taken = done.get(name) or done.get(f"ending:{ending}")
    return Step(
        name,
        terms.word(f"{path}.act", name),
        possible,
        taken.sent_on if taken else None,
        tuple(conditions),
        terms.cite(f"{path}.after"),
        terms.word(f"{path}.title", "") or None,
        terms.word(f"{path}.duty", "may"),
        ending,
        (terms.word(f"ending.{ending}.title", "") or None) if ending else None,
        terms.flag(f"ending.{ending}.automatic") if ending else False,
    )


def _named(terms: Terms, ending: str) -> list[Condition]:
    """Return whether arrears are a cause of the way of ending, where the terms list its causes."""
    causes = terms.words(f"ending.{ending}.causes")
    if not causes:
        return []
    named, is_open = NON_PAYMENT in causes, terms.flag(f"ending.{ending}.causes_open")
    evidence = "named by the terms" if named else "the list is open" if is_open else None
    return [Condition("arrears are a cause of it", named or is_open, evidence)]


def _needed(terms: Terms, ending: str, done: Mapping[str, Done]) -> list[Condition]:
    """Return what the way of ending wants on record, as far as it is a step of the ladder."""
    steps = steps_of(terms)
    found = []
    for need in terms.words(f"ending.{ending}.needs"):
        if need in steps:
            taken = done.get(need)
            found.append(
                Condition(
                    f"{need} on record", taken is not None, taken.sent_on.isoformat() if taken else None
                )
            )
    return found


def _cured(terms: Terms, ending: str, done: Mapping[str, Done], days: list[date]) -> list[Condition]:
    """Return the time to mend of the way of ending; the letter of a step may open it as well (S-40).

    One delay, not two: a registered letter that names the breach runs both.
    """
    cure = terms.find(f"ending.{ending}.cure")
    if cure is None or not isinstance(cure.value, tuple):
        return []
    warned = breach_letter(terms, ending, done)
    text = f"{cure.value[0]} {cure.value[1]} to mend since a letter that names the breach"
    if warned is None:
        return [Condition(text, False, None)]
    length, unit = int(str(cure.value[0])), str(cure.value[1])
    last = months_after(warned, length) if unit == "months" else warned + timedelta(days=length)
    days.append(last + timedelta(days=1))
    return [Condition(text, True, warned.isoformat())]


def breach_forms(terms: Terms, ending: str) -> tuple[str, ...]:
    """Return the forms in which a formal notice to pay also opens the time to mend of a way of ending."""
    if terms.word("ladder.formal-notice.also_for", "") != ending:
        return ()
    return terms.words("ladder.formal-notice.also_forms")


def breach_letter(terms: Terms, ending: str, done: Mapping[str, Done]) -> date | None:
    """Return the day of the first letter that opens the time to mend, or None."""
    letters = [done.get(f"formal-notice:{form}") for form in breach_forms(terms, ending)]
    letters.append(done.get("breach-notice"))
    return min((letter.sent_on for letter in letters if letter is not None), default=None)


def days_left(terms: Terms, step: str, unpaid: Sequence[Unpaid], done: Mapping[str, Done]) -> int | None:
    """Return the days that a step leaves before the next one is possible, None where it opens none.

    Fewer than `ladder.STEP.least_days` make it weak (B-94).
    """
    taken = done.get(step)
    opens = [
        one.possible_from_on
        for one in ladder(terms, unpaid, done)
        if any(row.startswith(f"{step}:") for row in _waited_for(terms, one.step))
    ]
    first = min((day for day in opens if day is not None), default=None)
    return None if taken is None or first is None else (first - taken.sent_on).days - 1


def _waited_for(terms: Terms, step: str) -> list[str]:
    after = terms.find(f"ladder.{step}.after")
    rows = after.value if after is not None and isinstance(after.value, tuple) else ()
    return [f"{row['step']}:{row['days']}" for row in rows]


def _unpaid(counted: Sequence[Unpaid]) -> Condition:
    listed = ", ".join(one.number for one in counted)
    return Condition("an invoice is late", bool(counted), listed or None)


def _base(terms: Terms, before: str, counted: Sequence[Unpaid], done: Mapping[str, Done]) -> date | None:
    if before == DUE:
        return min((one.due_on for one in counted), default=None)
    taken = done.get(before)
    if taken is None:
        return None
    if taken.form in terms.words(f"ladder.{before}.from_receipt"):
        return taken.received_on
    return taken.sent_on


def right_forms(terms: Terms, step: str, citing: str | None) -> tuple[str, ...]:
    """Return the forms in which a step counts; more of them where it cites the article (D-72)."""
    forms = terms.words(f"ladder.{step}.forms")
    cited = citing is not None and citing == terms.word(f"ladder.{step}.citing", "")
    return (*forms, *terms.words(f"ladder.{step}.citing_forms")) if cited else forms
