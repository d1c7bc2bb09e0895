"""Turn values into what JSON and the flat formats hold."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal

from saasctl.values.answers import Column
from saasctl.values.money import Money, format_cents, format_percent
from saasctl.values.period import Period

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


def encode(value: object, zone: tzinfo | None = None) -> Json:
    """Return a value as JSON holds it: amounts and percents as text, periods with their last day.

    A dataclass becomes an object of its fields in their order; a trailing `_` of a name is dropped.
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
            return [encode(item, zone) for item in value]
    if not is_dataclass(value) or isinstance(value, type):
        raise TypeError(f"{type(value).__name__} has no JSON form")
    return {field.name.rstrip("_"): encode(getattr(value, field.name), zone) for field in fields(value)}


def _instant(value: datetime, zone: tzinfo | None) -> str:
    if value.tzinfo is None:
        raise TypeError("an instant has an offset")
    if zone is None:
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.astimezone(zone).isoformat(timespec="seconds")


def encode_cell(column: Column, value: object, currency: str, zone: tzinfo | None = None) -> Json:
    """Return one cell of a list as JSON holds it; raw cents and pairs are read by the column's kind."""
    if value is None:
        return None
    if column.kind == "money" and isinstance(value, int):
        return format_cents(value, currency)
    if column.kind == "bool":
        return bool(value)
    if column.kind == "period" and isinstance(value, tuple):
        start, end = (date.fromisoformat(str(day)) for day in value)
        return encode(Period(start, end))
    if column.kind == "instant" and isinstance(value, str) and zone is not None:
        return _instant(datetime.fromisoformat(value), zone)
    return encode(value, zone)


def dumps(value: Json) -> str:
    """Return JSON on one line; characters that could act on a terminal or a reader are escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if text.isprintable():
        return text
    return "".join(ch if ch.isprintable() else json.dumps(ch)[1:-1] for ch in text)


def flat(value: Json) -> str:
    """Return a JSON value as one cell of text: periods as `start..last_day`, lists with semicolons."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case dict() if set(value) == {"start", "last_day"}:
            return f"{value['start']}..{value['last_day']}"
        case dict() if "source" in value and "rule" in value:
            return cited(value)
        case dict():
            return ", ".join(f"{name}={flat(item)}" for name, item in value.items() if item not in (None, []))
        case list():
            return "; ".join(flat(item) for item in value)
        case _:
            return str(value)


def cited(clause: dict[str, Json], *, brief: bool = False) -> str:
    """Return a citation as people read it: article (rule): what it says; only the first two if `brief`."""
    article = clause.get("article") or clause.get("source")
    rule = f" ({clause['rule']})" if clause.get("rule") else ""
    says = f": {clause['says']}" if clause.get("says") and not brief else ""
    source = f" [{clause['source']}]" if clause.get("source") != "terms" and clause.get("article") else ""
    return f"{article}{rule}{source}{says}"
