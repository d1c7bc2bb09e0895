"""Read SELLER.toml: the legal entity behind a profile."""

import re
import tomllib
from pathlib import Path

from saasctl.errors.base import Failure
from saasctl.errors.sellers import SellerFileInvalid, SellerFileMissing
from saasctl.terms.law.countries import is_country
from saasctl.values.identity import siren_in

FIELDS = (
    "name",
    "siren",
    "siret",
    "vat_id",
    "street",
    "postcode",
    "city",
    "country",
    "iban",
    "bic",
    "creditor_id",
    "email",
)
REQUIRED = ("name", "country")
LIMIT = 65_536
FORMS = {
    "siren": (r"\d{9}", "nine digits"),
    "siret": (r"\d{14}", "fourteen digits"),
    "vat_id": (r"[A-Z]{2}[A-Z0-9+*]{2,13}", "a VAT number, as FR40123456824"),
    "country": (r"[A-Z]{2}", "a country's two capitals (ISO 3166-1), as FR"),
    "iban": (r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", "an IBAN, as FR7630006000011234567890189"),
    "bic": (r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?", "a BIC of 8 or 11 letters and digits"),
    "creditor_id": (r"[A-Z]{2}\d{2}[A-Z0-9]{3,28}", "a SEPA creditor identifier, as FR72ZZZ123456"),
    "email": (r"[^@\s]+@[^@\s]+\.[^@\s]+", "an e-mail address"),
}


def read_seller(file: Path) -> dict[str, str | None]:
    """Return the entries of a seller file, absent ones as None.

    Spaces are dropped from SIREN, SIRET, VAT number, IBAN and BIC. SIREN and SIRET are held against
    the Luhn key, the IBAN against its check digits (ISO 7064). Raises SellerFileInvalid (exit 4).
    """
    table = _table(file)
    faults = [f"unknown entry {name}; known: {', '.join(FIELDS)}" for name in table if name not in FIELDS]
    faults += [f"missing entry {name}" for name in REQUIRED if not table.get(name)]
    entries: dict[str, str | None] = {}
    for name in FIELDS:
        value = table.get(name)
        if value is not None and not _is_line(value):
            faults.append(f"{name} must be a line of text in quotes")
            continue
        entries[name] = _plain(name, value) if isinstance(value, str) else None
    faults = faults or _misformed(entries)
    if faults:
        raise SellerFileInvalid(str(file), faults)
    return entries


def _table(file: Path) -> dict[str, object]:
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        raise SellerFileMissing(str(file)) from None
    except OSError as wrong:
        raise Failure(f"{file} cannot be read", why=wrong.strerror) from wrong
    if len(content) > LIMIT:
        raise SellerFileInvalid(str(file), [f"more than {LIMIT} bytes"])
    try:
        return tomllib.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, ValueError, RecursionError) as wrong:
        raise SellerFileInvalid(str(file), [f"not a TOML file in UTF-8: {str(wrong)[:120]}"]) from None


def _is_line(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 200 and value.isprintable()


def _plain(name: str, value: str) -> str:
    return value.replace(" ", "").upper() if name in ("siren", "siret", "vat_id", "iban", "bic") else value


def _misformed(entries: dict[str, str | None]) -> list[str]:
    faults = [
        f"{name} {value[:40]!r} is not {words}"
        for name, (form, words) in FORMS.items()
        if (value := entries.get(name)) and not re.fullmatch(form, value, re.ASCII)
    ]
    if (country := entries["country"]) and not faults and not is_country(country):
        faults = [f"country {country!r} is not a country's two capitals (ISO 3166-1), as 'FR'"]
    if faults:
        return faults
    faults = [
        f"{name} {entries[name]} fails its check digit"
        for name in ("siren", "siret")
        if not luhn(entries[name])
    ]
    if (iban := entries["iban"]) and int("".join(str(int(ch, 36)) for ch in iban[4:] + iban[:4])) % 97 != 1:
        faults.append(f"iban {iban} fails its check digits")
    inside = siren_in(entries["vat_id"] or "")
    if entries["siren"] and inside not in (None, entries["siren"]):
        faults.append(f"vat_id {entries['vat_id']} holds the SIREN {inside}, not {entries['siren']}")
    return faults


def luhn(digits: str | None) -> bool:
    """Say whether `digits` pass the Luhn check; True for None."""
    if digits is None:
        return True
    doubled = [int(ch) * (2 if place % 2 else 1) for place, ch in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0
