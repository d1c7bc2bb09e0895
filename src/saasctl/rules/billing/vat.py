"""VAT: stub."""

from decimal import Decimal

from saasctl.rules.billing.rounding import percent_of


def vat_of(base_cents: int, rate: Decimal) -> int:
    """Return the VAT on a net base in cents at `rate` percent, rounded once, half up."""
    return percent_of(base_cents, rate)
