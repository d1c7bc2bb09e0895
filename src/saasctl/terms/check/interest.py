"""Late interest against the law: the rate under each reading, its floor, its first day."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from saasctl.errors.rates import MissingRate
from saasctl.terms.check.findings import Finding, unlawful
from saasctl.terms.law.rates import Rates
from saasctl.terms.law.statutes import statute
from saasctl.terms.resolve import Terms
from saasctl.values.money import format_percent

LAW = "L441-10-II"
READING, MULTIPLE = "late_interest.reading", "late_interest.multiple"
Formula = Callable[[Decimal, Decimal, Callable[[], Decimal], Callable[[], Decimal]], Decimal]
FORMULAS: Mapping[str, tuple[Formula, str]] = {
    "multiple-of-legal": (lambda m, p, legal, ecb: m * legal(), "{m} x legal rate"),
    "multiple-of-legal-plus-points": (
        lambda m, p, legal, ecb: m * legal() + p,
        "{m} x legal rate + {p}",
    ),
    "legal-plus-points": (lambda m, p, legal, ecb: legal() + p, "legal rate + {p}"),
    "reference-plus-points": (lambda m, p, legal, ecb: ecb() + p, "ECB rate + {p}"),
    "multiple-plus-points": (lambda m, p, legal, ecb: m * ecb() + p, "{m} x ECB rate + {p}"),
    "multiple-of-sum": (lambda m, p, legal, ecb: m * (ecb() + p), "{m} x (ECB rate + {p})"),
}
"""Annual percentage of each reading, from the multiple, the points, the legal rate and the ECB's."""


def annual_percent(terms: Terms, reading: str, rates: Rates, on: date) -> Decimal:
    """Return the annual percentage of late interest under a reading on a day, exact.

    Raises MissingRate (exit 7) for a reference rate that is not known, and never guesses one.
    """
    formula, _ = FORMULAS[reading]
    return formula(
        _number(terms, MULTIPLE, "1"),
        _number(terms, "late_interest.points", "0"),
        lambda: rates.legal_interest_on(on).percent,
        lambda: rates.ecb_rate_on(on).percent,
    )


def interest_findings(terms: Terms, rates: Rates, on: date) -> Iterator[Finding]:
    """Yield where late interest is below the law, or said in several ways, by the rates of a day."""
    reading = terms.find(READING)
    if reading is None:
        law = statute(LAW)
        said = f"ECB rate + {law.numbers['default_points']}"
        message = f"no late interest is agreed: the law's own rate applies, {said}"
        yield unlawful(READING, message, None, LAW, "information")
        return
    yield from _floor(terms, str(reading.value), rates, on)
    mark = terms.profile.open_at(READING)
    if mark is not None and mark.kind == "reading" and len(mark.choices) > 1:
        told = ", ".join(_told(terms, choice, rates, on) for choice in mark.choices)
        message = f"the words and the formula give several rates on {on}: {told}"
        yield Finding("warning", READING, message, reading.clause, None)
    yield from _conditions(terms)


def _floor(terms: Terms, reading: str, rates: Rates, on: date) -> Iterator[Finding]:
    multiple = statute(LAW).numbers["floor_multiple"]
    if reading == "multiple-of-legal":
        held = _number(terms, MULTIPLE, "1")
        if held < multiple:
            message = f"late interest is {_text(held)} x the legal rate; the law's floor is {multiple} x"
            yield unlawful(MULTIPLE, message, terms.cite(MULTIPLE), LAW)
        return
    try:
        rate = annual_percent(terms, reading, rates, on)
        floor = multiple * rates.legal_interest_on(on).percent
    except MissingRate as missing:
        message = f"cannot be held against the law: {missing.message}"
        yield unlawful(READING, message, terms.cite(READING), LAW, "information")
        return
    if rate < floor:
        message = (
            f"late interest is {format_percent(rate)} % on {on}; "
            f"the law's floor is {multiple} x the legal rate, {format_percent(floor)} %"
        )
        yield unlawful("late_interest.points", message, terms.cite("late_interest.points"), LAW)


def _told(terms: Terms, reading: str, rates: Rates, on: date) -> str:
    words = FORMULAS[reading][1].format(
        m=_text(_number(terms, MULTIPLE, "1")), p=_text(_number(terms, "late_interest.points", "0"))
    )
    try:
        return f"{words} = {format_percent(annual_percent(terms, reading, rates, on))} %"
    except MissingRate:
        return f"{words} = ?"


def _conditions(terms: Terms) -> Iterator[Finding]:
    starts = terms.find("late_interest.starts")
    if starts is not None and starts.value != "day-after-due":
        message = f"interest starts on the {str(starts.value).replace('-', ' ')}; by law on the day after"
        yield unlawful("late_interest.starts", message, starts.clause, LAW, "information")
    if terms.word("late_interest.base", "gross") == "net":
        path = "late_interest.base"
        message = "interest is taken on the balance without VAT; the sum that is due includes it"
        yield unlawful(path, message, terms.cite(path), LAW, "information")
    if terms.flag("late_interest.needs_notice"):
        path = "late_interest.needs_notice"
        yield unlawful(path, "interest waits for a notice; by law it needs none", terms.cite(path), LAW)


def _number(terms: Terms, path: str, default: str) -> Decimal:
    found = terms.find(path)
    return found.value if found is not None and isinstance(found.value, Decimal) else Decimal(default)


def _text(number: Decimal) -> str:
    return format(number.normalize(), "f")
