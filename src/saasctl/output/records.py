"""One object for people and for plain text: its fields line by line, its lists below."""

import re
from collections.abc import Sequence
from typing import IO

from saasctl.output.cells import Json, cited, flat
from saasctl.output.style import Style
from saasctl.output.table import Head, print_table
from saasctl.output.text import escaped, plain_lines
from saasctl.values.answers import Kind

TOLD = ("steps", "clauses")
"""Lists that people read as sentences, not as tables."""
GAUGE = "progress"
"""The field that is drawn as a bar on a terminal."""
SENTENCE = 2000
"""Characters up to which a value is wrapped between words; longer ones are left to the terminal."""
KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("money", re.compile(r"-?\d+\.\d\d")),
    ("int", re.compile(r"-?\d+")),
    ("date", re.compile(r"\d{4}-\d\d-\d\d\S*")),
)


def print_record(body: dict[str, Json], style: Style, out: IO[str]) -> None:
    """Print an object's fields, then each of its lists of objects.

    In plain text every field stands, with a tab after its name; people are not shown empty ones.
    """
    tables = {name: _objects(value) for name, value in body.items()}
    for name, value in body.items():
        if tables[name]:
            continue
        if style.format == "plain":
            out.write(f"{name}\t{escaped(flat(value))}\n")
        elif value not in (None, []) and not _is_ladder(value):
            out.write(_wrapped(f"{name}: ", escaped(_said(value)), style.width))
    for name, rows in tables.items():
        if rows and style.format == "plain":
            _plain_rows(name, rows, style, out)
        elif rows:
            out.write(f"\n{name}\n")
            _told_rows(rows, style, out) if name in TOLD else _table_rows(rows, style, out)


def _is_ladder(value: Json) -> bool:
    """Say whether a value repeats the steps that stand beside it; people read them once."""
    return isinstance(value, dict) and "steps" in value


def _said(value: Json) -> str:
    return _step(value) if isinstance(value, dict) and "step" in value else flat(value)


def _step(row: dict[str, Json]) -> str:
    """Return a step against a late payer in a line: what, from when, whether it was done."""
    name, done, first = flat(row["step"]), row.get("done_on"), row.get("possible_from_on")
    when = f"possible from {flat(first)}" if first else "not possible yet"
    said = f"{name}: {f'done on {flat(done)}' if done else when}"
    title = flat(row.get("title")) if row.get("title") else ""
    return f"{said} ({title})" if title else said


def _objects(value: Json) -> list[dict[str, Json]]:
    if not isinstance(value, list):
        return []
    rows = [item for item in value if isinstance(item, dict)]
    return rows if len(rows) == len(value) else []


def _plain_rows(name: str, rows: Sequence[dict[str, Json]], style: Style, out: IO[str]) -> None:
    names = list(rows[0])
    cells = [[flat(row.get(key)) for key in names] for row in rows]
    out.writelines(plain_lines([f"{name}.{key}" for key in names], cells, header=style.header))


def _told_rows(rows: Sequence[dict[str, Json]], style: Style, out: IO[str]) -> None:
    for row in rows:
        if "step" in row:
            out.write(_wrapped("  ", escaped(_step(row)), style.width))
            for one in _objects(row.get("preconditions")):
                met = "met" if one.get("met") else "missing"
                out.write(_wrapped("      ", escaped(f"{met}: {flat(one.get('text'))}"), style.width))
            if isinstance(clause := row.get("clause"), dict):
                out.write(_wrapped("      ", escaped(cited(clause)), style.width))
            continue
        if "text" not in row:
            out.write(_wrapped("  ", escaped(cited(row)), style.width))
            continue
        out.write(_wrapped("  ", escaped(flat(row["text"])), style.width))
        if isinstance(clause := row.get("clause"), dict):
            out.write(_wrapped("      ", escaped(cited(clause)), style.width))


def _table_rows(rows: Sequence[dict[str, Json]], style: Style, out: IO[str]) -> None:
    names = [name for name in rows[0] if any(row.get(name) not in (None, []) for row in rows)]
    texts = [[_short(row.get(name)) for name in names] for row in rows]
    heads = [
        Head(
            name,
            "gauge" if name == GAUGE else _kind([row[place] for row in texts]),
            0 if name == GAUGE else _rank(rows[0].get(name), place),
        )
        for place, name in enumerate(names)
    ]
    print_table(out, heads, texts, style)


def _kind(cells: Sequence[str]) -> Kind:
    filled = [cell for cell in cells if cell]
    for kind, form in KINDS:
        if filled and all(form.fullmatch(cell) for cell in filled):
            return kind
    return "text"


def _rank(value: Json, place: int) -> int:
    if isinstance(value, dict):
        return place + 10 if "source" in value else place // 4 + 1
    return place // 4


def _short(value: Json) -> str:
    return cited(value, brief=True) if isinstance(value, dict) and "source" in value else flat(value)


def _wrapped(lead: str, text: str, width: int | None) -> str:
    if width is None or len(lead) + len(text) <= width or len(text) > SENTENCE:
        return f"{lead}{text}\n"
    from textwrap import wrap

    lines = wrap(text, max(width - len(lead), 10), subsequent_indent="  " if lead.strip() else "")
    return "".join(f"{lead if number == 0 else ' ' * len(lead)}{line}\n" for number, line in enumerate(lines))
