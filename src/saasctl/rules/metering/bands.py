"""The share owed on a sale: the band of its price, on the whole price or slice by slice (S-30, S-31)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from saasctl.errors.commissions import SaleWithoutRate
from saasctl.terms.resolve import Terms
from saasctl.values.clause import Cited, ClauseRef
from saasctl.values.money import Money, format_percent


@dataclass(frozen=True, slots=True)
class Sale:
    """`count` sales at one price, excl. VAT unless the terms count it in, to buyers of one kind."""

    price: Money
    count: int
    buyer: str


@dataclass(frozen=True, slots=True)
class Share:
    """What is owed on sales of one price; `percent` is None where no rate plays a part."""

    sale: Sale
    net_price: Fraction
    percent: Decimal | None
    commission: Money
    clause: ClauseRef


@dataclass(frozen=True, slots=True)
class _Band:
    first: Fraction
    last: Fraction
    percent: Decimal


def shares_of(terms: Terms, sales: Iterable[Sale]) -> list[Share]:
    """Return the share owed on each of a month's sales, one rounding half up per line.

    Raises BlankTerm (exit 7) for a price outside the bands that has no rate, SaleWithoutRate (exit 5)
    where the terms refuse the price.
    """
    held = list(sales)
    counted = [one for one in held if one.buyer in terms.words("commission.buyers") and one.price.cents]
    total = sum((_net(terms, one.price) * one.count for one in counted), Fraction(0))
    by_month = terms.word("commission.band_of", "sale") == "month-total"
    return [_share(terms, one, total if by_month else _net(terms, one.price)) for one in held]


def _net(terms: Terms, price: Money) -> Fraction:
    amount = Fraction(price.amount)
    if terms.word("commission.amounts", "net") == "net":
        return amount
    return amount * 100 / (100 + Fraction(terms.decimal("vat.rate").value))


def _share(terms: Terms, sale: Sale, of: Fraction) -> Share:
    net = _net(terms, sale.price)
    nothing = Money(0, sale.price.currency)
    buyers = terms.need("commission.buyers")
    if sale.buyer not in terms.words("commission.buyers"):
        return Share(sale, net, None, nothing, buyers.clause)
    if sale.price.cents == 0:
        free = terms.text("commission.free_sales")
        if free.value == "refused":
            raise SaleWithoutRate(str(sale.price), "a sale at no price is refused", free.clause)
        return Share(sale, net, None, nothing, free.clause)
    rate = rate_at(terms, of)
    exact = net * Fraction(rate.value) / 100
    if terms.word("commission.applies", "whole-price") == "by-slice":
        exact = _by_slice(terms, net)
    owed = Money.of(exact * sale.count, sale.price.currency)
    return Share(sale, net, rate.value, owed, rate.clause)


def rate_at(terms: Terms, price: Fraction) -> Cited[Decimal]:
    """Return the percent owed on a price above zero, both bounds of a band belonging to it.

    A price below the first band or above the last has no rate but the one agreed: BlankTerm (exit 7).
    One between two bands follows `commission.between`; SaleWithoutRate (exit 5) where it is refused.
    """
    bands, clause = _bands(terms)
    if price < bands[0].first:
        return terms.decimal("commission.rate_below")
    if price > bands[-1].last:
        return terms.decimal("commission.rate_above")
    for before, band in zip((None, *bands), bands, strict=False):
        if price <= band.last:
            if price >= band.first or before is None:
                return Cited(band.percent, clause)
            return _between(terms, price, before, band)
    raise ValueError(price)


def _between(terms: Terms, price: Fraction, before: _Band, after: _Band) -> Cited[Decimal]:
    reading = terms.text("commission.between")
    if reading.value == "refused":
        shown = str(Money.of(price))
        span = f"{Money.of(before.last)} and {Money.of(after.first)}"
        raise SaleWithoutRate(shown, f"it falls between {span}, where no rate is given", reading.clause)
    return Cited((before if reading.value == "band-before" else after).percent, reading.clause)


def _by_slice(terms: Terms, price: Fraction) -> Fraction:
    bands, _ = _bands(terms)
    owed, floor = Fraction(0), Fraction(0)
    for band in bands:
        if price > floor:
            owed += (min(price, band.last) - floor) * Fraction(band.percent) / 100
        floor = band.last
    if price > floor:
        owed += (price - floor) * Fraction(terms.decimal("commission.rate_above").value) / 100
    return owed


def _bands(terms: Terms) -> tuple[Sequence[_Band], ClauseRef]:
    found = terms.need("commission.bands")
    if not isinstance(found.value, tuple):
        raise ValueError(f"commission.bands is {found.value!r}")
    return [_band(row) for row in found.value if isinstance(row, Mapping)], found.clause


def _band(row: Mapping[str, object]) -> _Band:
    first, last, percent = (Decimal(str(row[name])) for name in ("from", "to", "percent"))
    return _Band(Fraction(first), Fraction(last), percent)


def percent_text(share: Share) -> str | None:
    """Return a share's percent as shown, or None."""
    return None if share.percent is None else format_percent(share.percent)
