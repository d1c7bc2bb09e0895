"""Check what is given of an organisation, field by field and against itself, the law and the terms."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from saasctl.errors.base import SaasctlError
from saasctl.errors.organisations import FieldMissing, ProfessionalUndeclared, SirenWrong, VatIdElsewhere
from saasctl.errors.usage import ValueMalformed
from saasctl.errors.vat import VatContradicted
from saasctl.rules.billing.vat_regimes import Fault as VatFault
from saasctl.rules.billing.vat_regimes import VatContradiction, VatParty, vat_regime_of
from saasctl.terms.law.countries import code_instead, is_country, normal_vat_id
from saasctl.terms.law.vat_regimes import vat_regime_names
from saasctl.terms.resolve import Terms
from saasctl.values.identity import (
    is_email,
    is_phone,
    is_siren,
    is_slug,
    normal_email,
    normal_siren,
    passes_luhn,
    siren_in,
    text_fault,
)

FIELDS = (
    "slug", "name", "email", "country", "siren", "vat_id", "vat_regime", "phone", "street", "postcode",
    "city", "employees", "contact_first", "contact_last", "purchase_reference", "electronic_address",
)  # fmt: skip
"""What may be given of an organisation, beside its seller, its declaration and its day."""
NEEDED = ("slug", "name", "email", "country")
"""What every organisation has."""
OUTSIDE = {"outside-eu": "export"}
"""Other words for a VAT regime."""
TOLERATED: tuple[VatFault, ...] = ("seller-outside", "seller-vat-id", "mention-missing")
"""What may still be missing from a seller while its customers are entered."""

Checked = str | int | None


@dataclass(frozen=True, slots=True)
class FieldFault:
    """A field and why its value is refused."""

    field: str
    error: SaasctlError


def _slug(text: str) -> str:
    if not is_slug(text):
        raise ValueError("2 or more of a-z, 0-9 and single dashes inside, as acme-2")
    return text


def _email(text: str) -> str:
    if not is_email(text):
        raise ValueError("an e-mail address, as ana@acme.example")
    return normal_email(text)


def _phone(text: str) -> str:
    if not is_phone(text):
        raise ValueError("a telephone number of 3 to 15 digits, as +33 5 61 00 00 00")
    return text


def _country(text: str) -> str:
    if not is_country(text):
        instead = code_instead(text.upper()) or text.upper()
        hint = f"; {instead} is meant" if is_country(instead) else ""
        raise ValueError(f"a country's two capitals (ISO 3166-1), as FR{hint}")
    return text


def _siren(text: str) -> str:
    normal = normal_siren(text)
    if not is_siren(normal):
        raise ValueError("nine digits")
    return normal


def _vat_id(text: str) -> str:
    normal = normal_vat_id(text)
    if re.fullmatch(r"[A-Z0-9+*]+", normal, re.ASCII) is None:
        raise ValueError("letters and digits, as FR44732829320")
    return normal


def _regime(text: str) -> str:
    name = OUTSIDE.get(text, text)
    if name not in vat_regime_names():
        raise ValueError(f"one of {', '.join(vat_regime_names())}")
    return name


def _employees(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 7):
        raise ValueError("a whole number of people")
    return int(text)


def _words(text: str) -> str:
    fault = text_fault(text)
    if fault:
        raise ValueError(f"a text that is UTF-8 and not empty; this one {fault}")
    return text.strip()


CHECKS: dict[str, Callable[[str], str | int]] = {
    "slug": _slug,
    "email": _email,
    "country": _country,
    "siren": _siren,
    "vat_id": _vat_id,
    "vat_regime": _regime,
    "phone": _phone,
    "employees": _employees,
}


def check_field(field: str, text: str) -> str | int:
    """Return the value of one field as it is kept. Raises ValueMalformed (exit 2)."""
    if field not in FIELDS:
        raise ValueError(f"no field {field}")
    try:
        return CHECKS.get(field, _words)(text.strip())
    except ValueError as wrong:
        raise ValueMalformed(field, text, str(wrong)) from None


def check_fields(given: Mapping[str, str]) -> tuple[dict[str, Checked], list[FieldFault]]:
    """Return the fields as they are kept and every fault; an empty text takes a field's value away."""
    checked: dict[str, Checked] = {}
    faults = []
    for field, text in given.items():
        try:
            checked[field] = check_field(field, text) if text.strip() or field in NEEDED else None
        except ValueMalformed as error:
            faults.append(FieldFault(field, error))
    return checked, faults


def check_numbers(values: Mapping[str, Checked]) -> list[FieldFault]:
    """Return what is wrong between SIREN and VAT number (exit 4): a check digit, another company."""
    siren, vat_id = values.get("siren"), values.get("vat_id")
    if not isinstance(siren, str):
        return []
    if not passes_luhn(siren):
        return [FieldFault("siren", SirenWrong(siren))]
    inside = siren_in(vat_id) if isinstance(vat_id, str) else None
    if isinstance(vat_id, str) and inside not in (None, siren):
        return [FieldFault("vat_id", VatIdElsewhere(vat_id, inside or "", siren))]
    return []


def check_vat(
    values: Mapping[str, Checked], seller: VatParty, on: date, exemption: str | None
) -> tuple[str | None, list[FieldFault]]:
    """Return the customer's VAT regime on a day, as declared or as its address gives it, and the faults.

    A number that reverse charge needs may be missing until the first invoice, unless the regime was
    declared. VatContradicted is exit 5, a malformed number exit 2.
    """
    declared = _text(values.get("vat_regime"))
    party = VatParty(str(values.get("country")), _text(values.get("postcode")), _text(values.get("vat_id")))
    found = vat_regime_of(seller, party, declared, on, exemption)
    if not isinstance(found, VatContradiction):
        return found.id, []
    if found.fault == "vat-id-missing" and declared is None:
        return "intra-eu", []
    if found.fault in TOLERATED:
        return declared, []
    if found.fault == "vat-id-malformed":
        return None, [FieldFault("vat_id", ValueMalformed("vat_id", party.vat_id or "", found.says))]
    field = "vat_regime" if found.fault == "regime-elsewhere" else "vat_id"
    error = VatContradicted(str(values.get("slug")), found.says, found.expected)
    return None, [FieldFault("postcode" if found.fault == "postcode-elsewhere" else field, error)]


def check_terms(terms: Terms, values: Mapping[str, Checked], professional: bool | None) -> list[FieldFault]:
    """Return what the terms ask of a customer and is not given (exit 5): the declaration, the details."""
    org = str(values.get("slug"))
    faults = []
    if terms.flag("customer.professional") and not professional:
        error = ProfessionalUndeclared(org, terms.cite("customer.professional"))
        faults.append(FieldFault("professional", error))
    missing = [field for field in terms.words("customer.fields") if values.get(field) in (None, "")]
    if missing:
        error_missing = FieldMissing(org, missing, terms.cite("customer.fields"))
        faults.append(FieldFault(missing[0], error_missing))
    return faults


def _text(value: Checked) -> str | None:
    return value if isinstance(value, str) else None
