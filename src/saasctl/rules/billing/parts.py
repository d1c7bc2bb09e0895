"""A price billed in parts: a deposit, intermediate invoices by a plan, and the balance."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from saasctl.rules.billing.lines import OneSum
from saasctl.rules.billing.rounding import percent_of
from saasctl.values.clause import ClauseRef, Step
from saasctl.values.money import divide_half_up, format_cents, format_percent

METHOD = "share"
HUNDRED = Decimal(100)
STEP = re.compile(r"(\d{1,3}(?:\.\d{1,4})?) ?%(?: on (\d{4}-\d{2}-\d{2}))? ?(.*)", re.ASCII)


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One intermediate invoice of a plan: its share, the day it falls due if the plan has one, its words."""

    percent: Decimal
    on: date | None
    label: str


def parse_plan(text: str) -> tuple[PlanStep, ...]:
    """Return the steps of a plan such as `40 % at the end of the setup; 10 % on 2026-04-20 tests`.

    Raises ValueError for words that are none, for a day that does not exist, and above 100 %.
    """
    steps = []
    for part in text.split(";"):
        found = STEP.fullmatch(part.strip())
        if found is None:
            raise ValueError("steps as 40 % at the end of the setup; 10 % on 2026-04-20 tests")
        percent, day, label = found.groups()
        steps.append(PlanStep(Decimal(percent), date.fromisoformat(day) if day else None, label.strip()))
    if sum(step.percent for step in steps) > HUNDRED:
        raise ValueError("steps of at most 100 % in all")
    return tuple(steps)


@dataclass(frozen=True, slots=True)
class Part:
    """One invoice of a price: what it is, and its net amount in cents."""

    what: str
    basis: "ShareBasis"

    @property
    def net_cents(self) -> int:
        """The net amount in cents."""
        return self.basis.net_cents


@dataclass(frozen=True, slots=True)
class ShareBasis(OneSum):
    """A share of a total in cents: `percent` of it, or what is left of it after `before`.

    With `vat_rate` the percentage is one of the total with VAT, rounded, from which VAT is taken off
    again.
    """

    total: int
    percent: Decimal | None = None
    before: int = 0
    vat_rate: Decimal | None = None

    @property
    def net_cents(self) -> int:
        """The share in cents, rounded once, half up (twice where it is a share of the total with VAT)."""
        if self.percent is None:
            return self.total - self.before
        if self.vat_rate is None:
            return percent_of(self.total, self.percent)
        gross = percent_of(self.total, self.percent * (HUNDRED + self.vat_rate) / HUNDRED)
        top, bottom = ((HUNDRED + self.vat_rate) / HUNDRED).as_integer_ratio()
        return divide_half_up(gross * bottom, top)

    def as_stored(self) -> dict[str, int | str]:
        """Return the inputs as the store keeps them."""
        held: dict[str, int | str] = {"method": METHOD, "total": self.total, "before": self.before}
        if self.percent is not None:
            held["percent"] = format_percent(self.percent)
        if self.vat_rate is not None:
            held["vat_rate"] = format_percent(self.vat_rate)
        return held

    @classmethod
    def from_stored(cls, stored: Mapping[str, int | str]) -> "ShareBasis":
        """Return a basis that the store kept."""
        percent, rate = stored.get("percent"), stored.get("vat_rate")
        return cls(
            int(stored["total"]),
            None if percent is None else Decimal(str(percent)),
            int(stored["before"]),
            None if rate is None else Decimal(str(rate)),
        )


def share_step(basis: ShareBasis, clause: ClauseRef | None) -> Step:
    """Return the arithmetic of a share: its words, and an expression to recompute it."""
    total, result = format_cents(basis.total), format_cents(basis.net_cents)
    inputs: dict[str, str | int] = {"total": total}
    if basis.percent is None:
        inputs["before"] = format_cents(basis.before)
        words, expression = f"{total} - {inputs['before']}", "total - before"
    elif basis.vat_rate is None:
        inputs["percent"] = format_percent(basis.percent)
        words, expression = f"{total} x {inputs['percent']} %", "round(total * percent / 100, 2)"
    else:
        inputs |= {"percent": format_percent(basis.percent), "vat_rate": format_percent(basis.vat_rate)}
        words = f"{inputs['percent']} % of {total} with VAT {inputs['vat_rate']} %, without that VAT"
        gross = "round(total * percent / 100 * (100 + vat_rate) / 100, 2)"
        expression = f"round({gross} * 100 / (100 + vat_rate), 2)"
    return Step(f"{words} = {result}", expression, inputs, result, "EUR", clause)


def parts_of(
    total: int,
    deposit: Decimal,
    steps: Sequence[Decimal],
    odd: Literal["last-invoice", "deposit"] = "last-invoice",
    vat_rate: Decimal | None = None,
) -> tuple[Part, ...]:
    """Return the invoices of `total` cents: deposit, intermediates by their percentages, balance.

    Each share is rounded once, half up; the odd cents go to the last invoice or to the deposit, so
    the parts always add up to the total (B-80). A deposit of 0 % is left out. Raises ValueError where
    the shares come to more than 100 %.
    """
    rest = HUNDRED - deposit - sum(steps, Decimal(0))
    if rest < 0:
        raise ValueError(f"shares of {format_percent(HUNDRED - rest)} %")
    middle = [Part(f"step-{number}", ShareBasis(total, share)) for number, share in enumerate(steps, 1)]
    between = sum(part.net_cents for part in middle)
    first = ShareBasis(total, deposit, vat_rate=vat_rate)
    if odd == "deposit" and deposit:
        first = ShareBasis(total, None, between + percent_of(total, rest))
    parts = [Part("deposit", first)] if deposit else []
    before = (first.net_cents if deposit else 0) + between
    return (*parts, *middle, Part("balance", ShareBasis(total, None, before)))
