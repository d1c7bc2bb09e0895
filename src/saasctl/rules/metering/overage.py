"""Use above the plan: the number of a month that counts, what lies above it, and its price (S-20, S-21)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from saasctl.rules.calendars.months import months_after
from saasctl.terms.resolve import Terms
from saasctl.values.clause import Cited, ClauseRef
from saasctl.values.money import Money, round_half_up
from saasctl.values.period import Period


@dataclass(frozen=True, slots=True)
class MonthReadings:
    """What the readings of a calendar month say: the highest, their sum and number, and the last one.

    `part` are the days that are read where they are not the whole month.
    """

    first: date
    peak: int
    total: int
    readings: int
    last: int
    part: Period | None = None

    @property
    def month(self) -> Period:
        """The whole calendar month."""
        return Period(self.first, months_after(self.first, 1))

    @property
    def days(self) -> Period:
        """The days that are read: the whole month, or the part of it."""
        return self.month if self.part is None else self.part

    def counted(self, how: str) -> int:
        """Return the number that counts: the peak, the average rounded half up, or the last reading."""
        if how == "average":
            return round_half_up(Fraction(self.total, self.readings))
        return self.last if how == "month-end" else self.peak


@dataclass(frozen=True, slots=True)
class Excess:
    """Use of a month above the plan's number, and the day on which it is billed."""

    metric: str
    month: Period
    value: int
    limit: int
    on: date
    clause: ClauseRef
    limit_clause: ClauseRef

    @property
    def over(self) -> int:
        """How many lie above the plan."""
        return self.value - self.limit


@dataclass(frozen=True, slots=True)
class Overage:
    """The price of an excess, excl. VAT: so many at a unit price, or the step to a higher band."""

    quantity: int
    unit_price: Money
    clause: ClauseRef
    bands: tuple[int, int] | None = None
    """The cents of the band of the number that counts and of the plan's own, where there are bands."""


@dataclass(frozen=True, slots=True)
class BilledUse:
    """What was billed of a month's use: the quantities and cents of its lines, the number that counted."""

    quantity: int = 0
    cents: int = 0
    value: int = 0
    lines: int = 0


def overage_metrics(terms: Terms) -> tuple[str, ...]:
    """Return the metrics whose use above the plan is billed: none but what the licence goes by (S-20)."""
    names = terms.profile.names_under("overage")
    licensed = terms.word("usage.licensed_by", "").replace("-", "_")
    return tuple(
        name for name in names if licensed in ("", name) and terms.find(f"overage.{name}.counted") is not None
    )


def merged(parts: Sequence[MonthReadings]) -> MonthReadings:
    """Return the parts of a month as one, which ends with the last of them."""
    return MonthReadings(
        parts[0].first,
        max(one.peak for one in parts),
        sum(one.total for one in parts),
        sum(one.readings for one in parts),
        parts[-1].last,
        Period(parts[0].days.start, parts[-1].days.end),
    )


def limit_of(terms: Terms, metric: str, plan: str) -> Cited[int] | None:
    """Return the number of a plan, or None where none is set."""
    found = terms.find(f"plan.{plan}.{metric}")
    return Cited(found.value, found.clause) if found is not None and isinstance(found.value, int) else None


def excess_of(terms: Terms, metric: str, plan: str, month: MonthReadings) -> Excess | None:
    """Return the use of a month above the plan's number; None where there is none or no number is set."""
    limit = limit_of(terms, metric, plan)
    if limit is None:
        return None
    counted = terms.text(f"overage.{metric}.counted")
    value = month.counted(counted.value)
    if value <= limit.value:
        return None
    later = terms.word(f"overage.{metric}.debited", "next-month") == "next-month"
    on = month.month.end if later else month.month.last_day
    return Excess(metric, month.month, value, limit.value, on, counted.clause, limit.clause)


def price_of(terms: Terms, excess: Excess) -> Overage:
    """Return the price of an excess: each one above the plan, or the price of the band it falls in.

    Where only one of price and grid is given, it says which. Raises BlankTerm (exit 7) for what is
    not written.
    """
    at, currency = f"overage.{excess.metric}", terms.profile.currency
    if _is_by_band(terms, at):
        high, low = (
            Money.of(_band_price(terms, at, number), currency) for number in (excess.value, excess.limit)
        )
        return Overage(1, high - low, terms.need(f"{at}.grid").clause, (high.cents, low.cents))
    price = terms.decimal(f"{at}.price")
    return Overage(excess.over, Money.of(price.value, currency), price.clause)


def supplement_of(terms: Terms, excess: Excess, billed: BilledUse) -> Overage | None:
    """Return what readings that came late add to a month that was billed; None where they add nothing.

    What was billed of the month is taken off; nothing is given back. Raises as `price_of`.
    """
    if excess.value <= billed.value:
        return None
    whole = price_of(terms, excess)
    if whole.bands:
        more = whole.unit_price.cents - billed.cents
        return replace(whole, unit_price=Money(more, whole.unit_price.currency)) if more > 0 else None
    left = whole.quantity - billed.quantity
    return replace(whole, quantity=left) if left > 0 else None


def _is_by_band(terms: Terms, at: str) -> bool:
    billed, grid = terms.find(f"{at}.billed"), terms.find(f"{at}.grid")
    if billed is not None:
        return str(billed.value) == "next-band"
    if (grid is None) == (terms.find(f"{at}.price") is None):
        raise terms.blank(f"{at}.price" if grid is None else f"{at}.billed")
    return grid is not None


def _band_price(terms: Terms, at: str, number: int) -> Decimal:
    grid = terms.need(f"{at}.grid").value
    rows = [row for row in grid if isinstance(row, Mapping)] if isinstance(grid, tuple) else []
    for row in rows:
        if number <= int(str(row["up_to"])):
            return Decimal(str(row["price"]))
    raise terms.blank(f"{at}.grid")
