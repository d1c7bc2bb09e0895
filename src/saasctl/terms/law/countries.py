"""Where a party stands for the VAT of services, and the form of VAT numbers."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Literal

from saasctl.terms.law.tables import Row, day, day_or_none, law_table, rows, table, text, text_or_none, words

Standing = Literal["mainland", "own-rates", "none", "outside"]
STANDINGS: dict[str, Standing] = {
    "mainland": "mainland",
    "own-rates": "own-rates",
    "none": "none",
    "outside": "outside",
}


@dataclass(frozen=True, slots=True)
class Member:
    """A present or former member state of the European Union.

    `left` is its last day as a member, `until` the first day on which the VAT of the Union no
    longer applied. `prefix` opens its VAT numbers (Greece: EL) and `pattern` is what follows.
    """

    code: str
    prefix: str
    joined: date
    left: date | None
    until: date | None
    pattern: str
    fr: str
    en: str

    def applies_vat_on(self, on: date) -> bool:
        """Say whether the VAT of the Union applied there on the day `on`."""
        return self.joined <= on and (self.until is None or on < self.until)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an address lies for VAT.

    `code` is its ISO code (a French territory has its own), `system` the member state whose VAT
    applies there or None, `standing` how it applies, `prefix` the opening of its VAT numbers or None.
    """

    code: str
    system: str | None
    standing: Standing
    prefix: str | None
    en: str


def is_country(code: str) -> bool:
    """Say whether `code` is one of ISO 3166-1 (two capital letters)."""
    return code in _iso()


def code_instead(code: str) -> str | None:
    """Return the ISO code meant by a common wrong one (EL, UK, XI), or None."""
    return text_or_none(table(law_table("countries"), "instead"), code)


def is_eu_member(code: str, on: date) -> bool:
    """Say whether the country was a member state of the European Union on the day `on`."""
    member = members().get(code)
    return member is not None and member.joined <= on and (member.left is None or on <= member.left)


def is_french_territory(code: str) -> bool:
    """Say whether the ISO code is one whose postcodes France allots, Monaco included."""
    return code in _territories()


@cache
def members() -> dict[str, Member]:
    """Return the present and former member states by ISO code."""
    found = (_member(row) for row in rows(law_table("countries"), "member"))
    return {member.code: member for member in found}


@lru_cache(maxsize=4096)
def place_of(country: str, postcode: str | None, on: date) -> Place:
    """Return where an address lies for the VAT of services on the day `on`.

    A French address without a postcode is taken for mainland France. Raises ValueError for a code
    that ISO 3166-1 does not know (`is_country` asks first).
    """
    if not is_country(country):
        raise ValueError(f"no country {country}")
    territory = _territory(country, postcode)
    if territory is not None:
        return territory
    member = members().get(country)
    if member is None or not member.applies_vat_on(on):
        return Place(country, None, "outside", None, member.en if member else country)
    for start, name in _excluded(country):
        if _digits(postcode).startswith(start):
            return Place(country, None, "outside", member.prefix, name)
    return Place(country, country, "mainland", member.prefix, member.en)


def territory_of_postcode(postcode: str | None) -> str | None:
    """Return the ISO code of the French territory a postcode lies in; None for the mainland or none."""
    digits = _digits(postcode)
    found = [start for start in _starts() if digits.startswith(start)]
    return _starts()[max(found, key=len)] if found else None


def normal_vat_id(number: str) -> str:
    """Return a VAT number without spaces, points and dashes, in capitals."""
    return re.sub(r"[\s.\-]", "", number).upper()


def prefix_of(number: str) -> str:
    """Return the two letters that open a VAT number."""
    return normal_vat_id(number)[:2]


def is_vat_id(number: str, prefix: str) -> bool:
    """Say whether `number` has the form of the VAT numbers that open with `prefix`.

    The form only: whether the number exists is not looked up.
    """
    wanted = next((member for member in members().values() if member.prefix == prefix), None)
    normal = normal_vat_id(number)
    return (
        wanted is not None
        and normal.startswith(prefix)
        and re.fullmatch(wanted.pattern, normal[len(prefix) :], re.ASCII) is not None
    )


def _territory(country: str, postcode: str | None) -> Place | None:
    code = territory_of_postcode(postcode) if country == "FR" else country
    if country == "FR" and code is None:
        code = "FR"
    return _territories().get(code or "")


@cache
def _territories() -> dict[str, Place]:
    prefix = members()["FR"].prefix
    found = (_place(row, prefix) for row in rows(law_table("countries"), "territory"))
    return {place.code: place for place in found}


@cache
def _starts() -> dict[str, str]:
    found = rows(law_table("countries"), "territory")
    return {start: text(row, "code") for row in found for start in words(row, "postcodes")}


@cache
def _excluded(country: str) -> tuple[tuple[str, str], ...]:
    found = rows(law_table("countries"), "excluded")
    return tuple(
        (start, text(row, "en"))
        for row in found
        if row["code"] == country
        for start in words(row, "postcodes")
    )


@cache
def _iso() -> frozenset[str]:
    return frozenset(words(law_table("countries"), "iso"))


def _place(row: Row, prefix: str) -> Place:
    standing = STANDINGS[text(row, "vat")]
    system = "FR" if standing in ("mainland", "own-rates") else None
    return Place(text(row, "code"), system, standing, prefix, text(row, "en"))


def _member(row: Row) -> Member:
    return Member(
        text(row, "code"),
        text(row, "prefix"),
        day(row, "joined"),
        day_or_none(row, "left"),
        day_or_none(row, "until"),
        text(row, "pattern"),
        text(row, "fr"),
        text(row, "en"),
    )


def _digits(postcode: str | None) -> str:
    return (postcode or "").replace(" ", "")
