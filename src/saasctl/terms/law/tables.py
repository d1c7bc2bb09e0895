"""Read the dated tables of the law that come with the program."""

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib import resources


@cache
def law_table(name: str) -> Mapping[str, object]:
    """Return the packaged table `name` (without `.toml`), read once; numbers with a point are exact."""
    file = resources.files("saasctl.terms.law") / f"{name}.toml"
    return tomllib.loads(file.read_text("utf-8"), parse_float=Decimal)


def rows(table: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    """Return the `[[name]]` tables of a law table."""
    found = table.get(name, [])
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise ValueError(f"[[{name}]] is not a list of tables")
    return found


def text(row: Mapping[str, object], name: str) -> str:
    """Return a text of a row; the packaged tables always have it."""
    value = row[name]
    if not isinstance(value, str):
        raise ValueError(f"{name} is not a text")
    return value


def words(row: Mapping[str, object], name: str) -> tuple[str, ...]:
    """Return a list of texts of a row, empty where it is absent."""
    value = row.get(name, [])
    if not isinstance(value, list):
        raise ValueError(f"{name} is not a list")
    return tuple(str(word) for word in value)
