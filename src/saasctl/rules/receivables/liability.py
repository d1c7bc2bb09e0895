"""The cap of a vendor's liability: which sums count, over which days, and what they come to.

`liability.lowest_of` names the sums; of several the lowest is the base. `liability.share` of the base
is the cap, rounded once, half up. Sums are without VAT unless `liability.amounts` says gross.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from saasctl.rules.calendars.months import months_after, period_holding
from saasctl.terms.resolve import Terms
from saasctl.values.money import format_cents, round_half_up
from saasctl.values.period import Period

YEAR = 12


@dataclass(frozen=True, slots=True)
class Fee:
    """One line of an invoice of the subscription: its days, net and gross cents, and the part paid."""

    period: Period
    net: Fraction
    gross: Fraction
    paid: Fraction


@dataclass(frozen=True, slots=True)
class Receipt:
    """Money received, or given back below zero: its day, gross cents, and those without VAT."""

    on: date
    gross: Fraction
    net: Fraction


@dataclass(frozen=True, slots=True)
class Facts:
    """What the cap of one subscription is taken from; `step` is the months of its invoices."""

    anchor: date
    step: int
    current: Period
    fees: tuple[Fee, ...]
    receipts: tuple[Receipt, ...]
    part_cents: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The clause as it is read."""

    lowest_of: tuple[str, ...]
    share: Fraction
    amounts: str
    months: int
    monthly: str
    first_year: str


@dataclass(frozen=True, slots=True)
class Sum:
    """One sum that the base may be: its exact cents, the days it covers, its arithmetic."""

    name: str
    exact: Fraction
    window: Period | None
    words: str

    @property
    def cents(self) -> int:
        """The sum in cents, rounded half up."""
        return round_half_up(self.exact)


@dataclass(frozen=True, slots=True)
class Cap:
    """The cap in cents, the sum it rests on, and every sum that was asked for."""

    cents: int
    base: Sum | None
    sums: tuple[Sum, ...]


def reading_of(terms: Terms) -> Reading:
    """Return the clause of liability as the terms, their settings and overrides read it."""
    share = terms.find("liability.share")
    return Reading(
        terms.words("liability.lowest_of"),
        Fraction(str(share.value)) / 100 if share else Fraction(1),
        terms.word("liability.amounts", "net"),
        terms.number("liability.months", YEAR),
        terms.word("liability.monthly", "last-periods"),
        terms.word("liability.first_year", "whole-payment"),
    )


def alternatives(terms: Terms, reading: Reading) -> Iterator[tuple[str, Reading]]:
    """Yield the readings that the profile leaves open beside the one in force, by their words."""
    for choice in _choices(terms, "monthly", reading.monthly):
        yield f"liability.monthly={choice}", replace(reading, monthly=choice)
    for choice in _choices(terms, "first_year", reading.first_year):
        yield f"liability.first_year={choice}", replace(reading, first_year=choice)
    for choice in _choices(terms, "amounts", reading.amounts):
        yield f"liability.amounts={choice}", replace(reading, amounts=choice)


def _choices(terms: Terms, name: str, held: str) -> list[str]:
    mark = terms.profile.open_at(f"liability.{name}")
    return [choice for choice in (mark.choices if mark else ()) if choice != held]


def cap_of(reading: Reading, facts: Facts, event: date) -> Cap:
    """Return the cap as of the day of the damage (K-60, K-61, B-124, S-69, D-80).

    A sum that is not known (the price of the part concerned) is left out.
    """
    counted = [SUMS[name](reading, facts, event) for name in reading.lowest_of]
    sums = tuple(one for one in counted if one is not None)
    base = min(sums, key=lambda one: one.exact, default=None)
    return Cap(round_half_up(base.exact * reading.share) if base else 0, base, sums)


def _value(reading: Reading, fee: Fee) -> Fraction:
    return fee.gross if reading.amounts == "gross" else fee.net


def _over(reading: Reading, fees: Sequence[Fee], window: Period, *, paid: bool) -> Fraction:
    """Return what was paid or invoiced for the days of a window, by days where a line runs beyond it."""
    total = Fraction(0)
    for fee in fees:
        shared = fee.period.shared_with(window)
        if shared is not None:
            days = Fraction(shared.days, fee.period.days)
            total += _value(reading, fee) * days * (fee.paid if paid else 1)
    return total


