"""Amounts of a case: facts and figures of the contract, each with its factor, added up and rounded once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from saasctl.rules.billing.sums import SumBasis, sum_step
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
    basis: SumBasis | None = None
    due_path: str | None = None


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
        by_name = {one.name: one for one in dates}
        excluded = any(known.so(fact) for fact in terms.words(f"{path}.unless"))
        excluded = excluded or any(known.is_zero(fact) for fact in terms.words(f"{path}.not_if_zero"))
        excluded = excluded or _too_late(terms, path, known, by_name)
        if not excluded and all(known.so(fact) for fact in terms.words(f"{path}.when")):
            found.append(_amount(terms, path, name, known, by_name))
    return tuple(found)


def _too_late(terms: Terms, path: str, known: Happened, dates: Mapping[str, CaseDate]) -> bool:
    """Say whether what is owed for happened after the last day for it, as a hiring after the ban (S-74)."""
    happened = known.at(terms.word(f"{path}.happened_on", ""))
    limit = dates.get(terms.word(f"{path}.within", ""))
    return happened is not None and limit is not None and limit.on is not None and happened > limit.on


def _amount(terms: Terms, path: str, name: str, known: Happened, dates: Mapping[str, CaseDate]) -> CaseAmount:
    parts = [(str(part["of"]), Fraction(str(part["factor"]))) for part in _parts(terms, path)]
    flat = terms.find(f"{path}.flat")
    given = [(of, _worth(known, of), factor) for of, factor in parts]
    missing = tuple(of for of, worth, _ in given if worth is None)
    known_parts = [(of, worth, factor) for of, worth, factor in given if worth is not None]
    clause = terms.cite(f"{path}.sum") or terms.cite(f"{path}.flat")
    net = terms.flag(f"{path}.net")
    basis = step = cents = None
    if known_parts or (flat is not None and not parts):
        basis = SumBasis(name, tuple(known_parts), Fraction(str(flat.value)) if flat else None)
        step, cents = sum_step(basis, terms.profile.currency, clause), basis.net_cents
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
        basis,
        f"{path}.due_days" if terms.find(f"{path}.due_days") is not None else None,
    )


def _parts(terms: Terms, path: str) -> tuple[Mapping[str, object], ...]:
    found = terms.find(f"{path}.sum")
    return found.value if found is not None and isinstance(found.value, tuple) else ()


def _worth(known: Happened, of: str) -> Fraction | None:
    if of in FIGURES:
        return Fraction(known.figures[of], 100) if of in known.figures else None
    fact = known.facts.get(of)
    return Fraction(fact) if isinstance(fact, Decimal | int) and not isinstance(fact, bool) else None


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
