"""Which VAT a sale of services between two businesses bears, and what in the data contradicts it.

Outside the European Union the category is O, not G: a service to a business is deemed supplied where
that business is (general tax code, article 259, 1), so the sale is outside the scope of VAT, while G
stands for an exempt export within it. EN 16931 then wants no VAT number of either party, no rate,
and no other category in the file (BR-O-02 to BR-O-14); the printed invoice still shows the seller's
number. French Guiana and Mayotte are O for the same reason: VAT does not apply there (article 294, 1).
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from saasctl.terms.law.countries import (
    Place,
    code_instead,
    is_country,
    is_french_territory,
    is_vat_id,
    members,
    normal_vat_id,
    place_of,
    prefix_of,
    territory_of_postcode,
)
from saasctl.terms.law.vat_rates import overseas_rate
from saasctl.terms.law.vat_regimes import VatRegime, vat_regime, vat_regime_names

Fault = Literal[
    "country-unknown",
    "postcode-elsewhere",
    "seller-outside",
    "seller-vat-id",
    "regime-unknown",
    "regime-elsewhere",
    "vat-id-missing",
    "vat-id-malformed",
    "vat-id-elsewhere",
    "mention-missing",
    "rate-unknown",
]


@dataclass(frozen=True, slots=True)
class VatParty:
    """What VAT needs to know of a seller or a customer: ISO country, postcode, VAT number."""

    country: str
    postcode: str | None = None
    vat_id: str | None = None


@dataclass(frozen=True, slots=True)
class VatContradiction:
    """Why the data do not give one regime: what is wrong, in words, and what would fit."""

    fault: Fault
    says: str
    expected: str | None = None


@lru_cache(maxsize=1000)
def vat_regime_of(
    seller: VatParty, customer: VatParty, declared: str | None, on: date, exemption: str | None = None
) -> VatRegime | VatContradiction:
    """Return the regime of a sale of services, or the contradiction in the data.

    `declared` is what the operator recorded, None to let the addresses decide; only "exempt" cannot
    be read from them, and needs `exemption`, the mention that names the provision. Both parties are
    businesses. Membership of the Union and its VAT are those of the day `on`. Nothing is looked up.
    """
    unreadable = _unreadable(seller) or _unreadable(customer) or _unnamed(declared)
    if unreadable:
        return unreadable
    here, there = _place(seller, on), _place(customer, on)
    if here.system is None:
        return VatContradiction("seller-outside", f"a seller in {here.en} is outside the VAT of the Union")
    fitting = _fitting(here, there)
    if isinstance(fitting, VatContradiction):
        return fitting
    wrong = _misnumbered(customer, there, on)
    if declared == "exempt":
        return wrong or _exempt(exemption)
    return (
        wrong
        or _misdeclared(declared, fitting, there)
        or _unnumbered(seller, here, customer, fitting)
        or fitting
    )


def vat_rate_of(regime: VatRegime, home: Decimal, on: date) -> Decimal | VatContradiction:
    """Return the rate in percent that `regime` charges on a day, `home` being the seller's own.

    Overseas it is the rate that stands there for `home` (20 gives 8.5); a `home` that is no French
    rate of that day has none, which is a contradiction.
    """
    if regime.rate_from == "home":
        return home
    if regime.rate_from == "zero":
        return Decimal(0)
    found = overseas_rate(home, on)
    if found is None:
        return VatContradiction(
            "rate-unknown", f"{home} % is no French rate on {on}, so none stands for it overseas"
        )
    return found.percent


def _place(party: VatParty, on: date) -> Place:
    return place_of(party.country, party.postcode, on)


def _fitting(here: Place, there: Place) -> VatRegime | VatContradiction:
    if here.system == there.system:
        if here.standing == there.standing:
            return vat_regime("domestic")
        if here.standing == "mainland":
            return vat_regime("overseas")
        return VatContradiction("seller-outside", f"sales from {here.en} to {there.en} are not provided for")
    if there.standing == "none" and here.system == "FR":
        return vat_regime("overseas", untaxed=True)
    return vat_regime("intra-eu" if there.system else "export")


def _exempt(exemption: str | None) -> VatRegime | VatContradiction:
    if not exemption:
        return VatContradiction(
            "mention-missing", "an exempt sale needs the mention of the provision that exempts it"
        )
    return replace(vat_regime("exempt"), mention=exemption)


def _unreadable(party: VatParty) -> VatContradiction | None:
    if not is_country(party.country):
        instead = code_instead(party.country)
        hint = f"; the code is {instead}" if instead else ""
        return VatContradiction(
            "country-unknown", f"{party.country} is no country code of ISO 3166-1{hint}", instead
        )
    if party.postcode and party.country != "FR" and is_french_territory(party.country):
        postal = territory_of_postcode(party.postcode)
        if postal != party.country:
            return VatContradiction(
                "postcode-elsewhere", f"{party.postcode} is not in {party.country}", postal
            )
    return None


def _unnamed(declared: str | None) -> VatContradiction | None:
    names = vat_regime_names()
    if declared is None or declared in names:
        return None
    return VatContradiction("regime-unknown", f"{declared} is no VAT regime; known: {', '.join(names)}")


def _misdeclared(declared: str | None, fitting: VatRegime, there: Place) -> VatContradiction | None:
    if declared in (None, fitting.id):
        return None
    says = f"a customer in {there.en} is {fitting.id}, not {declared}"
    return VatContradiction("regime-elsewhere", says, fitting.id)


def _misnumbered(customer: VatParty, there: Place, on: date) -> VatContradiction | None:
    if not customer.vat_id:
        return None
    if there.standing == "outside" or there.prefix is None:
        return _of_a_member(customer.vat_id, there, on)
    number, opening = normal_vat_id(customer.vat_id), prefix_of(customer.vat_id)
    if opening != there.prefix:
        says = f"a VAT number of {there.en} opens with {there.prefix}, not {opening}"
        return VatContradiction("vat-id-elsewhere", says, there.prefix)
    if not is_vat_id(number, there.prefix):
        return VatContradiction(
            "vat-id-malformed", f"{number} has not the form of a VAT number of {there.en}"
        )
    return None


def _of_a_member(vat_id: str, there: Place, on: date) -> VatContradiction | None:
    for member in members().values():
        if member.prefix != there.prefix and member.applies_vat_on(on) and is_vat_id(vat_id, member.prefix):
            says = (
                f"{normal_vat_id(vat_id)} is a VAT number of {member.en}, and the customer is in {there.en}"
            )
            return VatContradiction("vat-id-elsewhere", says, member.code)
    return None


def _unnumbered(
    seller: VatParty, here: Place, customer: VatParty, regime: VatRegime
) -> VatContradiction | None:
    if regime.id != "intra-eu":
        return None
    if not customer.vat_id:
        return VatContradiction("vat-id-missing", "reverse charge needs the customer's VAT number")
    if not seller.vat_id or not is_vat_id(seller.vat_id, here.prefix or ""):
        return VatContradiction("seller-vat-id", f"reverse charge needs the seller's VAT number of {here.en}")
    return None
