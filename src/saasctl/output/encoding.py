"""Turn values and answers into what JSON holds."""

from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal

from saasctl.output.cells import Json
from saasctl.values.money import Money, format_percent
from saasctl.values.period import Period


def encode(value: object, zone: tzinfo | None = None) -> Json:
    """Return a value as JSON holds it: amounts and percents as text, periods with their last day.

    A dataclass or a named tuple becomes an object of its fields in their order; a trailing `_` of a
    dataclass's name is dropped.
    Instants are in UTC, or in `zone` with its offset.
    """
    match value:
        case None | bool() | int() | str():
            return value
        case Money():
            return str(value)
        case Decimal():
            return format_percent(value)
        case datetime():
            return _instant(value, zone)
        case date():
            return value.isoformat()
        case Period():
            return {"start": value.start.isoformat(), "last_day": value.last_day.isoformat()}
        case Mapping():
            return {str(name): encode(item, zone) for name, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return _many(value, zone)
    if not is_dataclass(value) or isinstance(value, type):
        raise TypeError(f"{type(value).__name__} has no JSON form")
    return {field.name.rstrip("_"): encode(getattr(value, field.name), zone) for field in fields(value)}


def _many(values: Collection[object], zone: tzinfo | None) -> Json:
    names: tuple[str, ...] | None = getattr(values, "_fields", None)
    if names is None:
        return [encode(item, zone) for item in values]
    return {name: encode(item, zone) for name, item in zip(names, values, strict=True)}


def _instant(value: datetime, zone: tzinfo | None) -> str:
    if value.tzinfo is None:
        raise TypeError("an instant has an offset")
    if zone is None:
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.astimezone(zone).isoformat(timespec="seconds")
