"""Print an answer in the format asked for: data on stdout, talk on stderr."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import IO, Literal

from saasctl.errors.usage import FieldUnknown
from saasctl.formats.csvtext import For, csv_lines
from saasctl.output.encoding import Json, cited, encode, encode_cell, flat
from saasctl.output.table import print_table
from saasctl.output.text import escaped, markdown_lines, plain_lines
from saasctl.values.answers import Column, Kind, Listing

Format = Literal["table", "plain", "json", "jsonl", "csv", "md"]
FORMATS: tuple[Format, ...] = ("table", "plain", "json", "jsonl", "csv", "md")
MACHINE: tuple[Format, ...] = ("json", "jsonl", "csv")
TTY_ROWS = 50
HELD = 2000
"""Objects held before a JSON list is streamed; `count` then follows the items."""


@dataclass(frozen=True, slots=True)
class Style:
    """How to print: format, fields wanted, order, limit, width, and what the terminal can show."""

    format: Format = "plain"
    fields: tuple[str, ...] = ()
    sort: str | None = None
    limit: int | None = None
    header: bool = True
    width: int | None = None
    ascii_only: bool = False
    colour: bool = False
    target: For = "machine"


def print_listing(listing: Listing, style: Style, out: IO[str], talk: IO[str]) -> None:
    """Print a list, streamed unless it must be sorted or drawn as a table."""
    chosen = _chosen([column.name for column in listing.columns], style.fields)
    if style.fields == ("help",):
        out.write("".join(f"{column.name}\n" for column in listing.columns))
        return
    rows = _ordered(listing, style)
    more = False
    if style.limit is not None:
        rows = iter(list(islice(rows, style.limit + 1)))
        kept = list(rows)
        more, rows = len(kept) > style.limit, iter(kept[: style.limit])
    columns = [listing.columns[i] for i in chosen]
    encoded = ([encode_cell(listing.columns[i], row[i], listing.currency) for i in chosen] for row in rows)
    if style.format == "json":
        _json_list(listing, columns, encoded, out)
    elif style.format == "jsonl":
        for cells in encoded:
            out.write(_dumps(dict(zip((c.name for c in columns), cells, strict=True))) + "\n")
    else:
        _flat_list(listing, columns, encoded, style, out, talk)
    if more and style.format not in MACHINE:
        talk.write(f"the first {style.limit}; --all for the rest\n")


def _chosen(names: Sequence[str], wanted: Sequence[str]) -> list[int]:
    if not wanted or tuple(wanted) == ("help",):
        return list(range(len(names)))
    for name in wanted:
        if name not in names:
            raise FieldUnknown(name, names)
    return [names.index(name) for name in wanted]


def _ordered(listing: Listing, style: Style) -> Iterator[tuple[object, ...]]:
    if not style.sort:
        return iter(listing.rows)
    name = style.sort.removeprefix("-")
    index = _chosen([column.name for column in listing.columns], [name])[0]
    present = list(listing.rows)
    filled = [row for row in present if row[index] is not None]
    filled.sort(key=lambda row: _comparable(row[index]), reverse=style.sort.startswith("-"))
    return iter(filled + [row for row in present if row[index] is None])


def _comparable(value: object) -> tuple[int, int, str]:
    return (0, value, "") if isinstance(value, int) else (1, 0, str(value))


def _json_list(listing: Listing, columns: Sequence[Column], rows: Iterable[list[Json]], out: IO[str]) -> None:
    names = [column.name for column in columns]
    objects = (_dumps(dict(zip(names, cells, strict=True))) for cells in rows)
    first = list(islice(objects, HELD))
    head = _dumps({"schema": listing.schema, "as_of": encode(listing.as_of)})[:-1]
    extra = "".join(f",{_dumps(name)}:{_dumps(encode(value))}" for name, value in listing.extra.items())
    count = len(first)
    if count < HELD:
        out.write(f'{head},"count":{count}{extra},"items":[{",".join(first)}]}}\n')
        return
    out.write(f'{head},"items":[{",".join(first)}')
    for text in objects:
        out.write("," + text)
        count += 1
    out.write(f'],"count":{count}{extra}}}\n')


def _flat_list(
    listing: Listing,
    columns: list[Column],
    rows: Iterable[list[Json]],
    style: Style,
    out: IO[str],
    talk: IO[str],
) -> None:
    if style.format == "csv":
        rows = _spread_all(columns, rows)
        columns = [part for column in columns for part in _parts(column)]
    elif not style.fields:
        kept = [i for i, column in enumerate(columns) if column.kind not in ("list", "object", "clause")]
        columns = [columns[i] for i in kept]
        rows = ([cells[i] for i in kept] for cells in rows)
    names, kinds = [c.name for c in columns], [c.kind for c in columns]
    texts = ([flat(cell) for cell in cells] for cells in rows)
    match style.format:
        case "csv":
            out.writelines(csv_lines(names, kinds, texts, to=style.target, header=style.header))
        case "md":
            out.writelines(markdown_lines(names, texts))
        case "table":
            described = [(c.name, c.kind, c.priority) for c in columns]
            hidden = print_table(
                out,
                described,
                list(texts),
                width=style.width,
                ascii_only=style.ascii_only,
                colour=style.colour,
            )
            if hidden:
                talk.write(f"hidden: {', '.join(hidden)}; a wider terminal, --fields or -o json shows them\n")
        case _:
            out.writelines(plain_lines(names, texts, header=style.header))


def _parts(column: Column) -> list[Column]:
    if column.kind in ("list", "object") and not column.parts:
        return []
    if not column.nested:
        return [column]
    kind: Kind = "date" if column.kind == "period" else "text"
    return [Column(f"{column.name}.{part}", kind) for part in column.nested]


def _spread_all(columns: Sequence[Column], rows: Iterable[list[Json]]) -> Iterator[list[Json]]:
    return (_spread(columns, cells) for cells in rows)


def _spread(columns: Sequence[Column], cells: Sequence[Json]) -> list[Json]:
    spread: list[Json] = []
    for column, cell in zip(columns, cells, strict=True):
        if column.nested:
            held = cell if isinstance(cell, dict) else {}
            spread += [held.get(part) for part in column.nested]
        elif column.kind not in ("list", "object"):
            spread.append(cell)
    return spread


def print_object(answer: object, style: Style, out: IO[str], talk: IO[str]) -> None:
    """Print one object: JSON with its schema, or `field: value` lines with its lists below."""
    body = encode(answer)
    if not isinstance(body, dict):
        raise TypeError("an answer is an object")
    names = list(body)
    if style.fields == ("help",):
        out.write("".join(f"{name}\n" for name in names))
        return
    body = {names[i]: body[names[i]] for i in _chosen(names, style.fields)}
    if style.format in ("json", "jsonl"):
        out.write(_dumps({"schema": getattr(answer, "SCHEMA", "saasctl.object/1"), **body}) + "\n")
    elif style.format in ("csv", "md"):
        columns = tuple(Column(name, _kind(answer, name)) for name in body)
        values = tuple(getattr(answer, name, getattr(answer, f"{name}_", None)) for name in body)
        print_listing(Listing("", columns, [values]), replace(style, fields=()), out, talk)
    else:
        _print_record(body, style, out, talk)


def _kind(answer: object, name: str) -> Literal["money", "list", "text"]:
    from saasctl.values.money import Money

    value = getattr(answer, name, None)
    return "money" if isinstance(value, Money) else "list" if isinstance(value, tuple) else "text"


def _print_record(body: dict[str, Json], style: Style, out: IO[str], talk: IO[str]) -> None:
    tables = {name: value for name, value in body.items() if _is_table(value)}
    for name, value in body.items():
        if name in tables:
            continue
        if style.format == "plain":
            out.write(f"{name}\t{escaped(flat(value))}\n")
        elif value not in (None, []):
            out.write(_wrapped(f"{name}: ", escaped(flat(value)), style.width))
    for name, value in tables.items():
        rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
        if style.format == "plain":
            _print_rows(name, rows, style, out)
        elif name in TOLD:
            out.write(f"\n{name}\n")
            for row in rows:
                _tell_row(row, style, out)
        else:
            out.write(f"\n{name}\n")
            _print_rows(name, rows, style, out)


TOLD = ("steps", "clauses")
"""Lists that people read as sentences, not as tables."""


def _tell_row(row: dict[str, Json], style: Style, out: IO[str]) -> None:
    if "text" not in row:
        out.write(_wrapped("  ", escaped(cited(row)), style.width))
        return
    out.write(_wrapped("  ", escaped(flat(row["text"])), style.width))
    if isinstance(clause := row.get("clause"), dict):
        out.write(_wrapped("      ", escaped(cited(clause)), style.width))


def _wrapped(lead: str, text: str, width: int | None) -> str:
    if width is None or len(lead) + len(text) <= width:
        return f"{lead}{text}\n"
    from textwrap import wrap

    lines = wrap(text, width - len(lead), subsequent_indent="  " if lead.strip() else "")
    return "".join(f"{lead if number == 0 else ' ' * len(lead)}{line}\n" for number, line in enumerate(lines))


def _is_table(value: Json) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def _print_rows(name: str, rows: Sequence[dict[str, Json]], style: Style, out: IO[str]) -> None:
    names = list(rows[0])
    if style.format == "plain":
        cells = [[flat(row.get(key)) for key in names] for row in rows]
        out.writelines(plain_lines([f"{name}.{key}" for key in names], cells, header=style.header))
        return
    texts = [[_short(row.get(key)) for key in names] for row in rows]
    shown = [i for i in range(len(names)) if any(row[i] for row in texts)]
    described = [(names[i], "text", _rank(rows[0].get(names[i]), place)) for place, i in enumerate(shown)]
    kept = [[row[i] for i in shown] for row in texts]
    print_table(out, described, kept, width=style.width, ascii_only=style.ascii_only, colour=style.colour)


def _rank(value: Json, place: int) -> int:
    return place + 10 if isinstance(value, dict) and "source" in value else place // 4


def _short(value: Json) -> str:
    return cited(value, brief=True) if isinstance(value, dict) and "source" in value else flat(value)


def _dumps(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def is_tty(stream: IO[str] | None) -> bool:
    """Say whether a stream is a terminal; a closed one is not."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False
