"""Turn values into what JSON and the flat formats hold."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from saasctl.values.answers import Column
from saasctl.values.money import Money, format_cents, format_percent
from saasctl.values.period import Period

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


def encode(value: object) -> Json:
    """Return a value as JSON holds it: amounts and percents as text, periods with their last day.

    A dataclass becomes an object of its fields in their order; a trailing `_` of a name is dropped.
    """
    match value:
        case None | bool() | int() | str():
            return value
        case Money():
            return str(value)
        case Decimal():
            return format_percent(value)
        case datetime():
            return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if value.tzinfo else value.isoformat()
        case date():
            return value.isoformat()
        case Period():
            return {"start": value.start.isoformat(), "last_day": value.last_day.isoformat()}
        case Mapping():
            return {str(name): encode(item) for name, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [encode(item) for item in value]
    return _object(value)


def _object(value: object) -> Json:
    if not is_dataclass(value) or isinstance(value, type):
        raise TypeError(f"{type(value).__name__} has no JSON form")
    return {field.name.rstrip("_"): encode(getattr(value, field.name)) for field in fields(value)}


def encode_cell(column: Column, value: object, currency: str) -> Json:
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
    return encode(value)


def flat(value: Json) -> str:
    """Return a JSON value as one cell of text: periods as `start..last_day`, lists by their number."""
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
