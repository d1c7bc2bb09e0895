"""Prices in credits and prices of credits, read from a profile; no store is needed."""

from datetime import date
from pathlib import Path

from saasctl.acts.credit_terms import PriceAsked, priced, quoted, warning_of
from saasctl.acts.terms import answers_of
from saasctl.rules.credits.purchase import Order, flat_purchase, tiered_purchase
from saasctl.store.database import Store
from saasctl.system.clock import system_clock
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Terms
from saasctl.values.views.credits import CreditPriceView, CreditQuoteView

__all__ = ["Order", "PriceAsked"]


def credit_price(
    profile: str, asked: PriceAsked, store: Store | None, day: date | None, extra: Path | None
) -> CreditPriceView:
    """Return what a workspace at a price excl. VAT takes in credits (D-20 to D-24).

    Raises CategoryUnknown, LengthUnavailable, OwnPriceRefused (exit 5).
    """
    return priced(_terms(profile, store, day, extra), asked)


def credit_quote(
    profile: str, order: Order, store: Store | None, day: date | None, extra: Path | None
) -> tuple[CreditQuoteView, tuple[str, ...]]:
    """Return what credits bought on demand cost, with the warning that more would cost less (D-34).

    Raises CreditsNotSold (exit 5).
    """
    terms = _terms(profile, store, day, extra)
    tiers = terms.find("credits.tiers") is not None or terms.find("credits.periodic_price") is None
    purchase = tiered_purchase(terms, order) if tiers else flat_purchase(terms, order)
    return quoted(purchase), warning_of(purchase)


def _terms(name: str, store: Store | None, day: date | None, extra: Path | None) -> Terms:
    profile = load_profile(name, extra)
    if store is None:
        return Terms(profile, day=day or system_clock().today())
    with store.reading() as tx:
        on = day or store.clock.today()
        return Terms(profile, answers_of(tx, profile.id, on), day=on)
