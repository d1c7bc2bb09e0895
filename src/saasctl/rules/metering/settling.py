"""The line of a year's balance of commission: its months as data, explained from the same data."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from saasctl.rules.billing.lines import OneSum
from saasctl.rules.metering.commissions import Settlement, Statement
from saasctl.values.clause import ClauseRef, Step
from saasctl.values.money import format_cents

METHOD = "commission-year"


@dataclass(frozen=True, slots=True)
class SettlementBasis(OneSum):
    """Months with their commission, the minimums deducted and the balance, in cents."""

    months: tuple[tuple[str, int], ...]
    advances: int
    balance: int

    @classmethod
    def of(cls, found: Settlement, statements: Sequence[Statement]) -> "SettlementBasis":
        """Return the basis of a year's reconciliation."""
        months = tuple((f"{one.month.start:%Y-%m}", one.commission.cents) for one in statements)
        return cls(months, found.advances.cents, max(0, found.balance.cents))

    @property
    def net_cents(self) -> int:
        """The balance in cents."""
        return self.balance

    def as_stored(self) -> dict[str, int | str]:
        """Return the commission of each month, the advances and the balance, in cents."""
        months = json.dumps(self.months, separators=(",", ":"))
        return {"method": METHOD, "months": months, "advances": self.advances, "balance": self.balance}


def settlement_steps(basis: Mapping[str, int | str], clause: ClauseRef | None) -> list[Step]:
    """Return the steps to a year's balance: the sum of the months, the minimums, what is left."""
    months = [(str(name), int(cents)) for name, cents in json.loads(str(basis["months"]))]
    inputs: dict[str, str | int] = {
        f"month_{name.replace('-', '_')}": format_cents(cents) for name, cents in months
    }
    total = sum(cents for _, cents in months)
    advances, balance = int(basis["advances"]), int(basis["balance"])
    words = " + ".join(format_cents(cents) for _, cents in months)
    sums = Step(
        f"{words} = {format_cents(total)}", " + ".join(inputs), inputs, format_cents(total), "EUR", clause
    )
    left = {"total": format_cents(total), "advances": format_cents(advances)}
    text = f"{format_cents(total)} - {format_cents(advances)} = {format_cents(total - advances)}"
    if total < advances:
        text = f"{text}: nothing is owed and nothing given back"
    expression = "max(0, total - advances)"
    if balance != max(0, total - advances):
        left |= {"balance": format_cents(balance)}
        text, expression = f"month by month, {format_cents(balance)} above the minimums", "balance"
    return [sums, Step(text, expression, dict(left), format_cents(balance), "EUR", clause)]
