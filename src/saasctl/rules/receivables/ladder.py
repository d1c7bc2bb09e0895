"""The steps against a customer who does not pay: which is possible from when, which was done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from saasctl.terms.resolve import Terms
from saasctl.values.clause import ClauseRef

DUE = "due-date"


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
    waits = any(not condition.met for condition in conditions)
    possible = None if waits or not days else max(days)
    taken = done.get(name)
    act = terms.word(f"{path}.act", name)
    return Step(
        name, act, possible, taken.sent_on if taken else None, tuple(conditions), terms.cite(f"{path}.after")
    )


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


def right_forms(terms: Terms, step: str, *, citing: bool) -> tuple[str, ...]:
    """Return the forms in which a step counts; more of them where it cites the article (D-72)."""
    forms = terms.words(f"ladder.{step}.forms")
    return (*forms, *terms.words(f"ladder.{step}.citing_forms")) if citing else forms
