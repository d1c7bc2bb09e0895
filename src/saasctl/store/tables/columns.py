"""The kinds of columns, each with its stored form and its check."""

import re
from datetime import UTC, date, datetime
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BeforeValidator
from sqlalchemy import CheckConstraint, Text
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

LONGEST = 10_000_000
"""Characters in one text; longer input is refused before it reaches the file."""


def _iso_day(value: object) -> object:
    return value.isoformat() if isinstance(value, date) and not isinstance(value, datetime) else value


def _is_day(text: str | None) -> str | None:
    if text is not None and date.fromisoformat(text).isoformat() != text:
        raise ValueError("a day is written YYYY-MM-DD")
    return text


def _iso_instant(value: object) -> object:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value


def _is_instant(text: str | None) -> str | None:
    if text is not None and not (text.endswith("Z") and datetime.fromisoformat(text).tzinfo):
        raise ValueError("an instant is written in UTC with Z")
    return text


def _as_flag(value: object) -> object:
    return int(value) if isinstance(value, bool) else value


def _storable(text: str | None) -> str | None:
    if text is not None and len(text) > LONGEST:
        raise ValueError(f"a text has at most {LONGEST} characters")
    if text is not None and ("\x00" in text or any("\ud800" <= c <= "\udfff" for c in text)):
        raise ValueError("a text holds neither a null character nor half a surrogate pair")
    return text


def _filled(text: str) -> str:
    if not text:
        raise ValueError("it is empty")
    return text


def _shaped(pattern: str, says: str) -> AfterValidator:
    shape = re.compile(pattern)

    def check(text: str) -> str:
        if not shape.fullmatch(text):
            raise ValueError(says)
        return text

    return AfterValidator(check)


_text = Field(sa_type=Text)

Id = Annotated[int | None, Field(primary_key=True)]
AnyWords = Annotated[str, AfterValidator(_storable), _text]
"""A text that may be empty."""
Words = Annotated[str, AfterValidator(_filled), AfterValidator(_storable), _text]
"""A text that says something."""
MaybeWords = Annotated[str | None, AfterValidator(_storable), _text]
Slug = Annotated[
    str,
    _shaped("[a-z0-9](-?[a-z0-9]){1,38}", "a slug has 2 to 40 small letters, digits and single hyphens"),
    _text,
]
Country = Annotated[str, _shaped("[A-Z]{2}", "a country is two capitals (ISO 3166)"), _text]
Currency = Annotated[str, _shaped("[A-Z]{3}", "a currency is three capitals (ISO 4217)"), _text]
Percent = Annotated[
    str, _shaped(r"-?[0-9]{1,9}(\.[0-9]{1,9})?", "a percent is written with digits and a point"), _text
]
"""A percent as text: "20", "5.5"."""
Day = Annotated[str, BeforeValidator(_iso_day), AfterValidator(_is_day), _text]
"""A day, YYYY-MM-DD."""
MaybeDay = Annotated[
    str | None,
    BeforeValidator(_iso_day),
    AfterValidator(_is_day),
    _text,
]
Instant = Annotated[str, BeforeValidator(_iso_instant), AfterValidator(_is_instant), _text]
"""An instant, ISO 8601 in UTC with Z."""
MaybeInstant = Annotated[
    str | None,
    BeforeValidator(_iso_instant),
    AfterValidator(_is_instant),
    _text,
]
Flag = Annotated[int, BeforeValidator(_as_flag), Field(ge=0, le=1)]
"""Yes or no, stored as 1 or 0."""
STRICT = {"sqlite_strict": True}
"""SQLite then refuses a value of another type, so that cents are integers for every writer."""


def one_of(column: str, words: tuple[str, ...]) -> CheckConstraint:
    """Return the check that a column holds one of `words`."""
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def flag(column: str) -> CheckConstraint:
    """Return the check that a column holds 0 or 1."""
    return CheckConstraint(f"{column} IN (0, 1)", name=f"{column}_flag")


class Table(SQLModel):
    """The base of all tables: the class name in lower case with underscores is the table's name."""

    model_config = {"strict": True, "extra": "forbid"}
    __table_args__: ClassVar[tuple[object, ...] | dict[str, bool]] = STRICT

    @declared_attr.directive
    def __tablename__(cls) -> str:
        """Return the table's name: OrgUser is kept in org_user."""
        return "".join(f"_{c.lower()}" if c.isupper() else c for c in cls.__name__).lstrip("_")
