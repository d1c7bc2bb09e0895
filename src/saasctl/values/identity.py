"""The written forms of names, addresses and registration numbers of customers and their people."""

import re

SLUG = re.compile(r"[a-z0-9](-?[a-z0-9]){1,38}", re.ASCII)
LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
EMAIL = re.compile(rf"(?=.{{1,64}}@){LOCAL}@({LABEL}\.)+{LABEL}", re.ASCII)
EMAIL_LONGEST = 254
PHONE = re.compile(r"\+?[0-9(][0-9 ().\-/]*[0-9)]", re.ASCII)
PHONE_DIGITS = range(3, 16)
SIREN = re.compile(r"[0-9]{9}", re.ASCII)
FRENCH_VAT_ID = re.compile(r"FR[0-9A-Z]{2}([0-9]{9})", re.ASCII)
LONGEST = 10_000_000
"""Characters in one text; a longer one is refused."""


def is_slug(text: str) -> bool:
    """Say whether `text` can name an organisation: a-z, 0-9 and single dashes inside."""
    return SLUG.fullmatch(text) is not None


def is_email(text: str) -> bool:
    """Say whether `text` has the form of an e-mail address with a domain of at least two labels.

    Letters outside ASCII are refused; an international domain is given in its xn-- form.
    """
    return len(text) <= EMAIL_LONGEST and EMAIL.fullmatch(text) is not None


def normal_email(text: str) -> str:
    """Return an address as it is kept and compared: in small letters."""
    return text.strip().lower()


def is_phone(text: str) -> bool:
    """Say whether `text` is a telephone number: 3 to 15 digits with the usual marks between."""
    return PHONE.fullmatch(text) is not None and sum(map(str.isdigit, text)) in PHONE_DIGITS


def normal_siren(text: str) -> str:
    """Return a SIREN without the spaces people group it with."""
    return re.sub(r"\s", "", text)


def is_siren(text: str) -> bool:
    """Say whether `text` has the form of a SIREN: nine digits. The check digit is another question."""
    return SIREN.fullmatch(text) is not None


def passes_luhn(digits: str) -> bool:
    """Say whether the last of `digits` is the Luhn check digit of the others (ISO/IEC 7812-1)."""
    doubled = (int(ch) * (1 + place % 2) for place, ch in enumerate(reversed(digits)))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def siren_in(vat_id: str) -> str | None:
    """Return the SIREN inside a French VAT number, or None for another number."""
    found = FRENCH_VAT_ID.fullmatch(vat_id)
    return found[1] if found else None


def text_fault(text: str) -> str | None:
    """Return why `text` cannot be kept as a name or remark, or None.

    Control characters, markup, formulas and right-to-left marks may be kept: every output guards
    against them. Null characters and broken Unicode cannot.
    """
    if not text.strip():
        return "is empty"
    if len(text) > LONGEST:
        return f"is longer than {LONGEST} characters"
    if "\x00" in text:
        return "holds a null character"
    if any("\ud800" <= ch <= "\udfff" for ch in text):
        return "is not UTF-8"
    return None


SHORTEST_IBAN, LONGEST_IBAN = 15, 34
"""Characters of an IBAN (ISO 13616)."""


def normal_iban(text: str) -> str | None:
    """Return an IBAN in capitals without spaces, or None where it is none (ISO 7064, modulo 97)."""
    iban = "".join(text.split()).upper()
    if not (SHORTEST_IBAN <= len(iban) <= LONGEST_IBAN and iban.isascii() and iban.isalnum()):
        return None
    if not (iban[:2].isalpha() and iban[2:4].isdigit()):
        return None
    digits = "".join(str(int(letter, 36)) for letter in iban[4:] + iban[:4])
    return iban if int(digits) % 97 == 1 else None
