"""Kinds of values a profile may hold: how each is read from TOML and from a setting's text.

`read` takes what the TOML reader gives, `parse` the text of `PATH=VALUE`; both return the same
Python value or raise ValueError with the accepted form. No kind accepts a TOML float.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Protocol

from saasctl.values.clock import zone_named

AMOUNT = re.compile(r"-?\d{1,12}(\.\d{1,2})?", re.ASCII)
PERCENT = re.compile(r"\d{1,3}(\.\d{1,4})?", re.ASCII)
MOST = 1_000_000_000
WORD = re.compile(r"[a-z0-9][a-z0-9_.+-]*", re.ASCII)


class Kind(Protocol):
    """How one kind of value is named, read, parsed and shown."""

    @property
    def name(self) -> str:
        """The kind's name as `terms blanks` prints it."""

    def read(self, raw: object) -> object:
        """Return the value of a TOML item."""

    def parse(self, text: str) -> object:
        """Return the value of a setting's text."""


@dataclass(frozen=True)
class Integer:
    """A whole number between two bounds, both included."""

    least: int = 0
    most: int = 100_000_000
    name: str = "integer"

    def read(self, raw: object) -> int:
        """Accept a TOML integer within the bounds."""
        if type(raw) is not int or not self.least <= raw <= self.most:
            raise ValueError(f"a whole number from {self.least} to {self.most}")
        return raw

    def parse(self, text: str) -> int:
        """Accept decimal digits."""
        if not re.fullmatch(r"-?\d{1,12}", text, re.ASCII):
            raise ValueError(f"a whole number from {self.least} to {self.most}")
        return self.read(int(text))


@dataclass(frozen=True)
class Choice:
    """One word of a closed list."""

    words: tuple[str, ...]
    name: str = "choice"

    def read(self, raw: object) -> str:
        """Accept one of the words."""
        if not isinstance(raw, str) or raw not in self.words:
            raise ValueError(f"one of {', '.join(self.words)}")
        return raw

    def parse(self, text: str) -> str:
        """Accept one of the words."""
        return self.read(text)


@dataclass(frozen=True)
class Flag:
    """Yes or no."""

    name: str = "yes-no"

    def read(self, raw: object) -> bool:
        """Accept a TOML boolean."""
        if not isinstance(raw, bool):
            raise ValueError("true or false")
        return raw

    def parse(self, text: str) -> bool:
        """Accept yes or no."""
        if text not in ("yes", "no"):
            raise ValueError("yes or no")
        return text == "yes"


@dataclass(frozen=True)
class Amount:
    """A sum of money in the profile's currency, at most two decimals, written in quotes."""

    name: str = "amount"

    def read(self, raw: object) -> Decimal:
        """Accept a quoted amount; a bare TOML float is refused."""
        if not isinstance(raw, str) or not AMOUNT.fullmatch(raw):
            raise ValueError('an amount in quotes such as "1200.00", never a float')
        if raw.startswith("-"):
            raise ValueError("an amount of zero or more")
        return Decimal(raw)

    def parse(self, text: str) -> Decimal:
        """Accept an amount with at most two decimals and a point."""
        return self.read(text)


@dataclass(frozen=True)
class Percent:
    """A percentage, exact, written in quotes or as a whole number."""

    most: int = 1000
    name: str = "percent"

    def read(self, raw: object) -> Decimal:
        """Accept a quoted percentage or a TOML integer."""
        text = _digits(raw)
        if not isinstance(text, str) or not PERCENT.fullmatch(text) or Decimal(text) > self.most:
            raise ValueError(f'a percentage in quotes from "0" to "{self.most}", never a float')
        return Decimal(text)

    def parse(self, text: str) -> Decimal:
        """Accept a percentage with a point."""
        return self.read(text)


