"""Lists as rows and columns of text: table, plain, CSV, Markdown."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import IO

from saasctl.formats.csvtext import csv_lines, write_cells
from saasctl.output.cells import Json, flat, is_shown
from saasctl.output.style import Style
from saasctl.output.table import Head, print_table
from saasctl.output.text import escaped, markdown_lines, plain_lines
from saasctl.values.answers import Column, Kind


def print_grid(
    columns: list[Column], rows: Iterable[list[Json]], style: Style, out: IO[str], talk: IO[str]
) -> None:
    """Print a list that is not JSON; a CSV spells nested fields out, the others leave them away.

    `--fields` brings fields that are left away back. A table says on `talk` what it had no room for.
    """
    if style.format == "csv":
        rows = map(partial(_spread, columns), rows)
        columns = [part for column in columns for part in _parts(column)]
    else:
        kept = [i for i, column in enumerate(columns) if is_shown(column, style)]
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


def print_cells(
    columns: Iterable[Column], rows: Iterable[Sequence[object]], style: Style, out: IO[str]
) -> None:
    """Print the cells of a CSV for machines as they are."""
    names = [part.name for column in columns for part in _parts(column)]
    write_cells(names, rows, out, header=style.header)


def _parts(column: Column) -> list[Column]:
    if not column.nested:
        return [] if column.kind in ("list", "object", "gauge") else [column]
    kind: Kind = "date" if column.kind == "period" else "text"
    return [Column(f"{column.name}.{part}", kind) for part in column.nested]


def _spread(columns: Sequence[Column], cells: Sequence[Json]) -> list[Json]:
    spread: list[Json] = []
    for column, cell in zip(columns, cells, strict=True):
        if column.nested:
            held = cell if isinstance(cell, dict) else {}
            spread += [held.get(part) for part in column.nested]
        elif column.kind not in ("list", "object", "gauge"):
            spread.append(cell)
    return spread
