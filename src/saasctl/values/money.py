"""Amounts of money: integer minor units in the store, exact arithmetic, one half-up rounding."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from saasctl.values.cents import MINOR_DIGITS, format_cents

__all__ = [
    "MINOR_DIGITS",
    "Money",
    "divide_half_up",
    "format_cents",
    "format_exact",
    "format_percent",
    "round_half_up",
]


def round_half_up(exact: Fraction | Decimal) -> int:
    """Return the integer nearest to `exact`; a half goes away from zero.

    Away from zero, so that a credit note mirrors the invoice it corrects.
    """
    return divide_half_up(*exact.as_integer_ratio())


def divide_half_up(numerator: int, denominator: int) -> int:
    """Return `numerator / denominator` rounded to an integer, a half away from zero.

    `denominator` must be positive. Integers only: this is the billing run's inner loop.
    """
    if numerator < 0:
        return -((-2 * numerator + denominator) // (2 * denominator))
    return (2 * numerator + denominator) // (2 * denominator)


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """A sum in minor units (cents) of one currency."""

    cents: int
    currency: str = "EUR"

    @classmethod
    def of(cls, amount: Decimal | Fraction | str, currency: str = "EUR") -> "Money":
        """Return `amount` (major units) as money, rounded half up to the minor unit."""
        exact = Fraction(amount)
        return cls(round_half_up(exact * 10 ** MINOR_DIGITS[currency]), currency)

    @property
    def amount(self) -> Decimal:
        """The sum in major units, exact."""
        return Decimal(self.cents).scaleb(-MINOR_DIGITS[self.currency])

    def times(self, factor: Fraction | int) -> "Money":
        """Return the sum multiplied by `factor`, rounded once, half up."""
        return Money(round_half_up(self.cents * Fraction(factor)), self.currency)

    def __add__(self, other: "Money") -> "Money":
        """Add two sums of one currency."""
        self._same(other)
        return Money(self.cents + other.cents, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        """Subtract a sum of the same currency."""
        self._same(other)
        return Money(self.cents - other.cents, self.currency)

    def __neg__(self) -> "Money":
        """Return the opposite sum, as on a credit note."""
        return Money(-self.cents, self.currency)

    def __str__(self) -> str:
        """Return the amount with the currency's decimals, without the currency."""
        return format_cents(self.cents, self.currency)

    def _same(self, other: "Money") -> None:
        if self.currency != other.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not add up")


EXACT_PLACES = 4
"""Decimals in which sums are shown before their one rounding."""


def format_exact(amount: Fraction) -> str:
    """Return an exact amount in major units with four decimals, as intermediate sums are shown."""
    return format(Decimal(round_half_up(amount * 10**EXACT_PLACES)).scaleb(-EXACT_PLACES), "f")


def format_percent(percent: Decimal) -> str:
    """Return a percentage without exponent or trailing zeros: 20.00 is "20", 5.50 is "5.5"."""
    text = format(percent, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