@dataclass(frozen=True)
class Factor:
    """An exact factor such as 1.1, written in quotes or as a whole number."""

    name: str = "factor"

    def read(self, raw: object) -> Decimal:
        """Accept a quoted decimal or a TOML integer of zero or more."""
        text = _digits(raw)
        if not isinstance(text, str) or not re.fullmatch(r"\d{1,9}(\.\d{1,9})?", text, re.ASCII):
            raise ValueError('a factor in quotes such as "1.1", never a float')
        return Decimal(text)

    def parse(self, text: str) -> Decimal:
        """Accept a decimal with a point."""
        return self.read(text)


def _digits(raw: object) -> object:
    return str(raw) if type(raw) is int and 0 <= raw < MOST else raw


@dataclass(frozen=True)
class Text:
    """A line of text."""

    most: int = 400
    pattern: str | None = None
    name: str = "text"

    def read(self, raw: object) -> str:
        """Accept a non-empty line without control characters."""
        if not isinstance(raw, str) or not 0 < len(raw) <= self.most or not raw.isprintable():
            raise ValueError(f"a line of text of at most {self.most} characters")
        if self.pattern and not re.fullmatch(self.pattern, raw, re.ASCII):
            raise ValueError(f"text of the form {self.pattern}")
        return raw

    def parse(self, text: str) -> str:
        """Accept a non-empty line."""
        return self.read(text)


@dataclass(frozen=True)
class Words:
    """A list of words, of a closed list when `words` is given."""

    words: tuple[str, ...] = ()
    name: str = "words"

    def read(self, raw: object) -> tuple[str, ...]:
        """Accept a TOML list of words without repeats."""
        if not isinstance(raw, list) or not all(isinstance(word, str) for word in raw):
            raise ValueError("a list of words")
        strange = [
            word for word in raw if not WORD.fullmatch(word) or (self.words and word not in self.words)
        ]
        if strange or len(set(raw)) != len(raw):
            raise ValueError(f"words of: {', '.join(self.words) or 'a-z 0-9 - _ .'}, each once")
        return tuple(raw)

    def parse(self, text: str) -> tuple[str, ...]:
        """Accept words separated by commas."""
        return self.read([word.strip() for word in text.split(",") if word.strip()])


@dataclass(frozen=True)
class Lines:
    """A list of short texts, for checklists and causes that are only recorded."""

    name: str = "texts"

    def read(self, raw: object) -> tuple[str, ...]:
        """Accept a TOML list of lines of text."""
        if not isinstance(raw, list):
            raise ValueError("a list of texts")
        return tuple(Text().read(item) for item in raw)

    def parse(self, text: str) -> tuple[str, ...]:
        """Accept texts separated by semicolons."""
        return self.read([part.strip() for part in text.split(";") if part.strip()])


@dataclass(frozen=True)
class Day:
    """A calendar day."""

    name: str = "date"

    def read(self, raw: object) -> date:
        """Accept a TOML local date."""
        if type(raw) is not date:
            raise ValueError("a date such as 2026-03-01")
        return raw

    def parse(self, text: str) -> date:
        """Accept YYYY-MM-DD."""
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            raise ValueError("a date such as 2026-03-01")
        return date.fromisoformat(text)


@dataclass(frozen=True)
class Span:
    """A length of time: a whole number and a unit."""

    units: tuple[str, ...]
    name: str = "length"

    def read(self, raw: object) -> tuple[int, str]:
        """Accept text such as "4 business-hours"."""
        match = re.fullmatch(r"(\d{1,6}) ([a-z-]+)", raw, re.ASCII) if isinstance(raw, str) else None
        if match is None or match[2] not in self.units:
            raise ValueError(f'a number and one of {", ".join(self.units)}, such as "4 {self.units[0]}"')
        return int(match[1]), match[2]

    def parse(self, text: str) -> tuple[int, str]:
        """Accept text such as "4 business-hours"."""
        return self.read(text)


DAYS = "(mon|tue|wed|thu|fri|sat|sun)"
CLOCK = r"([01]\d|2[0-4]):[0-5]\d"


