"""One invoice line: its arithmetic as data, its amount, and its explanation from the same data."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, Protocol

from saasctl.rules.billing import proration
from saasctl.values.clause import ClauseRef, Step
from saasctl.values.money import divide_half_up, format_cents
from saasctl.values.period import Period

Method = Literal["whole", "unit"] | proration.Basis
METHODS: dict[str, Method] = {"whole": "whole", "unit": "unit", **proration.BASES}
UNITS = {"actual": "days", "thirty": "days", "thirty-360": "days", "month-fraction": "of the months"}


@dataclass(frozen=True, slots=True)
class Basis:
    """What a line's amount is made of: quantity x unit price x months/price_months x days/days_total.

    `method` says how time was counted: the "whole" period, a basis of proration, or "unit" where
    time plays no part (credits). Ratios that are
    one are left as 1/1. `unit_price` is in cents.
    """

    method: Method
    quantity: int
    unit_price: int
    months: int = 1
    price_months: int = 1
    days: int = 1
    days_total: int = 1

    @property
    def net_cents(self) -> int:
        """The line's net amount in cents, rounded once, half up (K-D10, B-D11, S-C10, D-C10)."""
        return divide_half_up(
            self.quantity * self.unit_price * self.months * self.days, self.price_months * self.days_total
        )

    def as_stored(self) -> dict[str, int | str]:
        """Return the basis as the store keeps it beside the line's quantity and unit price."""
        return {
            "method": self.method,
            "months": self.months,
            "price_months": self.price_months,
            "days": self.days,
            "days_total": self.days_total,
        }

    @classmethod
    def from_stored(cls, stored: Mapping[str, int | str], quantity: int, unit_price: int) -> "Basis":
        """Return a basis that the store kept, with its line's quantity and unit price in cents."""
        method = METHODS[str(stored["method"])]
        numbers = {name: int(value) for name, value in stored.items() if name != "method"}
        return cls(method, quantity, unit_price, **numbers)


class OneSum(ABC):
    """One piece at the whole sum: what lines share whose arithmetic is not a quantity by a price."""

    __slots__ = ()

    @property
    def quantity(self) -> int:
        """One."""
        return 1

    @property
    def unit_price(self) -> int:
        """The net amount in cents."""
        return self.net_cents

    @property
    @abstractmethod
    def net_cents(self) -> int:
        """The net amount in cents, rounded once."""


class LineBasis(Protocol):
    """What a line is made of: its arithmetic as the store keeps it, and the amount it comes to."""

    @property
    def quantity(self) -> int:
        """The number of units."""

    @property
    def unit_price(self) -> int:
        """The price of one in cents."""

    @property
    def net_cents(self) -> int:
        """The net amount in cents."""

    def as_stored(self) -> dict[str, int | str]:
        """Return it as the store keeps it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line before VAT. `obligation` is what it settles, unique in its subscription.

    `clause` is what the amount rests on, `price_clause` where the unit price comes from.
    """

    kind: str
    obligation: str
    description: str
    basis: LineBasis
    period: Period | None
    clause: ClauseRef
    price_clause: ClauseRef
    net_cents: int = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Work out the net amount in cents, once."""
        object.__setattr__(self, "net_cents", self.basis.net_cents)


def price_step(basis: Basis, clause: ClauseRef | None) -> Step:
    """Return where a line's unit price comes from, for the months it covers."""
    price = format_cents(basis.unit_price)
    span = f" for {basis.price_months} months" if basis.price_months > 1 else ""
    return Step(f"unit price {price}{span}", "unit_price", {"unit_price": price}, price, "EUR", clause)


def line_step(basis: Basis, clause: ClauseRef | None) -> Step:
    """Return the arithmetic of a line: the text for people and an expression to recompute it.

    `3 x 10.00 x 20/30 days = 20.00`, and `round(quantity * unit_price * days / days_total, 2)`.
    """
    inputs: dict[str, str | int] = {"quantity": basis.quantity, "unit_price": format_cents(basis.unit_price)}
    words, expression = f"{basis.quantity} x {format_cents(basis.unit_price)}", "quantity * unit_price"
    if basis.months != basis.price_months:
        inputs |= {"months": basis.months, "price_months": basis.price_months}
        words += f" x {basis.months}/{basis.price_months} months"
        expression += " * months / price_months"
    if basis.method in UNITS:
        inputs |= {"days": basis.days, "days_total": basis.days_total}
        words += f" x {basis.days}/{basis.days_total} {UNITS[basis.method]}"
        expression += " * days / days_total"
    result = format_cents(basis.net_cents)
    return Step(f"{words} = {result}", f"round({expression}, 2)", inputs, result, "EUR", clause)


def total_steps(
    net_cents: int, breakdown: list[tuple[str, Decimal, int, int]], clause: ClauseRef | None
) -> list[Step]:
    """Return the steps from the lines' net to the gross: VAT per category and rate, then the sum.

    `breakdown` holds (category, rate in percent, base in cents, VAT in cents).
    """
    steps = []
    names = []
    inputs: dict[str, str | int] = {"net": format_cents(net_cents)}
    for number, (category, rate, base, vat) in enumerate(breakdown, 1):
        percent = format(rate.normalize(), "f")
        steps.append(
            Step(
                f"VAT {category} {percent} %: {format_cents(base)} x {percent}/100 = {format_cents(vat)}",
                "round(base * rate / 100, 2)",
                {"base": format_cents(base), "rate": percent},
                format_cents(vat),
                "EUR",
                clause,
            )
        )
        names.append(f"vat_{number}")
        inputs[f"vat_{number}"] = format_cents(vat)
    gross = net_cents + sum(vat for *_, vat in breakdown)
    words = " + ".join(str(value) for value in inputs.values())
    steps.append(
        Step(
            f"{words} = {format_cents(gross)}",
            " + ".join(["net", *names]),
            inputs,
            format_cents(gross),
            "EUR",
            clause,
        )
    )
    return steps
