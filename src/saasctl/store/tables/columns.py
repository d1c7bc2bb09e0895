"""The kinds of columns, each with its stored form and its check."""

from datetime import UTC, date, datetime
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BeforeValidator
from sqlalchemy import CheckConstraint, Text
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

LONGEST = 1_000_000
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
    if text is not None and ("\x00" in text or any("\ud800" <= c <= "\udfff" for c in text)):
        raise ValueError("a text holds neither a null character nor half a surrogate pair")
    return text


_text = Field(sa_type=Text, max_length=LONGEST)
_filled = Field(sa_type=Text, min_length=1, max_length=LONGEST)
_slug = Field(sa_type=Text, max_length=80, regex="^[a-z0-9](-?[a-z0-9]){1,78}$")
_country = Field(sa_type=Text, regex="^[A-Z]{2}$")
_currency = Field(sa_type=Text, regex="^[A-Z]{3}$")
_percent = Field(sa_type=Text, regex=r"^-?[0-9]{1,9}(\.[0-9]{1,9})?$")

Id = Annotated[int | None, Field(primary_key=True)]
Words = Annotated[str, AfterValidator(_storable), _filled]
"""A text that says something."""
AnyWords = Annotated[str, AfterValidator(_storable), _text]
"""A text that may be empty."""
MaybeWords = Annotated[str | None, AfterValidator(_storable), _text]
Slug = Annotated[str, _slug]
Country = Annotated[str, _country]
"""An ISO 3166 country, two capitals."""
Currency = Annotated[str, _currency]
"""An ISO 4217 currency, three capitals."""
Percent = Annotated[str, _percent]
"""A percent as text: "20", "5.5"."""
Day = Annotated[str, BeforeValidator(_iso_day), AfterValidator(_is_day), Field(sa_type=Text)]
"""A day, YYYY-MM-DD."""
MaybeDay = Annotated[
    str | None,
    BeforeValidator(_iso_day),
    AfterValidator(_is_day),
    Field(sa_type=Text),
]
Instant = Annotated[str, BeforeValidator(_iso_instant), AfterValidator(_is_instant), Field(sa_type=Text)]
"""An instant, ISO 8601 in UTC with Z."""
MaybeInstant = Annotated[
    str | None,
    BeforeValidator(_iso_instant),
    AfterValidator(_is_instant),
    Field(sa_type=Text),
]
Flag = Annotated[int, BeforeValidator(_as_flag), Field(ge=0, le=1)]
"""Yes or no, stored as 1 or 0."""
Cents = Annotated[int, Field()]
"""Minor units of the row's currency."""
MaybeCents = Annotated[int | None, Field()]


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
