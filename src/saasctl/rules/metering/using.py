"""The line of a month's use above the plan: what was counted and the plan's number, explained from them."""

from collections.abc import Mapping
from dataclasses import dataclass

from saasctl.rules.billing.lines import Basis, line_step, price_step
from saasctl.rules.metering.overage import BilledUse, Excess, Overage
from saasctl.values.clause import ClauseRef, Step
from saasctl.values.money import format_cents

METHOD = "use-above-plan"


@dataclass(frozen=True, slots=True)
class UseBasis:
    """So many above the plan at a unit price, or one step between two bands, less what was billed.

    `at_value` and `at_limit` are the cents of the two bands, where there are bands; `billed` is the
    part of a supplement's month that was billed: a quantity, or cents where there are bands.
    """

    value: int
    limit: int
    quantity: int
    unit_price: int
    billed: int = 0
    at_value: int | None = None
    at_limit: int | None = None

    @classmethod
    def of(cls, excess: Excess, priced: Overage, billed: BilledUse | None) -> "UseBasis":
        """Return the basis of a month's use, or of what it adds to what was billed."""
        bands = priced.bands
        earlier = BilledUse() if billed is None else billed
        return cls(
            excess.value,
            excess.limit,
            priced.quantity,
            priced.unit_price.cents,
            earlier.cents if bands else earlier.quantity,
            *(bands or (None, None)),
        )

    @property
    def net_cents(self) -> int:
        """The line's net amount in cents."""
        return self.quantity * self.unit_price

    def as_stored(self) -> dict[str, int | str]:
        """Return it as the store keeps it beside the line's quantity and unit price."""
        held: dict[str, int | str] = {
            "method": METHOD,
            "value": self.value,
            "limit": self.limit,
            "billed": self.billed,
        }
        if self.at_value is not None and self.at_limit is not None:
            held |= {"at_value": self.at_value, "at_limit": self.at_limit}
        return held


def use_steps(
    basis: Mapping[str, int | str],
    line: tuple[int, int],
    clause: ClauseRef | None,
    price_clause: ClauseRef | None,
) -> list[Step]:
    """Return the steps to a line of use: how many lie above the plan and their price, or the two bands.

    `line` is its quantity and its unit price in cents.
    """
    billed = int(basis["billed"])
    if "at_value" in basis:
        high, low = (format_cents(int(basis[name])) for name in ("at_value", "at_limit"))
        left = format_cents(line[1])
        inputs: dict[str, str | int] = {"at_value": high, "at_limit": low}
        return [_less("at_value - at_limit", inputs, format_cents(billed) if billed else None, left, clause)]
    counted: dict[str, str | int] = {"value": int(basis["value"]), "limit": int(basis["limit"])}
    found = _less("value - limit", counted, billed or None, str(line[0]), clause)
    plain = Basis("unit", *line)
    return [found, price_step(plain, price_clause), line_step(plain, clause)]


def _less(
    expression: str,
    inputs: dict[str, str | int],
    billed: str | int | None,
    result: str,
    clause: ClauseRef | None,
) -> Step:
    if billed is not None:
        inputs, expression = inputs | {"billed": billed}, f"{expression} - billed"
    words = " - ".join(str(value) for value in inputs.values())
    return Step(
        f"{words} = {result}", expression, inputs, result, "EUR" if "." in result else "units", clause
    )
