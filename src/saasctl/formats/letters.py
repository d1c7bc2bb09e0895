"""Letters and e-mails: an editable template and facts become a subject and a text.

A template's first line is the subject, the text follows after an empty line, `$name` stands for a
fact. `letter.KIND.LANGUAGE.txt` in the operator's folder of terms wins over the packaged one. A kind
without a template of its own takes that of the words before its last hyphen, then `notice`.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import NamedTuple

from saasctl.errors.letters import TemplateInvalid

TEXTS = "letter_texts"
LANGUAGES = ("en", "fr")
GENERAL = "notice"
MONTHS = {
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ),
}  # fmt: skip
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
SUM = re.compile(r"(-?)(\d+)\.(\d{2}) ([A-Z]{3})")


class Written(NamedTuple):
    """A letter's subject and its text."""

    subject: str
    text: str


def render(kind: str, language: str, facts: Mapping[str, str], folder: Path | None) -> Written:
    """Fill the template of a kind: ISO days and sums such as `1200.00 EUR` are spelt for its reader.

    Raises TemplateInvalid (exit 4) for a template without subject, or one that asks for a fact that
    the notice does not have.
    """
    name, template = template_of(kind, language, folder)
    spelt = {key: said(value, language) for key, value in facts.items()}
    try:
        whole = Template(template).substitute(spelt)
    except KeyError as error:
        raise TemplateInvalid(
            name, f"it asks for ${error.args[0]}, which this notice does not have"
        ) from None
    except ValueError:
        raise TemplateInvalid(name, "a $ without a name after it is written $$") from None
    subject, _, text = whole.partition("\n")
    if not subject.strip() or not text.strip():
        raise TemplateInvalid(name, "its first line is the subject, the text follows an empty line")
    return Written(subject.strip(), text.strip() + "\n")


def template_of(kind: str, language: str, folder: Path | None) -> tuple[str, str]:
    """Return the name and the text of the template for a kind of notice."""
    for candidate in _names(kind):
        name = f"letter.{candidate}.{language}.txt"
        if folder is not None and (folder / name).is_file():
            return name, (folder / name).read_text(encoding="utf-8")
        packaged = files("saasctl.formats").joinpath(TEXTS, language, f"{candidate}.txt")
        if packaged.is_file():
            return name, packaged.read_text(encoding="utf-8")
    raise TemplateInvalid(f"letter.{kind}.{language}.txt", "there is none, and no general one either")


def _names(kind: str) -> Iterator[str]:
    while kind:
        yield kind
        kind = kind.rpartition("-")[0]
    yield GENERAL


def said(value: str, language: str) -> str:
    """Spell a fact for people: a day in words, a sum with its language's marks; other text as it is."""
    if DAY.fullmatch(value):
        return spelt_day(date.fromisoformat(value), language)
    found = SUM.fullmatch(value)
    if found is None:
        return value
    sign, whole, cents, currency = found.groups()
    grouped = f"{int(whole):,}"
    if language == "fr":
        return f"{sign}{grouped.replace(',', NARROW)},{cents}{NARROW}{currency}"
    return f"{sign}{grouped}.{cents} {currency}"


NARROW = "\u202f"
"""The space between thousands in French."""


def spelt_day(day: date, language: str) -> str:
    """Return a day in words: 1er mai 2026, 1 May 2026."""
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return f"{number} {MONTHS[language][day.month - 1]} {day.year}"
