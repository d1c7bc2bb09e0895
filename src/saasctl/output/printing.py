"""Print an answer in the format asked for: data on stdout, talk on stderr."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from itertools import islice
from typing import IO

from saasctl.errors.usage import FieldUnknown
from saasctl.formats.csvtext import csv_lines
from saasctl.output.encoding import Json, dumps, encode, encode_cell, flat
from saasctl.output.records import print_record
from saasctl.output.style import MACHINE, Style
from saasctl.output.table import Head, print_table
from saasctl.output.text import escaped, markdown_lines, plain_lines
from saasctl.values.answers import Column, Kind, Listing
from saasctl.values.money import Money

HELD = 2000
"""Objects held before a JSON list is streamed; `count` then follows the items."""
Row = tuple[object, ...]


@dataclass
class _Cut:
    """The first rows of a list; `more` says afterwards whether there were others."""

    rows: Iterator[Row]
    limit: int | None
    look: bool
    more: bool = False

    def __iter__(self) -> Iterator[Row]:
        if self.limit is None:
            yield from self.rows
            return
        yield from islice(self.rows, self.limit)
        self.more = self.look and next(self.rows, None) is not None


def print_listing(listing: Listing, style: Style, out: IO[str], talk: IO[str]) -> None:
    """Print a list, streamed unless it must be sorted or drawn as a table.

    Raises FieldUnknown (exit 2) for a field of --fields or --sort that it does not have.
    """
    names = [column.name for column in listing.columns]
    if style.fields == ("help",):
        out.write("".join(f"{name}\n" for name in names))
        return
    chosen = _chosen(names, style.fields)
    columns = [listing.columns[i] for i in chosen]
    rows = _Cut(_ordered(listing, style), style.limit, look=style.format not in MACHINE)
    cells = (
        [encode_cell(listing.columns[i], row[i], listing.currency, style.zone) for i in chosen]
        for row in rows
    )
    if style.format == "json":
        _json_list(listing, columns, cells, out)
    elif style.format == "jsonl":
        out.writelines(f"{text}\n" for text in _objects(columns, cells))
    else:
        _flat_list(columns, cells, style, out, talk)
    if rows.more and not style.quiet:
        of = f" of {listing.total}" if listing.total is not None else ""
        talk.write(f"the first {style.limit}{of}; --all for the rest\n")


def _chosen(names: Sequence[str], wanted: Sequence[str]) -> list[int]:
    for name in wanted:
        if name not in names:
            raise FieldUnknown(name, names)
    return [names.index(name) for name in wanted] or list(range(len(names)))


def _ordered(listing: Listing, style: Style) -> Iterator[Row]:
    if not style.sort:
        return iter(listing.rows)
    name = style.sort.removeprefix("-")
    place = _chosen([column.name for column in listing.columns], [name])[0]
    kind = listing.columns[place].kind
    present = list(listing.rows)
    filled = [row for row in present if row[place] is not None]
    filled.sort(key=lambda row: _comparable(row[place], kind), reverse=style.sort.startswith("-"))
    return iter(filled + [row for row in present if row[place] is None])


def _comparable(value: object, kind: Kind) -> tuple[int, int | Decimal, str]:
    match value:
        case int() | Decimal():
            return 0, value, ""
        case Money():
            return 0, value.cents, ""
        case str() if kind == "percent":
            return 0, Decimal(value), ""
    return 1, 0, str(value)


def _objects(columns: Sequence[Column], rows: Iterable[list[Json]]) -> Iterator[str]:
    names = [column.name for column in columns]
    return (dumps(dict(zip(names, cells, strict=True))) for cells in rows)


def _json_list(listing: Listing, columns: Sequence[Column], rows: Iterable[list[Json]], out: IO[str]) -> None:
    objects = _objects(columns, rows)
    first = list(islice(objects, HELD))
    head = dumps({"schema": listing.schema, "as_of": encode(listing.as_of)})[:-1]
    extra = "".join(f",{dumps(name)}:{dumps(encode(value))}" for name, value in listing.extra.items())
    count = len(first)
    if count < HELD:
        out.write(f'{head},"count":{count}{extra},"items":[{",".join(first)}]}}\n')
        return
    out.write(f'{head},"items":[{",".join(first)}')
    for text in objects:
        out.write(f",{text}")
        count += 1
    out.write(f'],"count":{count}{extra}}}\n')


def _flat_list(
    columns: list[Column], rows: Iterable[list[Json]], style: Style, out: IO[str], talk: IO[str]
) -> None:
    if style.format == "csv":
        rows = map(partial(_spread, columns), rows)
        columns = [part for column in columns for part in _parts(column)]
    elif not style.fields:
        kept = [i for i, column in enumerate(columns) if column.kind not in ("list", "object", "clause")]
        rows = ([cells[i] for i in kept] for cells in rows)
        columns = [columns[i] for i in kept]
    names = [column.name for column in columns]
    texts = ([flat(cell) for cell in cells] for cells in rows)
    match style.format:
        case "csv":
            kinds = [column.kind for column in columns]
            shown = ([escaped(cell) for cell in cells] for cells in texts) if style.terminal else texts
            out.writelines(csv_lines(names, kinds, shown, to=style.target, header=style.header))
        case "md":
            out.writelines(markdown_lines(names, texts))
        case "table":
            heads = [Head(column.name, column.kind, column.priority) for column in columns]
            hidden = print_table(out, heads, list(texts), style)
            if hidden and not style.quiet:
                talk.write(f"hidden: {', '.join(hidden)}; a wider terminal, --fields or -o json shows them\n")
        case _:
            out.writelines(plain_lines(names, texts, header=style.header))


def _parts(column: Column) -> list[Column]:
    if not column.nested:
        return [] if column.kind in ("list", "object") else [column]
    kind: Kind = "date" if column.kind == "period" else "text"
    return [Column(f"{column.name}.{part}", kind) for part in column.nested]


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
    """Print one object: JSON with its schema, or `field: value` lines with its lists below.

    Raises FieldUnknown (exit 2) for a field of --fields that it does not have.
    """
    body = encode(answer, style.zone)
    if not isinstance(body, dict):
        raise TypeError("an answer is an object")
    names = list(body)
    if style.fields == ("help",):
        out.write("".join(f"{name}\n" for name in names))
        return
    body = {names[i]: body[names[i]] for i in _chosen(names, style.fields)}
    if style.format in ("json", "jsonl"):
        out.write(dumps({"schema": getattr(answer, "SCHEMA", "saasctl.object/1"), **body}) + "\n")
    elif style.format in ("csv", "md"):
        values = tuple(getattr(answer, name, getattr(answer, f"{name}_", None)) for name in body)
        columns = tuple(Column(name, _kind(value)) for name, value in zip(body, values, strict=True))
        print_listing(Listing("", columns, [values]), replace(style, fields=(), sort=None), out, talk)
    else:
        print_record(body, style, out)


def _kind(value: object) -> Kind:
    match value:
        case Money():
            return "money"
        case list() | tuple():
            return "list"
        case bool():
            return "bool"
        case int():
            return "int"
    return "text"