def _paid_annual_period(reading: Reading, facts: Facts, event: date) -> Sum:
    if facts.step < reading.months:
        window = _last_periods(reading, facts, facts.current.end)
        exact = _over(reading, facts.fees, window, paid=True)
        return Sum("paid-annual-period", exact, window, format_cents(round_half_up(exact)))
    window = period_holding(facts.anchor, reading.months, event)
    exact = _over(reading, facts.fees, window, paid=True)
    words = format_cents(round_half_up(exact))
    if window.start == facts.anchor:
        share, said = _elapsed(reading, window, event)
        return Sum("paid-annual-period", exact * share, window, f"{words}{said}")
    return Sum("paid-annual-period", exact, window, words)


def _elapsed(reading: Reading, window: Period, event: date) -> tuple[Fraction, str]:
    """Return the share of a first year that has run, the day of the event included (K-61)."""
    if reading.first_year == "elapsed-days":
        days = Period.through(window.start, event).days
        return Fraction(days, window.days), f" x {days}/{window.days} days"
    if reading.first_year == "elapsed-months":
        end, months = Period.through(event, event).end, 0
        while months < reading.months and months_after(window.start, months + 1) <= end:
            months += 1
        return Fraction(months, reading.months), f" x {months}/{reading.months} months"
    return Fraction(1), ""


def _last_periods(reading: Reading, facts: Facts, end: date) -> Period:
    """Return the last months up to `end`, or those since the anniversary."""
    if reading.monthly == "since-anniversary":
        return Period(period_holding(facts.anchor, YEAR, Period.through(end, end).start).start, end)
    return Period(months_after(end, -reading.months), end)


def _last_fees(reading: Reading, facts: Facts, event: date) -> Sum:
    paid = [fee for fee in facts.fees if fee.paid > 0 and fee.period.start <= event]
    end = max((fee.period.end for fee in paid), default=facts.current.end)
    last = Period(facts.anchor, end).last_day if end > facts.anchor else facts.anchor
    window = Period(months_after(end, -reading.months), end)
    if reading.monthly == "since-anniversary":
        window = Period(period_holding(facts.anchor, YEAR, last).start, end)
    exact = _over(reading, facts.fees, window, paid=True)
    return Sum("last-fees", exact, window, format_cents(round_half_up(exact)))


def _paid_before_event(reading: Reading, facts: Facts, event: date) -> Sum:
    """Return what was received in the months before the event; the same day a year before lies outside."""
    window = Period.through(months_after(event, -reading.months), event)
    counted = [one for one in facts.receipts if window.start < one.on <= event]
    exact = sum((one.gross if reading.amounts == "gross" else one.net for one in counted), Fraction(0))
    inside = Period(Period.through(window.start, window.start).end, window.end)
    words = " + ".join(
        format_cents(round_half_up(one.gross if reading.amounts == "gross" else one.net)) for one in counted
    )
    return Sum("paid-before-event", exact, inside, words or format_cents(0))


def _paid_for_period(reading: Reading, facts: Facts, event: date) -> Sum:
    exact = _over(reading, facts.fees, facts.current, paid=True)
    return Sum("paid-for-period", exact, facts.current, format_cents(round_half_up(exact)))


def _invoiced_for_period(reading: Reading, facts: Facts, event: date) -> Sum:
    exact = _over(reading, facts.fees, facts.current, paid=False)
    return Sum("invoiced-for-period", exact, facts.current, format_cents(round_half_up(exact)))


def _price_of_part(reading: Reading, facts: Facts, event: date) -> Sum | None:
    if facts.part_cents is None:
        return None
    return Sum("price-of-part", Fraction(facts.part_cents), None, format_cents(facts.part_cents))


SUMS = {
    "paid-annual-period": _paid_annual_period,
    "paid-before-event": _paid_before_event,
    "last-fees": _last_fees,
    "paid-for-period": _paid_for_period,
    "invoiced-for-period": _invoiced_for_period,
    "price-of-part": _price_of_part,
}
