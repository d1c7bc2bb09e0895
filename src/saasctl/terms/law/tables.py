"""Read the dated tables of the law that come with the program."""

import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources

Row = Mapping[str, object]


@cache
def law_table(name: str) -> Row:
    """Return the packaged table `name` (without `.toml`), read once; numbers with a point are exact."""
    file = resources.files("saasctl.terms.law") / f"{name}.toml"
    return tomllib.loads(file.read_text("utf-8"), parse_float=Decimal)


def rows(row: Row, name: str) -> list[Row]:
    """Return the `[[name]]` tables of a law table."""
    found = row.get(name, [])
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise ValueError(f"[[{name}]] is not a list of tables")
    return found


def table(row: Row, name: str) -> Row:
    """Return the table `name`, empty where it is absent."""
    found = row.get(name, {})
    if not isinstance(found, dict):
        raise ValueError(f"[{name}] is not a table")
    return found


def text(row: Row, name: str) -> str:
    """Return a text that the row must have."""
    value = row[name]
    if not isinstance(value, str):
        raise ValueError(f"{name} is not a text")
    return value


def text_or_none(row: Row, name: str) -> str | None:
    """Return a text of the row, or None where it is absent."""
    return text(row, name) if name in row else None


def day(row: Row, name: str) -> date:
    """Return a date that the row must have."""
    value = row[name]
    if not isinstance(value, date):
        raise ValueError(f"{name} is not a date")
    return value


def day_or_none(row: Row, name: str) -> date | None:
    """Return a date of the row, or None where it is absent."""
    return day(row, name) if name in row else None


def percent(row: Row, name: str = "percent") -> Decimal:
    """Return a percentage that the row must have, written in quotes."""
    return Decimal(text(row, name))


def words(row: Row, name: str) -> tuple[str, ...]:
    """Return a list of texts of the row, empty where it is absent."""
    value = row.get(name, [])
    if not isinstance(value, list):
        raise ValueError(f"{name} is not a list")
    return tuple(str(word) for word in value)
