"""The arithmetic of a contract's dates: anchor and months, the days that force majeure adds, what follows."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from saasctl.rules.billing.pauses import Shift
from saasctl.rules.calendars.months import months_after
from saasctl.rules.lifecycle.custody import span_of
from saasctl.terms.resolve import Terms
from saasctl.values.clause import ClauseRef, Step

DAY = timedelta(days=1)


def boundary_steps(
    name: str,
    counted: tuple[date, int],
    shifts: Sequence[Shift],
    clauses: tuple[ClauseRef | None, ClauseRef | None],
) -> Iterator[Step]:
    """Yield the steps to the first day after a period or a term: months from its anchor, then each move.

    `clauses` are those of the length and of the moves.
    """
    anchor, months = counted
    day = months_after(anchor, months)
    inputs: dict[str, str | int] = {"anchor": anchor.isoformat(), "months": months}
    text = f"{name}: {anchor} + {months} month{'s' if months != 1 else ''} = {day}"
    yield Step(text, "add_months(anchor, months)", inputs, day.isoformat(), "date", clauses[0])
    for one in shifts:
        if day > one.from_on:
            yield days_step(name, day, one.days, f" of force majeure since {one.from_on}", clauses[1])
            day += timedelta(days=one.days)


def days_step(name: str, day: date, days: int, words: str, clause: ClauseRef | None) -> Step:
    """Return the step from a day to one so many days later, or earlier."""
    found, count = day + timedelta(days=days), abs(days)
    verb, sign = ("add", "+") if days >= 0 else ("subtract", "-")
    text = f"{name}: {day} {sign} {count} day{'s' if count != 1 else ''}{words} = {found}"
    inputs: dict[str, str | int] = {"day": day.isoformat(), "days": count}
    return Step(text, f"{verb}_days(day, days)", inputs, found.isoformat(), "date", clause)


def said_step(name: str, result: str, words: str, clause: ClauseRef | None) -> Step:
    """Return a step that only says where a result comes from."""
    return Step(f"{name}: {result}{words}", "result", {"result": result}, result, "text", clause)


def span_step(terms: Terms, named: tuple[str, str], day: date, found: date) -> Step | None:
    """Return the step from a day by a length of the terms to `found`, None where they have no such length.

    A duty that begins after the length has one more day (B-114, S-62).
    """
    name, path = named
    span, clause = span_of(terms, path), terms.cite(path)
    if span is None or span[1] == "hours":
        return None
    length, unit = span[0] * (12 if span[1] == "years" else 1), "days" if span[1] == "days" else "months"
    counted = day + timedelta(days=length) if unit == "days" else months_after(day, length)
    inputs: dict[str, str | int] = {"day": day.isoformat(), unit: length}
    expression, words = f"add_{unit}(day, {unit})", f"{day} + {span[0]} {span[1]}"
    if found == counted + DAY:
        expression, words = f"add_days({expression}, 1)", f"{words} + 1 day"
    return Step(f"{name}: {words} = {found}", expression, inputs, found.isoformat(), "date", clause)
