"""Tables for people: Rich on a terminal; keys, dates and amounts are never cut."""

import re
from collections.abc import Callable, Sequence
from typing import IO, TYPE_CHECKING, NamedTuple

from saasctl.output.style import Style
from saasctl.output.text import escaped
from saasctl.values.answers import Kind

if TYPE_CHECKING:
    from rich.table import Table

FIXED = ("key", "date", "money", "instant", "int", "period", "percent", "bool")
NUMBERS = ("int", "money", "percent")
WRAPPED = 24
"""Cells to which a column of text may shrink; it wraps below its natural width."""
BAR = 10
"""Cells of a bar before the words of a gauge."""
BETWEEN = "; "
"""What stands between the gauges of one cell."""
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
        max([len(head.name), *(_width(row[i], cell_len, bars=_barred(head, style)) for row in shown)]) + 3
        for i, head in enumerate(columns)
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


def _barred(head: Head, style: Style) -> bool:
    return head.kind == "gauge" and style.terminal


def _width(cell: str, measure: Callable[[str], int], *, bars: bool) -> int:
    if not bars:
        return measure(cell)
    return max(measure(line) for line in cell.split(BETWEEN)) + BAR + 1


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
        table.add_row(
            *(
                _gauges(cell, style) if _barred(head, style) else Text(cell)
                for head, cell in zip(columns, row, strict=True)
            )
        )
    console.print(table)
    file.write(drawn.getvalue())


def _gauges(cell: str, style: Style) -> "Table":
    """Return a bar before each text of a gauge, as full as its percentage says; none without one."""
    from rich.progress_bar import ProgressBar
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 1, 0, 0))
    for line in cell.split(BETWEEN) if cell else ():
        found = re.search(r"\b(\d+) %", line)
        done = min(100, int(found[1])) if found else None
        if done is None:
            bar: ProgressBar | Text = Text("".ljust(BAR))
        elif style.ascii_only:
            bar = Text(("#" * (done * BAR // 100)).ljust(BAR, "."))
        else:
            bar = ProgressBar(total=100, completed=done, width=BAR)
        grid.add_row(bar, Text(line))
    return grid
