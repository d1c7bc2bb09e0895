"""A change of prices over a portfolio as printed."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from saasctl.values.clause import ClauseRef
from saasctl.values.money import Money
from saasctl.values.views.lifecycle import SayingView


@dataclass(frozen=True, slots=True)
class RepricedView:
    """A contract that a new price reaches; prices are per slot, net, for the rhythm of the contract."""

    org: str
    subscription: str
    plan: str
    period_unit: str
    slots: int
    old_price: Money
    new_price: Money
    effective_on: date
    answer_by: date
    how: str
    notice: str
    clause: ClauseRef | None


@dataclass(frozen=True, slots=True)
class ExcludedView:
    """A contract that the new price does not reach, and why."""

    org: str
    subscription: str
    why: str


@dataclass(frozen=True, slots=True)
class RepricingView:
    """A change of prices: `before` and `after` sum price by slots over the contracts it reaches, net."""

    SCHEMA: ClassVar[str] = "saasctl.reprice/1"

    seller: str
    on: date
    currency: str
    contracts: tuple[RepricedView, ...]
    excluded: tuple[ExcludedView, ...]
    before: Money
    after: Money
    notices: tuple[str, ...]
    terms: tuple[SayingView, ...] = ()
