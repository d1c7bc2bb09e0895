"""What credits cost: one price by the average per user, and where buying more costs less (D-34 to D-36)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from saasctl.errors.credits import CreditsNotSold
from saasctl.rules.credits.conversion import bands
from saasctl.terms.resolve import Terms
from saasctl.values.clause import ClauseRef
from saasctl.values.money import Money, round_half_up


@dataclass(frozen=True, slots=True)
class Part:
    """Credits of a purchase that share one price."""

    credits: int
    unit_price: Money


@dataclass(frozen=True, slots=True)
class Cheaper:
    """A larger order that costs less."""

    credits: int
    net: Money


@dataclass(frozen=True, slots=True)
class Purchase:
    """What an order of credits costs, excl. VAT. `average` is None where no tier depends on it."""

    credits: int
    users: int
    average: Fraction | None
    parts: tuple[Part, ...]
    net: Money
    clause: ClauseRef
    cheaper: Cheaper | None = None

    @property
    def unit_price(self) -> Money:
        """The price of one credit; over several slices their average, rounded half up."""
        if len(self.parts) == 1:
            return self.parts[0].unit_price
        return Money(round_half_up(Fraction(self.net.cents, self.credits)), self.net.currency)


@dataclass(frozen=True, slots=True)
class Order:
    """An order of credits: how many, for how many users, and how many were bought before it.

    `before` counts only where the terms average all orders together.
    """

    credits: int
    users: int
    before: int = 0


@dataclass(frozen=True, slots=True)
class _Tier:
    up_to: Fraction | None
    price: Money


def flat_purchase(terms: Terms, order: Order) -> Purchase:
    """Return what credits cost at the price of a running periodic subscription (D-41).

    Raises CreditsNotSold (exit 5) where the terms have none.
    """
    if terms.find("credits.periodic_price") is None:
        raise CreditsNotSold(terms.profile.id, "credits.periodic_price")
    price = terms.decimal("credits.periodic_price")
    unit = Money.of(price.value, terms.profile.currency)
    return Purchase(
        order.credits,
        order.users,
        None,
        (Part(order.credits, unit),),
        unit.times(order.credits),
        price.clause,
    )


def tiered_purchase(terms: Terms, order: Order) -> Purchase:
    """Return what credits cost by the tier of their average per user, with a cheaper larger order.

    The average is exact; an upper bound belongs to its tier unless `credits.tier_bound` says
    otherwise. One price for the whole order, or slice by slice. Raises CreditsNotSold (exit 5).
    """
    if terms.find("credits.tiers") is None:
        raise CreditsNotSold(terms.profile.id, "credits.tiers")
    scale = _Scale(terms, order)
    found = scale.purchase(order.credits)
    less = [one for one in scale.larger(order.credits) if one.net < found.net]
    best = min(less, key=lambda one: (one.net, one.credits), default=None)
    cheaper = None if best is None else Cheaper(best.credits, best.net)
    return Purchase(found.credits, found.users, found.average, found.parts, found.net, found.clause, cheaper)


class _Scale:
    """The tiers of an order's terms, for any number of credits of it."""

    def __init__(self, terms: Terms, order: Order) -> None:
        unit = terms.profile.currency
        self._order, self._unit = order, unit
        self._clause = terms.need("credits.tiers").clause
        self._inclusive = terms.word("credits.tier_bound", "inclusive") == "inclusive"
        self._by_user = terms.word("credits.tier_of", "average-per-user") == "average-per-user"
        self._by_slice = terms.word("credits.tier_applies", "whole-order") == "by-slice"
        self._rounded = terms.word("credits.average", "exact") == "rounded-up"
        self._before = order.before if terms.word("credits.tier_credits", "order") == "cumulated" else 0
        self._tiers = [
            _Tier(
                Fraction(str(row["up_to"])) if "up_to" in row else None,
                Money.of(str(row["price"]), unit),
            )
            for row in bands(terms, "credits.tiers")
        ]

    def purchase(self, count: int) -> Purchase:
        """Return what `count` credits cost."""
        average = self._average(count)
        parts = self._slices(count) if self._by_slice else [Part(count, self._tiers[self._tier(count)].price)]
        cents = sum(part.unit_price.cents * part.credits for part in parts)
        shown = average if self._by_user else None
        return Purchase(count, self._order.users, shown, tuple(parts), Money(cents, self._unit), self._clause)

    def larger(self, count: int) -> Sequence[Purchase]:
        """Return the smallest larger order of each cheaper tier."""
        if self._by_slice:
            return []
        first = self._tier(count)
        starts = (self._first_in(tier, count) for tier in range(first + 1, len(self._tiers)))
        return [self.purchase(start) for start in starts if start is not None]

    def _tier(self, count: int) -> int:
        average = self._average(count)
        for place, tier in enumerate(self._tiers):
            bound = tier.up_to
            if bound is None or average < bound or (self._inclusive and average == bound):
                return place
        return len(self._tiers) - 1

    def _average(self, count: int) -> Fraction:
        average = Fraction(count + self._before, self._order.users if self._by_user else 1)
        return Fraction(ceil(average)) if self._rounded else average

    def _first_in(self, tier: int, count: int) -> int | None:
        """Return the smallest number above `count` that is in `tier` or a later one."""
        bound = self._tiers[tier - 1].up_to
        if bound is None:
            return None
        users = self._order.users if self._by_user else 1
        low, high = count + 1, ceil((bound + 1) * users) + 1
        if high < low:
            return None
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if self._tier(middle) >= tier else (middle + 1, high)
        return low

    def _slices(self, count: int) -> list[Part]:
        users = self._order.users if self._by_user else 1
        parts, done, end = [], self._before, self._before + count
        for tier in self._tiers:
            top = end if tier.up_to is None else min(end, self._top(tier.up_to * users))
            if top > done:
                parts.append(Part(top - done, tier.price))
                done = top
        if done < end:
            parts.append(Part(end - done, self._tiers[-1].price))
        return parts

    def _top(self, bound: Fraction) -> int:
        whole = int(bound)
        return whole if self._inclusive or whole < bound else whole - 1
