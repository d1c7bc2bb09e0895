"""A line that adds up amounts, each with its factor, and a flat sum: its arithmetic as data."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from saasctl.rules.billing.lines import OneSum
from saasctl.values.clause import ClauseRef, Step
from saasctl.values.money import format_cents, round_half_up

METHOD = "sum"


@dataclass(frozen=True, slots=True)
class SumBasis(OneSum):
    """Amounts by their names, each with its factor, and a flat sum, exact; rounded once to the cent."""

    name: str
    parts: tuple[tuple[str, Fraction, Fraction], ...]
    flat: Fraction | None = None

    @property
    def net_cents(self) -> int:
        """The sum in cents, rounded once, half up."""
        total = sum((worth * factor for _, worth, factor in self.parts), self.flat or Fraction(0))
        return round_half_up(total * 100)

    def as_stored(self) -> dict[str, int | str]:
        """Return the parts as the store keeps them."""
        parts = [[label, _plain(worth), _plain(factor)] for label, worth, factor in self.parts]
        held: dict[str, int | str] = {"method": METHOD, "name": self.name}
        held["parts"] = json.dumps(parts, separators=(",", ":"))
        return held if self.flat is None else held | {"flat": _plain(self.flat)}

    @classmethod
    def from_stored(cls, stored: Mapping[str, int | str]) -> "SumBasis":
        """Return a basis that the store kept."""
        read: Sequence[Sequence[str]] = json.loads(str(stored["parts"]))
        parts = tuple((label, Fraction(worth), Fraction(factor)) for label, worth, factor in read)
        flat = stored.get("flat")
        return cls(str(stored["name"]), parts, None if flat is None else Fraction(str(flat)))


def sum_step(basis: SumBasis, unit: str, clause: ClauseRef | None) -> Step:
    """Return the arithmetic of a sum: `shortfall: 1000 x 1.1 + 750 = 1850.00`."""
    inputs: dict[str, str | int] = {}
    terms, words = [], []
    for of, worth, factor in basis.parts:
        label = of.replace("-", "_")
        inputs |= {label: _plain(worth), f"{label}_factor": _plain(factor)}
        terms.append(f"{label} * {label}_factor")
        words.append(f"{_plain(worth)} x {_plain(factor)}" if factor != 1 else _plain(worth))
    if basis.flat is not None:
        inputs["flat"] = _plain(basis.flat)
        terms.append("flat")
        words.append(_plain(basis.flat))
    result = format_cents(basis.net_cents)
    text = f"{basis.name}: {' + '.join(words)} = {result}"
    return Step(text, f"round({' + '.join(terms)}, 2)", inputs, result, unit, clause)


def _plain(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    return format(Decimal(value.numerator) / Decimal(value.denominator), "f")