@dataclass(frozen=True)
class WeeklyHours:
    """Weekly opening hours: `mon-thu 09:00-18:00; fri 09:00-12:00,13:00-17:00`."""

    name: str = "weekly-hours"

    def read(self, raw: object) -> str:
        """Accept day ranges with one or more windows that end after they start."""
        part = rf"{DAYS}(-{DAYS})? {CLOCK}-{CLOCK}(,{CLOCK}-{CLOCK})*"
        if not isinstance(raw, str) or not re.fullmatch(rf"{part}(; ?{part})*", raw, re.ASCII):
            raise ValueError("weekly hours such as mon-thu 09:00-18:00; fri 09:00-17:00")
        for opens, closes in re.findall(r"(\d\d:\d\d)-(\d\d:\d\d)", raw):
            if not opens < closes <= "24:00":
                raise ValueError(f"hours that end after they start, unlike {opens}-{closes}")
        return raw

    def parse(self, text: str) -> str:
        """Accept the same form as the profile."""
        return self.read(text)


@dataclass(frozen=True)
class Zone:
    """A time zone by its IANA name."""

    name: str = "time-zone"

    def read(self, raw: object) -> str:
        """Accept a name such as Europe/Paris."""
        try:
            zone_named(raw if isinstance(raw, str) else "")
        except ValueError:
            raise ValueError("an IANA time zone such as Europe/Paris") from None
        return str(raw)

    def parse(self, text: str) -> str:
        """Accept the same form as the profile."""
        return self.read(text)


@dataclass(frozen=True)
class Records:
    """A list of small tables with the same fields, such as price bands."""

    fields: Mapping[str, Kind]
    optional: frozenset[str] = field(default_factory=frozenset)
    name: str = "records"

    def read(self, raw: object) -> tuple[Mapping[str, object], ...]:
        """Accept a list of tables with exactly the known fields."""
        if not isinstance(raw, list) or not all(isinstance(row, dict) for row in raw):
            raise ValueError(f"a list of tables with the fields {', '.join(self.fields)}")
        return tuple(self._row(row) for row in raw)

    def _row(self, row: dict[str, object]) -> Mapping[str, object]:
        strange = set(row) - set(self.fields)
        missing = set(self.fields) - set(row) - self.optional
        if strange or missing:
            odd = f"unknown: {', '.join(sorted(strange)) or 'none'}"
            gone = f"missing: {', '.join(sorted(missing)) or 'none'}"
            raise ValueError(f"tables with the fields {', '.join(self.fields)} ({odd}; {gone})")
        read: dict[str, object] = {}
        for name, value in row.items():
            try:
                read[name] = self.fields[name].read(value)
            except ValueError as wrong:
                raise ValueError(f"{name}: {wrong}") from None
        return read

    def parse(self, text: str) -> tuple[Mapping[str, object], ...]:
        """Accept records separated by `;`, fields by `,`, each `name:value`."""
        rows = []
        for part in (piece for piece in text.split(";") if piece.strip()):
            pairs = dict(item.strip().split(":", 1) for item in part.split(",") if ":" in item)
            strange = set(pairs) - set(self.fields)
            missing = set(self.fields) - set(pairs) - self.optional
            if strange or missing:
                raise ValueError(f"records of the form {','.join(f'{name}:…' for name in self.fields)}")
            rows.append({name: self.fields[name].parse(value) for name, value in pairs.items()})
        return tuple(rows)


def setting_text(value: object) -> str:
    """Return a value of any kind as the text that `terms set` would take."""
    match value:
        case bool():
            return "yes" if value else "no"
        case Decimal():
            return format(value, "f")
        case (int(), str()):
            return f"{value[0]} {value[1]}"
        case tuple() if all(isinstance(item, str) for item in value):
            return ", ".join(str(item) for item in value)
        case tuple():
            return "; ".join(
                ",".join(f"{name}:{setting_text(item)}" for name, item in row.items()) for row in value
            )
        case _:
            return str(value)
