"""Facts of a case: what each kind of fact may say, read from words and kept as text."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from saasctl.values.clock import stamp

Fact = date | datetime | Decimal | int | bool | str
"""A fact as its kind holds it; an instant has an offset."""
FORMS: Mapping[str, tuple[str, str]] = {
    "date": (r"\d{4}-\d\d-\d\d", "YYYY-MM-DD, as 2026-03-01"),
    "instant": (
        r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d(:\d\d)?([Zz]|[+-]\d\d:\d\d)",
        "RFC 3339 with offset, as 2026-03-06T16:45:00+01:00",
    ),
    "amount": (r"\d{1,12}(\.\d{1,2})?", "1200 or 1200.00"),
    "count": (r"\d{1,9}", "a whole number"),
    "percent": (r"\d{1,3}(\.\d{1,4})?", "a percentage, as 2.5"),
    "yes-no": ("yes|no", "yes or no"),
    "text": (r"(?s).*\S.*", "a text"),
    "word": (r"\S+", "a word"),
}


def fact_from(kind: str, text: str, words: tuple[str, ...] = ()) -> Fact:
    """Return the fact that `text` says. Raises ValueError with the accepted form."""
    pattern, says = FORMS[kind]
    if re.fullmatch(pattern, text, re.ASCII if kind != "text" else 0) is None:
        raise ValueError(says)
    if words and text not in words:
        raise ValueError(", ".join(words))
    try:
        return _value(kind, text)
    except ValueError:
        raise ValueError(says) from None


def _value(kind: str, text: str) -> Fact:
    match kind:
        case "date":
            return date.fromisoformat(text)
        case "instant":
            return datetime.fromisoformat(text.upper())
        case "amount" | "percent":
            return Decimal(text)
        case "count":
            return int(text)
        case "yes-no":
            return text == "yes"
        case _:
            return text


def fact_text(fact: Fact) -> str:
    """Return a fact as it is kept: `fact_from` reads it back."""
    match fact:
        case bool():
            return "yes" if fact else "no"
        case datetime():
            return stamp(fact)
        case date():
            return fact.isoformat()
        case Decimal():
            return format(fact, "f")
        case _:
            return str(fact)


def is_so(fact: Fact | None) -> bool:
    """Say whether a fact is given and, where it is a yes or no, is yes."""
    return fact is not None and fact is not False
