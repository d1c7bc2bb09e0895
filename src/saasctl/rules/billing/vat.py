"""VAT of an invoice: once per category and rate, rounded half up (EN 16931)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from saasctl.rules.billing.rounding import percent_of
from saasctl.terms.law.vat_rates import RateTerritory, french_vat_rates

TAXED = "S"
"""The only category here that carries a rate above zero (EN 16931, BR-AE-05, BR-E-05, BR-O-05)."""


class VatPart(NamedTuple):
    """The VAT of one category and rate: rate in percent, net base and VAT in cents."""

    category: str
    rate: Decimal
    base_cents: int
    vat_cents: int


def vat_of(base_cents: int, rate: Decimal) -> int:
    """Return the VAT on a net base in cents at `rate` percent, rounded once, a half away from zero."""
    return percent_of(base_cents, rate)


def vat_lines(lines: Iterable[tuple[int, str, Decimal]]) -> tuple[VatPart, ...]:
    """Return the breakdown of lines given as (net in cents, category, rate in percent).

    One part per category and rate, on the sum of its lines' rounded nets (BR-CO-17, BR-S-08); the
    total VAT of an invoice is the sum of the parts (BR-CO-14), never of the lines. Ordered by
    category, then from the highest rate. Raises ValueError for a rate on an untaxed category.
    """
    bases: dict[tuple[str, Decimal], int] = {}
    for net_cents, category, rate in lines:
        if rate and category != TAXED:
            raise ValueError(f"category {category} carries no rate, not {rate}")
        bases[category, rate] = bases.get((category, rate), 0) + net_cents
    ordered = sorted(bases, key=lambda key: (key[0], -key[1])) if len(bases) > 1 else bases
    return tuple(VatPart(*key, bases[key], vat_of(bases[key], key[1])) for key in ordered)


@lru_cache(maxsize=1000)
def is_rate_in_force(rate: Decimal, on: date, territory: RateTerritory = "FR") -> bool:
    """Say whether `rate` percent is one of the French rates in force on a day."""
    return any(known.percent == rate for known in french_vat_rates(on, territory))
