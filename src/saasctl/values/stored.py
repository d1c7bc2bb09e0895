"""Values as the store gives them back: whole numbers, ISO days and instants, texts that may be missing."""

from datetime import date, datetime
from functools import lru_cache


def whole(value: object) -> int:
    """Return a whole number. Raises ValueError for anything else the store may hold by mistake."""
    if not isinstance(value, int):
        raise ValueError(f"a whole number was stored as {value!r}")
    return value


def day(value: object) -> date:
    """Return a day stored as YYYY-MM-DD."""
    return _day(str(value))


@lru_cache(maxsize=4096)
def _day(text: str) -> date:
    return date.fromisoformat(text)


def day_or_none(value: object) -> date | None:
    """Return a day, or None where there is none."""
    return None if value is None else day(value)


def instant(value: object) -> datetime:
    """Return an instant stored in UTC with Z."""
    return datetime.fromisoformat(str(value))


def instant_or_none(value: object) -> datetime | None:
    """Return an instant, or None where there is none."""
    return None if value is None else instant(value)


def text_or_none(value: object) -> str | None:
    """Return a text, or None where there is none."""
    return None if value is None else str(value)
