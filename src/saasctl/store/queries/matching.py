"""Search text in SQL: case does not count, and the text's own `%` and `_` stand for themselves."""

from collections.abc import Sequence

from saasctl.store.searching import SEARCHED, near
from saasctl.store.transaction import Transaction

ESCAPED = "ESCAPE '!'"


def contains(text: str) -> tuple[str, ...]:
    """Return the LIKE patterns, for a column in small letters, that find `text` in any case.

    SQLite changes the case of ASCII letters only: the others are sought in small letters, in
    capitals, and with a capital at the start of words.
    """
    return tuple(f"%{_literal(variant)}%" for variant in _variants(text))


def _variants(text: str) -> tuple[str, ...]:
    cased = (text.lower(), _mixed(text, text.upper()), _mixed(text, text.title()))
    return tuple(dict.fromkeys(cased))


def begins(text: str) -> tuple[str, str]:
    """Return the lowest key that begins with `text` and a bound above all of them."""
    return text, text + "\U0010ffff"


def any_like(columns: Sequence[str], patterns: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Return a condition that one of `columns` holds one of `patterns`, and its parameters."""
    tests = [f"lower({column}) LIKE ? {ESCAPED}" for column in columns for _ in patterns]
    return f"({' OR '.join(tests)})", tuple(patterns) * len(columns)


def holding(tx: Transaction, table: str, alias: str, text: str) -> tuple[str, tuple[object, ...]]:
    """Return a condition that a row's searched columns hold `text`, and its parameters.

    Where the index of texts tells which rows hold it, only these are read.
    """
    columns, patterns = SEARCHED[table], contains(text)
    ids = near(tx, table, _variants(text), *any_like([f"{table}.{name}" for name in columns], patterns))
    if ids is None:
        return any_like([f"{alias}.{name}" for name in columns], patterns)
    if not ids:
        return f"{alias}.id = 0", ()
    return f"{alias}.id IN ({', '.join('?' * len(ids))})", tuple(ids)


def _mixed(text: str, other: str) -> str:
    if len(other) != len(text):
        return text.lower()
    return "".join(a.lower() if a.isascii() else b for a, b in zip(text, other, strict=True))


def _literal(text: str) -> str:
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
