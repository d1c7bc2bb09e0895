"""Minor units of a currency as text; apart from `money`, whose exact arithmetic a list need not load."""

MINOR_DIGITS = {"EUR": 2}
"""Decimals of each currency that a store may hold (ISO 4217)."""


def format_cents(cents: int, currency: str = "EUR") -> str:
    """Return minor units as text with the currency's decimals: -5 is "-0.05"."""
    digits = MINOR_DIGITS[currency]
    if digits == 0:
        return str(cents)
    whole, part = divmod(abs(cents), 10**digits)
    return f"{'-' if cents < 0 else ''}{whole}.{part:0{digits}d}"
