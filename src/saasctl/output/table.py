"""Tables for people: Rich on a terminal; keys, dates and amounts are never cut."""

from collections.abc import Sequence
from typing import IO, NamedTuple

from saasctl.output.style import Style
from saasctl.output.text import escaped
from saasctl.values.answers import Kind

FIXED = ("key", "date", "money", "instant", "int", "period", "percent", "bool")
NUMBERS = ("int", "money", "percent")
WRAPPED = 24
"""Cells to which a column of text may shrink; it wraps below its natural width."""
LONGEST = 400
"""Characters of a text that a table shows; a longer one ends in dots."""


class Head(NamedTuple):
    """A column as a table needs it; `priority` 0 is never dropped."""

    name: str
    kind: Kind
    priority: int


def print_table(
    file: IO[str], columns: Sequence[Head], rows: Sequence[Sequence[str]], style: Style
) -> list[str]:
    """Draw rows under columns and return the names left out for want of width.

    Columns are dropped by falling priority until the rest fits; where even those of priority 0 do
    not, each record is printed as `field: value` lines. A width of None is the natural width.
    """
    from rich.cells import cell_len

    shown = [[_shown(head, cell) for head, cell in zip(columns, row, strict=True)] for row in rows]
    widths = [
        max([len(head.name), *(cell_len(row[i]) for row in shown)]) + 3 for i, head in enumerate(columns)
    ]
    kept = _kept(columns, widths, style.width)
    if kept is None:
        _records(file, columns, rows)
        return []
    cells = [[row[i] for i in kept] for row in shown]
    _draw(file, [columns[i] for i in kept], cells, sum(widths[i] for i in kept) + 1, style)
    return [head.name for i, head in enumerate(columns) if i not in kept]


def _shown(head: Head, cell: str) -> str:
    text = escaped(cell)
    if head.kind in FIXED or len(text) <= LONGEST:
        return text
    return text[: LONGEST - 3] + "..."


def _kept(columns: Sequence[Head], widths: Sequence[int], width: int | None) -> list[int] | None:
    kept = list(range(len(columns)))
    if width is None:
        return kept
    least = [
        natural if head.kind in FIXED else min(natural, max(WRAPPED, len(head.name)) + 3)
        for head, natural in zip(columns, widths, strict=True)
    ]
    while sum(least[i] for i in kept) + 1 > width:
        worst = max(kept, key=lambda i: (columns[i].priority, i))
        if columns[worst].priority == 0:
            return None
        kept.remove(worst)
    return kept


def _records(file: IO[str], columns: Sequence[Head], rows: Sequence[Sequence[str]]) -> None:
    for number, row in enumerate(rows):
        if number:
            file.write("\n")
        for head, cell in zip(columns, row, strict=True):
            if cell:
                file.write(f"{head.name}: {escaped(cell)}\n")


def _draw(
    file: IO[str], columns: Sequence[Head], rows: Sequence[Sequence[str]], natural: int, style: Style
) -> None:
    from io import StringIO

    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = StringIO()  # Rich ends the program itself when the reader of its file is gone
    console = Console(
        file=drawn,
        width=style.width or natural,
        height=100,
        markup=False,
        emoji=False,
        highlight=False,
        no_color=not style.colour,
        force_terminal=style.colour,
        legacy_windows=False,
    )
    table = Table(box=box.ASCII if style.ascii_only else box.ROUNDED, show_header=style.header)
    for head in columns:
        table.add_column(
            Text(head.name),
            no_wrap=head.kind in FIXED,
            justify="right" if head.kind in NUMBERS else "left",
            overflow="fold",
        )
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)
    file.write(drawn.getvalue())
