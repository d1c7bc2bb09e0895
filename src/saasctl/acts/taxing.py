"""VAT of a draft: the customer's regime, the rate in force, and the breakdown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from saasctl.errors.vat import VatContradicted, VatRateUnlawful
from saasctl.rules.billing.composing import Draft
from saasctl.rules.billing.vat import VatPart, is_rate_in_force, vat_lines
from saasctl.rules.billing.vat_regimes import VatContradiction, VatParty, vat_rate_of, vat_regime_of
from saasctl.store.database import Transaction
from saasctl.store.queries import invoices as queries
from saasctl.terms.law.vat_rates import french_vat_rates
from saasctl.terms.law.vat_regimes import VatRegime
from saasctl.terms.resolve import Terms
from saasctl.values import stored
from saasctl.values.clause import ClauseRef
from saasctl.values.money import format_percent

EXEMPT_AT_HOME = "TVA non applicable, article 293 B du CGI"
"""Mention of a seller whose rate is set to 0: small business exemption (general tax code, 293 B)."""


@dataclass(frozen=True, slots=True)
class Party:
    """A customer as VAT sees it."""

    organisation_id: int
    org: str
    regime: str | None
    place: VatParty


@dataclass(frozen=True, slots=True)
class Taxed:
    """The VAT of a draft: one category and rate for all its lines."""

    category: str
    rate: Decimal
    mention: str | None
    breakdown: tuple[VatPart, ...]
    clause: ClauseRef

    @property
    def vat_cents(self) -> int:
        """The total VAT in cents: the sum of the breakdown's parts."""
        return sum(part.vat_cents for part in self.breakdown)


def load_parties(tx: Transaction, ids: Sequence[int]) -> dict[int, Party]:
    """Return the customers of `ids` by id."""
    found = {}
    for key, slug, country, vat_id, regime, postcode in queries.rows_for(tx, queries.PARTIES, ids):
        place = VatParty(str(country), stored.text_or_none(postcode), stored.text_or_none(vat_id))
        found[int(str(key))] = Party(int(str(key)), str(slug), stored.text_or_none(regime), place)
    return found


def tax(terms: Terms, seller: VatParty, party: Party, draft: Draft) -> Taxed:
    """Return the VAT of `draft` on its obligation day.

    At home the rate is the setting `vat.rate` (BlankTerm, exit 7, while it is not made), checked
    against the rates the law had that day. Raises VatContradicted and VatRateUnlawful (exit 5).
    """
    regime = regime_of(terms, seller, party, draft.obligation_on)
    rate, clause = _rate(terms, regime, party, draft.obligation_on)
    category, mention = regime.category, regime.mention
    if regime.rate_from == "home" and not rate:
        exemption = terms.find("vat.exemption")
        category, mention = "E", str(exemption.value) if exemption else EXEMPT_AT_HOME
    net_cents = sum([line.net_cents for line in draft.lines])
    parts = vat_lines([(net_cents, category, rate)] if draft.lines else ())
    return Taxed(category, rate, mention, parts, clause)


def regime_of(terms: Terms, seller: VatParty, party: Party, on: date) -> VatRegime:
    """Return the customer's VAT regime on a day, or refuse the contradiction in the data."""
    exemption = terms.find("vat.exemption")
    found = vat_regime_of(seller, party.place, party.regime, on, str(exemption.value) if exemption else None)
    if isinstance(found, VatContradiction):
        raise VatContradicted(
            party.org, found.says, found.expected if found.fault == "regime-elsewhere" else None
        )
    return found


def _rate(terms: Terms, regime: VatRegime, party: Party, on: date) -> tuple[Decimal, ClauseRef]:
    if regime.rate_from == "zero":
        return Decimal(0), regime.clause
    home = terms.decimal("vat.rate")
    check_home_rate(home.value, on)
    rate = vat_rate_of(regime, home.value, on)
    if isinstance(rate, VatContradiction):
        raise VatContradicted(party.org, rate.says, None)
    return rate, home.clause if regime.rate_from == "home" else regime.clause


def check_home_rate(rate: Decimal, on: date) -> None:
    """Refuse (exit 5) a rate that French law did not have on a day; 0 stands for an exempt seller."""
    if rate and not is_rate_in_force(rate, on):
        raise VatRateUnlawful(rate, on, [format_percent(known.percent) for known in french_vat_rates(on)])
