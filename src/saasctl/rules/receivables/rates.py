"""The annual rate of late interest on a day, by the formula that the terms name."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from saasctl.errors.rates import MissingRate
from saasctl.terms.law.rates import RateKind, Rates, half_of, half_period
from saasctl.terms.resolve import Terms
from saasctl.values.money import format_percent

ONE, NONE = Decimal(1), Decimal(0)


@dataclass(frozen=True, slots=True)
class RateRule:
    """The formula of an annual rate: `multiple` times a rate, `points` added, fixed on some day."""

    reading: str
    multiple: Decimal
    points: Decimal
    reference: str
    legal_rate: str
    fixed_at: str

    @property
    def kind(self) -> RateKind:
        """The table of rates that the formula reads."""
        legal = "legal" in self.reading or self.reference != "ecb-mro"
        return "legal-interest" if legal else "ecb-mro"


def rate_rule(terms: Terms) -> RateRule:
    """Return the formula of the terms (K-35, B-86, S-36, D-66)."""
    return RateRule(
        terms.text("late_interest.reading").value,
        _decimal(terms, "late_interest.multiple", ONE),
        _decimal(terms, "late_interest.points", NONE),
        terms.word("late_interest.reference", "ecb-mro"),
        terms.word("late_interest.legal_rate", "professional"),
        terms.word("late_interest.fixed_at", "each-day"),
    )


def _decimal(terms: Terms, path: str, default: Decimal) -> Decimal:
    found = terms.find(path)
    return found.value if found is not None and isinstance(found.value, Decimal) else default


def annual_percent(rule: RateRule, rates: Rates, day: date, due_on: date) -> Decimal:
    """Return the percent a year that holds on `day`, exact. Raises MissingRate (exit 7)."""
    percent = _base(rule, rates, _fixed(rule, day, due_on))
    return _formula(rule, percent)


def in_words(rule: RateRule, rates: Rates, day: date, due_on: date) -> str:
    """Return the arithmetic of the rate of a day, as `3 x 2.62 %`."""
    base = format_percent(_base(rule, rates, _fixed(rule, day, due_on)))
    multiple, points = format_percent(rule.multiple), format_percent(rule.points)
    match rule.reading:
        case "multiple-of-legal":
            return f"{multiple} x {base} %"
        case "multiple-of-legal-plus-points" | "multiple-plus-points":
            return f"{multiple} x {base} % + {points}"
        case "multiple-of-sum":
            return f"{multiple} x ({base} + {points}) %"
    return f"{base} % + {points}"


def rate_changes(rule: RateRule, rates: Rates, first: date, last: date) -> Iterator[date]:
    """Yield the days after `first`, up to `last`, from which another rate may hold."""
    if rule.fixed_at == "due-date":
        return
    for year in range(first.year, last.year + 1):
        for start in (date(year, 1, 1), date(year, 7, 1)):
            if first < start <= last:
                yield start
    if rule.fixed_at == "each-day" and rule.kind == "ecb-mro":
        yield from (rate.from_on for rate in rates.of("ecb-mro") if first < rate.from_on <= last)


def _fixed(rule: RateRule, day: date, due_on: date) -> date:
    if rule.fixed_at == "due-date":
        return due_on
    return half_period(half_of(day)).start if rule.fixed_at == "half-year" else day


def _base(rule: RateRule, rates: Rates, day: date) -> Decimal:
    if rule.kind == "ecb-mro":
        return rates.ecb_rate_on(day).percent
    if rule.legal_rate == "private":
        known = "the table holds the series of professional creditors alone"
        raise MissingRate("legal-interest", f"{half_of(day)} (private creditors)", day, known)
    return rates.legal_interest_on(day).percent


def _formula(rule: RateRule, base: Decimal) -> Decimal:
    match rule.reading:
        case "multiple-of-legal":
            return rule.multiple * base
        case "multiple-of-legal-plus-points" | "multiple-plus-points":
            return rule.multiple * base + rule.points
        case "multiple-of-sum":
            return rule.multiple * (base + rule.points)
    return base + rule.points
