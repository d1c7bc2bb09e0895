"""Print an answer in the format asked for: data on stdout, talk on stderr."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import IO, TypeVar

from saasctl.errors.usage import FieldUnknown
from saasctl.output.cells import Json, dumps, encode_cell, is_shown
from saasctl.output.style import MACHINE, Style
from saasctl.output.text import escaped
from saasctl.values.answers import Column, Kind, Listing

HELD = 2000
"""Objects held before a JSON list is streamed; `count` then follows the items."""
Begun = TypeVar("Begun")
Row = tuple[object, ...]


class _Cut:
    """The first rows of a list; `more` says afterwards whether there were others."""

    def __init__(self, rows: Iterator[Row], limit: int | None, *, look: bool) -> None:
        self.rows = rows
        self.limit = limit
        self.look = look
        self.more = False

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
    if listing.cells is not None and _as_they_are(style):
        from saasctl.output.grid import print_cells

        print_cells(listing.columns, _begun(iter(listing.cells)), style, out)
        return
    chosen = [i for i in _chosen(names, style.fields) if is_shown(listing.columns[i], style)]
    columns = [listing.columns[i] for i in chosen]
    rows = _Cut(_ordered(listing, style), style.limit, look=style.format not in MACHINE)
    cells = _begun(
        [encode_cell(listing.columns[i], row[i], listing.currency, style.zone) for i in chosen]
        for row in rows
    )
    if style.format == "json":
        _json_list(listing, columns, cells, out)
    elif style.format == "jsonl":
        out.writelines(f"{text}\n" for text in _objects(columns, cells))
    else:
        from saasctl.output.grid import print_grid

        print_grid(columns, cells, style, out, talk)
    if not style.quiet:
        talk.writelines(f"{escaped(note)}\n" for note in listing.notes)
    if rows.more and not style.quiet:
        of = f" of {listing.total}" if listing.total is not None else ""
        talk.write(f"the first {style.limit}{of}; --all for the rest\n")


def _as_they_are(style: Style) -> bool:
    """Whether a CSV is asked for that leaves no row and no cell away and changes none."""
    picked = style.fields or style.sort or style.limit is not None
    return style.format == "csv" and style.target == "machine" and not style.terminal and not picked


def _begun(rows: Iterator[Begun]) -> Iterator[Begun]:
    """Fetch the first row, so that a refusal on the way to it comes before any header."""
    return chain(list(islice(rows, 1)), rows)


def _ordered(listing: Listing, style: Style) -> Iterator[Row]:
    if not style.sort:
        return iter(listing.rows)
    from saasctl.output.ordering import ordered

    name = style.sort.removeprefix("-")
    place = _chosen([column.name for column in listing.columns], [name])[0]
    kind = listing.columns[place].kind
    return iter(ordered(listing.rows, place, kind, falling=style.sort.startswith("-")))


def _chosen(names: Sequence[str], wanted: Sequence[str]) -> list[int]:
    for name in wanted:
        if name not in names:
            raise FieldUnknown(name, names)
    return [names.index(name) for name in wanted] or list(range(len(names)))


def _objects(columns: Sequence[Column], rows: Iterable[list[Json]]) -> Iterator[str]:
    names = [column.name for column in columns]
    return (dumps(dict(zip(names, cells, strict=True))) for cells in rows)


def _json_list(listing: Listing, columns: Sequence[Column], rows: Iterable[list[Json]], out: IO[str]) -> None:
    objects = _objects(columns, rows)
    first = list(islice(objects, HELD))
    as_of = listing.as_of.isoformat() if listing.as_of else None
    head = dumps({"schema": listing.schema, "as_of": as_of})[:-1]
    extra = _extra(listing)
    count = len(first)
    if count < HELD:
        out.write(f'{head},"count":{count}{extra},"items":[{",".join(first)}]}}\n')
        return
    out.write(f'{head},"items":[{",".join(first)}')
    for text in objects:
        out.write(f",{text}")
        count += 1
    out.write(f'],"count":{count}{extra}}}\n')


def _extra(listing: Listing) -> str:
    if not listing.extra:
        return ""
    from saasctl.output.encoding import encode

    return "".join(f",{dumps(name)}:{dumps(encode(value))}" for name, value in listing.extra.items())


def print_object(answer: object, style: Style, out: IO[str], talk: IO[str]) -> None:
    """Print one object: JSON with its schema, or `field: value` lines with its lists below.

    Raises FieldUnknown (exit 2) for a field of --fields that it does not have.
    """
    from saasctl.output.encoding import encode

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
        print_listing(Listing("", columns, [values]), style._replace(fields=(), sort=None), out, talk)
    else:
        from saasctl.output.records import print_record

        print_record(body, style, out)


def _kind(value: object) -> Kind:
    from saasctl.values.money import Money

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
