"""Amounts of a case: facts and figures of the contract, each with its factor, added up and rounded once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from saasctl.rules.lifecycle.cases import CaseDate, Happened
from saasctl.terms.resolve import Terms
from saasctl.terms.schema.cases import FIGURES
from saasctl.values.clause import ClauseRef, Step
from saasctl.values.money import round_half_up


@dataclass(frozen=True, slots=True)
class CaseAmount:
    """One amount of a case in cents, excl. VAT where `net`; None while nothing of it is known.

    `missing` are facts of it that are not given; `cents` is then what the others come to. `due_on`
    counts from the opening where the terms count it from an invoice of that day.
    """

    name: str
    cents: int | None
    vat_cents: int | None
    owed_by: str | None
    due_on: date | None
    receipts: bool
    net: bool
    missing: tuple[str, ...]
    step: Step | None
    clause: ClauseRef | None
    due_by: str | None = None
    path: str = ""


def figures_named(terms: Terms, kind: str) -> tuple[str, ...]:
    """Return the figures of the contract that a kind's amounts ask for."""
    names = terms.profile.names_under(f"case.{kind}.amount")
    asked = (str(part["of"]) for name in names for part in _parts(terms, f"case.{kind}.amount.{name}"))
    return tuple(dict.fromkeys(one for one in asked if one in FIGURES))


def case_amounts(
    terms: Terms, kind: str, known: Happened, dates: tuple[CaseDate, ...]
) -> tuple[CaseAmount, ...]:
    """Return the amounts of a case in the profile's order; those that its facts exclude are left out."""
    found = []
    for name in terms.profile.names_under(f"case.{kind}.amount"):
        path = f"case.{kind}.amount.{name}"
        excluded = any(known.so(fact) for fact in terms.words(f"{path}.unless"))
        if not excluded and all(known.so(fact) for fact in terms.words(f"{path}.when")):
            found.append(_amount(terms, path, name, known, {one.name: one for one in dates}))
    return tuple(found)


def _amount(terms: Terms, path: str, name: str, known: Happened, dates: Mapping[str, CaseDate]) -> CaseAmount:
    parts = [(str(part["of"]), Fraction(str(part["factor"]))) for part in _parts(terms, path)]
    flat = terms.find(f"{path}.flat")
    given = [(of, factor, _worth(known, of)) for of, factor in parts]
    missing = tuple(of for of, _, worth in given if worth is None)
    known_parts = [(of, factor, worth) for of, factor, worth in given if worth is not None]
    clause = terms.cite(f"{path}.sum") or terms.cite(f"{path}.flat")
    net = terms.flag(f"{path}.net")
    step = None
    cents = None
    if known_parts or (flat is not None and not parts):
        step = _step(name, known_parts, flat.value if flat else None, terms.profile.currency, clause)
        cents = round_half_up(Fraction(step.result) * 100)
    return CaseAmount(
        name,
        cents,
        _vat(terms, cents) if net and cents is not None else None,
        terms.word(f"{path}.owed_by", "") or None,
        _due_on(terms, path, known, dates),
        terms.flag(f"{path}.receipts"),
        net,
        missing,
        step,
        clause,
        terms.word(f"{path}.due_by", "") or None,
        path,
    )


def _parts(terms: Terms, path: str) -> tuple[Mapping[str, object], ...]:
    found = terms.find(f"{path}.sum")
    return found.value if found is not None and isinstance(found.value, tuple) else ()


def _worth(known: Happened, of: str) -> Fraction | None:
    if of in FIGURES:
        return Fraction(known.figures[of], 100) if of in known.figures else None
    fact = known.facts.get(of)
    return Fraction(fact) if isinstance(fact, Decimal | int) and not isinstance(fact, bool) else None


def _step(
    name: str,
    parts: list[tuple[str, Fraction, Fraction]],
    flat: object,
    unit: str,
    clause: ClauseRef | None,
) -> Step:
    inputs: dict[str, str | int] = {}
    terms, words, total = [], [], Fraction(0)
    for of, factor, worth in parts:
        label = of.replace("-", "_")
        inputs |= {label: _plain(worth), f"{label}_factor": _plain(factor)}
        terms.append(f"{label} * {label}_factor")
        words.append(f"{_plain(worth)} x {_plain(factor)}" if factor != 1 else _plain(worth))
        total += worth * factor
    if flat is not None:
        inputs["flat"] = str(flat)
        terms.append("flat")
        words.append(str(flat))
        total += Fraction(str(flat))
    result = _money(total)
    text = f"{name}: {' + '.join(words)} = {result}"
    return Step(text, f"round({' + '.join(terms)}, 2)", inputs, result, unit, clause)


def _money(exact: Fraction) -> str:
    return format(Decimal(round_half_up(exact * 100)).scaleb(-2), "f")


def _plain(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return format(exact, "f")


def _vat(terms: Terms, cents: int) -> int | None:
    rate = terms.find("vat.rate")
    return round_half_up(cents * Fraction(str(rate.value)) / 100) if rate is not None else None


def _due_on(terms: Terms, path: str, known: Happened, dates: Mapping[str, CaseDate]) -> date | None:
    if due_by := terms.word(f"{path}.due_by", ""):
        return dates[due_by].on if due_by in dates else None
    days = terms.find(f"{path}.due_days")
    opened = known.days["opened"]
    if days is None or not isinstance(days.value, int) or opened is None:
        return None
    return opened + timedelta(days=days.value)
