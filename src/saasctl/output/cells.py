"""Cells of lists as JSON and the flat formats hold them; what a list of plain values needs, and no more."""

import json
from datetime import date, datetime, tzinfo

from saasctl.output.style import Style
from saasctl.values.answers import Column
from saasctl.values.cents import format_cents

COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


def is_shown(column: Column, style: Style) -> bool:
    """Say whether a list in a format has a column: JSON has all, others leave nested fields away.

    A CSV spells those out that have named parts; for people `--fields` brings them back.
    """
    if style.format in ("json", "jsonl"):
        return True
    if style.format == "csv":
        return bool(column.nested) or column.kind not in ("list", "object", "gauge")
    return bool(style.fields) or column.kind not in ("list", "object", "clause")


def encode_cell(column: Column, value: object, currency: str, zone: tzinfo | None = None) -> Json:
    """Return one cell of a list as JSON holds it; raw cents and pairs are read by the column's kind."""
    if value is None:
        return None
    if column.kind == "bool":
        return bool(value)
    if column.kind == "money" and isinstance(value, int):
        return format_cents(value, currency)
    moved = column.kind == "instant" and zone is not None
    if isinstance(value, str | int) and not moved:
        return value
    return _encoded(column, value, zone)


def _encoded(column: Column, value: object, zone: tzinfo | None) -> Json:
    from saasctl.output.encoding import encode

    if column.kind == "instant" and isinstance(value, str):
        value = datetime.fromisoformat(value)
    if column.kind == "period" and isinstance(value, tuple):
        from saasctl.values.period import Period

        start, end = (date.fromisoformat(str(day)) for day in value)
        value = Period(start, end)
    return encode(value, zone)


def dumps(value: Json) -> str:
    """Return JSON on one line; characters that could act on a terminal or a reader are escaped."""
    text = COMPACT.encode(value)
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
