"""The arithmetic of a case: where each date, amount and act comes from, step by step."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from saasctl.rules.lifecycle.case_amounts import CaseAmount
from saasctl.rules.lifecycle.cases import CaseAct, CaseDate, Happened, counted, day_in, length_of
from saasctl.terms.resolve import Terms
from saasctl.values.clause import Step
from saasctl.values.clock import stamp, zone_named
from saasctl.values.money import format_cents, format_percent


def date_steps(terms: Terms, kind: str, known: Happened, dates: Iterable[CaseDate]) -> Iterator[Step]:
    """Yield the steps to the dates of a case; one whose fact is not known is said to wait for it."""
    declared, dates = terms.profile.names_under(f"case.{kind}.date"), tuple(dates)
    known = known.dated(dates)
    for one in dates:
        if one.waits_for is not None:
            yield _said(f"{one.name}: waits for {one.waits_for}", one.waits_for, one)
        elif one.name in declared:
            yield from _counted(terms, f"case.{kind}.date.{one.name}", known, one)
        else:
            yield _said(f"{one.name}: {_shown(terms, one)} ({one.state})", _shown(terms, one), one)


def _said(text: str, result: str, one: CaseDate | CaseAct | CaseAmount) -> Step:
    return Step(text, "result", {"result": result}, result, "text", one.clause)


def _shown(terms: Terms, one: CaseDate) -> str:
    if one.at is not None:
        return one.at.astimezone(zone_named(terms.profile.timezone)).isoformat(timespec="minutes")
    return str(one.on)


def _counted(terms: Terms, path: str, known: Happened, one: CaseDate) -> Iterator[Step]:
    name = terms.text(f"{path}.from").value
    start, (length, unit) = known.at(name), length_of(terms, f"{path}.length")
    if start is None:
        return
    if unit == "hours":
        yield _hours(terms, name, start, length, one)
        return
    day = day_in(start, terms)
    label, unrolled = name.replace("-", "_"), counted(terms, start, (length, unit), one.sense)[0]
    months = length * (12 if unit == "years" else 1)
    count, what = (length, "days") if unit == "days" else (months, "months")
    verb = "subtract" if one.sense == "before" else "add"
    expression, words = f"{verb}_{what}({label}, {what})", f"{name} {day} {_sign(one)} {length} {unit}"
    if one.sense == "opens":
        expression, words = f"add_days({expression}, 1)", f"{words} + 1 day"
    inputs: dict[str, str | int] = {label: day.isoformat(), what: count}
    state = f" ({one.state})" if unrolled == one.on else ""
    text = f"{one.name}: {words} = {unrolled}{state}"
    yield Step(text, expression, inputs, str(unrolled), "date", one.clause)
    if unrolled is not None and one.on is not None and unrolled != one.on:
        moved = (one.on - unrolled).days
        text = f"{one.name}: {unrolled} is closed, the next working day is {one.on} ({one.state})"
        inputs = {one.name: unrolled.isoformat(), "closed_days": moved}
        yield Step(text, f"add_days({one.name}, closed_days)", inputs, one.on.isoformat(), "date", one.clause)


def _sign(one: CaseDate) -> str:
    return "-" if one.sense == "before" else "+"


def _hours(terms: Terms, name: str, start: date, length: int, one: CaseDate) -> Step:
    """Return the step of elapsed hours: counted in UTC, told in the contract's time."""
    zone = zone_named(terms.profile.timezone)
    since = (
        start if isinstance(start, datetime) else datetime(start.year, start.month, start.day, tzinfo=zone)
    )
    verb = "subtract" if one.sense == "before" else "add"
    told = since.astimezone(zone).isoformat(timespec="minutes")
    text = f"{one.name}: {name} {told} {_sign(one)} {length} hours = {_shown(terms, one)} ({one.state})"
    label = name.replace("-", "_")
    inputs: dict[str, str | int] = {label: stamp(since), "hours": length}
    result = stamp(one.at) if one.at is not None else ""
    return Step(text, f"{verb}_hours({label}, hours)", inputs, result, "instant", one.clause)


def amount_steps(terms: Terms, known: Happened, amounts: Iterable[CaseAmount]) -> Iterator[Step]:
    """Yield the steps to the amounts of a case: the sum, VAT where it bears some, and its due date."""
    for one in amounts:
        if one.missing:
            yield _said(f"{one.name}: waits for {', '.join(one.missing)}", ", ".join(one.missing), one)
        if one.step is not None:
            yield one.step
        if one.cents is not None and one.vat_cents is not None:
            yield _vat(terms, one, one.cents, one.vat_cents)
        if one.due_on is not None:
            yield _due(terms, known, one, one.due_on)


def _vat(terms: Terms, one: CaseAmount, cents: int, vat_cents: int) -> Step:
    rate = terms.decimal("vat.rate")
    percent, net, gross = format_percent(rate.value), format_cents(cents), format_cents(cents + vat_cents)
    inputs: dict[str, str | int] = {"net": net, "rate": percent}
    text = f"{one.name}: {net} + VAT {percent} % = {gross}"
    return Step(text, "net + round(net * rate / 100, 2)", inputs, gross, terms.profile.currency, rate.clause)


def _due(terms: Terms, known: Happened, one: CaseAmount, due_on: date) -> Step:
    opened = known.days.get("opened")
    if one.due_by is not None or opened is None:
        return _said(f"{one.name}: due {due_on}, at {one.due_by}", due_on.isoformat(), one)
    days = (due_on - opened).days
    text = f"{one.name}: {opened} + {days} days = due {due_on}"
    inputs: dict[str, str | int] = {"opened": opened.isoformat(), "due_days": days}
    return Step(text, "add_days(opened, due_days)", inputs, due_on.isoformat(), "date", one.clause)


def act_steps(acts: Iterable[CaseAct]) -> Iterator[Step]:
    """Yield what the terms allow, by whom and from which day, or what is still missing for it."""
    for one in acts:
        who = " or ".join(one.by) or "the operator"
        if one.missing:
            told = f"waits for {', '.join(one.missing)}"
        elif one.possible_from_on is not None:
            told = f"possible from {one.possible_from_on}"
        else:
            told = "possible"
        yield _said(f"{one.act}, by {who}: {told}", told, one)


def used_step(parts: Mapping[str, tuple[int, int, int]], cents: int, unit: str) -> Step:
    """Return the arithmetic of an unused fee: of each line, its amount by the days left of its period."""
    inputs: dict[str, str | int] = {}
    words, terms = [], []
    for number, (key, (net, left, total)) in enumerate(parts.items(), 1):
        inputs |= {f"net_{number}": format_cents(net), f"left_{number}": left, f"days_{number}": total}
        words.append(f"{format_cents(net)} x {left}/{total} days ({key})")
        terms.append(f"net_{number} * left_{number} / days_{number}")
    result = format_cents(cents)
    text = f"unused fee: {' + '.join(words) or '0'} = {result}"
    return Step(text, f"round({' + '.join(terms) or '0'}, 2)", inputs, result, unit, None)
