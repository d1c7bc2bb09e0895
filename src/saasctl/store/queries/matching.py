"""Search text in SQL: case does not count, and the text's own `%` and `_` stand for themselves."""

from collections.abc import Sequence

ESCAPED = "ESCAPE '!'"


def contains(text: str) -> tuple[str, ...]:
    """Return the LIKE patterns, for a column in small letters, that find `text` in any case.

    SQLite changes the case of ASCII letters only: the others are sought in small letters, in
    capitals, and with a capital at the start of words.
    """
    variants = (text.lower(), _mixed(text, text.upper()), _mixed(text, text.title()))
    return tuple(dict.fromkeys(f"%{_literal(variant)}%" for variant in variants))


def begins(text: str) -> tuple[str, str]:
    """Return the lowest key that begins with `text` and a bound above all of them."""
    return text, text + "\U0010ffff"


def any_like(columns: Sequence[str], patterns: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Return a condition that one of `columns` holds one of `patterns`, and its parameters."""
    tests = [f"lower({column}) LIKE ? {ESCAPED}" for column in columns for _ in patterns]
    return f"({' OR '.join(tests)})", tuple(patterns) * len(columns)


def _mixed(text: str, other: str) -> str:
    if len(other) != len(text):
        return text.lower()
    return "".join(a.lower() if a.isascii() else b for a, b in zip(text, other, strict=True))


def _literal(text: str) -> str:
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
