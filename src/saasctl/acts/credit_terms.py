"""What a price in credits and an order of credits look like under some terms, as printed."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from saasctl.errors.credits import LengthUnavailable, OwnPriceRefused
from saasctl.rules.credits.conversion import credits_for
from saasctl.rules.credits.purchase import Purchase
from saasctl.terms.resolve import Terms
from saasctl.values.money import Money, format_exact
from saasctl.values.views.credits import CheaperView, CreditPriceView, CreditQuoteView


@dataclass(frozen=True, slots=True)
class PriceAsked:
    """A workspace and its price excl. VAT; `length` is what it is let for.

    `own_credits` is a number of credits that the vendor sets itself, since it has committed to the
    space for `firm_months`, for `reason`.
    """

    category: str
    price: Decimal
    length: str | None = None
    own_credits: int | None = None
    firm_months: int | None = None
    reason: str | None = None


def priced(terms: Terms, asked: PriceAsked) -> CreditPriceView:
    """Return a workspace's price in credits with its arithmetic.

    Raises CategoryUnknown, LengthUnavailable, OwnPriceRefused (exit 5).
    """
    found = credits_for(terms, asked.category, Money.of(asked.price, terms.profile.currency))
    base = f"credits.category.{asked.category}"
    sold_by = terms.words(f"{base}.sold_by")
    if asked.length is not None and sold_by and asked.length not in sold_by:
        raise LengthUnavailable(asked.category, asked.length, sold_by, terms.cite(f"{base}.sold_by"))
    own = asked.own_credits is not None
    if own:
        _check_own(terms, asked)
    capacity = terms.find(f"{base}.capacity")
    return CreditPriceView(
        category=asked.category,
        title=terms.word(f"{base}.title", asked.category),
        price=found.price,
        currency=found.price.currency,
        price_basis=terms.word("credits.price_basis", "displayed"),
        factor=_decimal(found.factor),
        worth=found.worth,
        raw=_decimal(found.raw),
        step=None if own else found.step,
        credits=found.credits if asked.own_credits is None else asked.own_credits,
        own_price=own,
        sold_by=sold_by,
        place=terms.word(f"{base}.place", "") or None,
        capacity=int(str(capacity.value)) if capacity else None,
        clause=(terms.cite("credits.own_price.commitment") or found.clause) if own else found.clause,
        clauses=(found.clause, found.rounding_clause),
    )


def _check_own(terms: Terms, asked: PriceAsked) -> None:
    path = "credits.own_price.commitment"
    least, clause = terms.find(path), terms.cite(path)
    if least is None:
        raise OwnPriceRefused("the terms do not let the vendor set it", "leave --own-credits out", clause)
    months = int(str(least.value[0])) if isinstance(least.value, tuple) else 0
    needs = terms.words("credits.own_price.needs")
    if "vendor-commitment" in needs and (asked.firm_months is None or asked.firm_months < months):
        why = f"the vendor must have taken the space firmly for at least {months} months"
        raise OwnPriceRefused(why, f"--firm-months {months}", clause)
    if "reason" in needs and not asked.reason:
        raise OwnPriceRefused("the reason is kept with the price", '--reason "Firm lease, 2026-01"', clause)


def quoted(purchase: Purchase) -> CreditQuoteView:
    """Return an order of credits as printed."""
    cheaper = purchase.cheaper
    return CreditQuoteView(
        users=purchase.users,
        credits=purchase.credits,
        average=None if purchase.average is None else _decimal(purchase.average),
        unit_price=purchase.unit_price,
        net=purchase.net,
        currency=purchase.net.currency,
        cheaper=None if cheaper is None else CheaperView(cheaper.credits, cheaper.net),
        clause=purchase.clause,
    )


def warning_of(purchase: Purchase) -> tuple[str, ...]:
    """Return the warning that a larger order costs less (D-34)."""
    cheaper = purchase.cheaper
    if cheaper is None:
        return ()
    more = cheaper.credits - purchase.credits
    return (
        f"{more} credit{'s' if more != 1 else ''} more would cost less: {cheaper.credits} credits are "
        f"{cheaper.net} {cheaper.net.currency} excl. VAT, {purchase.credits} are {purchase.net}",
    )


def _decimal(exact: Fraction) -> Decimal:
    """Return a ratio as a decimal: exact where it ends, else with four decimals, half up."""
    found = Decimal(exact.numerator) / Decimal(exact.denominator)
    return found if Fraction(found) == exact else Decimal(format_exact(exact))
