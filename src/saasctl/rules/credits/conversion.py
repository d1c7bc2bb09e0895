"""The price of a workspace in credits: exact ratio, then rounded up by bands (D-20 to D-24)."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from saasctl.errors.credits import CategoryUnknown
from saasctl.terms.resolve import Terms
from saasctl.values.clause import ClauseRef
from saasctl.values.money import Money


@dataclass(frozen=True, slots=True)
class InCredits:
    """A price in credits: the exact raw number, the step it was rounded up to, and the credits."""

    category: str
    price: Money
    factor: Fraction
    worth: Money
    raw: Fraction
    step: int
    credits: int
    clause: ClauseRef
    rounding_clause: ClauseRef


def credits_for(terms: Terms, category: str, price: Money) -> InCredits:
    """Return how many credits a workspace of `category` at `price`, excl. VAT, takes.

    price x factor / worth, exact, then rounded up to a multiple of its band's step; the first band
    whose upper bound, included, is not below the number holds. At least `credits.least` where it
    has a price. Raises CategoryUnknown (exit 5).
    """
    factor = terms.find(f"credits.category.{category}.factor")
    if factor is None:
        known = terms.profile.names_under("credits.category")
        raise CategoryUnknown(
            category, known, terms.cite(f"credits.category.{known[0]}.title") if known else None
        )
    times = Fraction(terms.decimal(f"credits.category.{category}.factor").value)
    worth = Money.of(terms.decimal("credits.worth").value, terms.profile.currency)
    raw = Fraction(price.cents) * times / worth.cents
    step = _step(terms, raw)
    least = terms.number("credits.least", 0) if price.cents else 0
    return InCredits(
        category,
        price,
        times,
        worth,
        raw,
        step,
        max(least, ceil(raw / step) * step),
        factor.clause,
        terms.need("credits.rounding").clause,
    )


def _step(terms: Terms, raw: Fraction) -> int:
    """Return the step of the band that holds a number; the last band holds all above it.

    With `credits.rounding_of = rounded` the number to the nearest whole credit chooses the band.
    """
    chosen = raw
    if terms.word("credits.rounding_of", "raw") == "rounded":
        chosen = Fraction(floor(raw + Fraction(1, 2)))
    step = 1
    for band in bands(terms, "credits.rounding"):
        step = int(str(band["step"]))
        if "up_to" not in band or chosen <= Fraction(str(band["up_to"])):
            break
    return step


def bands(terms: Terms, path: str) -> list[dict[str, object]]:
    """Return the rows of a scale of the terms in their order."""
    found = terms.need(path).value
    return [dict(row) for row in found] if isinstance(found, tuple) else []
