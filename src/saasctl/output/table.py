"""Tables for people: Rich on a terminal; keys, dates and amounts are never cut."""

from collections.abc import Sequence
from typing import IO

from saasctl.output.text import escaped

FIXED = ("key", "date", "money", "instant", "int", "period", "percent")
NUMBERS = ("int", "money", "percent")


def print_table(
    file: IO[str],
    columns: Sequence[tuple[str, str, int]],
    rows: Sequence[Sequence[str]],
    *,
    width: int | None,
    ascii_only: bool = False,
    colour: bool = False,
) -> list[str]:
    """Draw rows under columns (name, kind, priority) and return the names left out for want of width.

    Columns are dropped by falling priority until the rest fits; where even those of priority 0 do
    not, each record is printed as `field: value` lines. `width` None is the natural width.
    """
    cells = [[escaped(cell) for cell in row] for row in rows]
    kept = list(range(len(columns)))
    needed = [_needed(columns[i], [row[i] for row in cells]) for i in kept]
    while width is not None and _total(needed, kept) > width and any(columns[i][2] > 0 for i in kept):
        worst = max(kept, key=lambda i: (columns[i][2], i))
        kept.remove(worst)
    if width is not None and _total(needed, kept) > width:
        _records(file, columns, cells)
        return []
    _draw(
        file, [columns[i] for i in kept], [[row[i] for i in kept] for row in cells], width, ascii_only, colour
    )
    return [columns[i][0] for i in range(len(columns)) if i not in kept]


def _needed(column: tuple[str, str, int], cells: Sequence[str]) -> int:
    longest = max([len(column[0]), *(len(cell) for cell in cells)])
    return longest if column[1] in FIXED else min(longest, max(24, len(column[0])))


def _total(needed: Sequence[int], kept: Sequence[int]) -> int:
    return sum(needed[i] + 3 for i in kept) + 1


def _records(file: IO[str], columns: Sequence[tuple[str, str, int]], rows: Sequence[Sequence[str]]) -> None:
    for number, row in enumerate(rows):
        if number:
            file.write("\n")
        for (name, _, _), cell in zip(columns, row, strict=True):
            if cell:
                file.write(f"{name}: {cell}\n")


def _draw(
    file: IO[str],
    columns: Sequence[tuple[str, str, int]],
    rows: Sequence[Sequence[str]],
    width: int | None,
    ascii_only: bool,
    colour: bool,
) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    natural = sum(max([len(c[0]), *(len(r[i]) for r in rows)]) + 3 for i, c in enumerate(columns)) + 1
    console = Console(
        file=file,
        width=width or natural,
        height=100,
        markup=False,
        emoji=False,
        highlight=False,
        no_color=not colour,
        force_terminal=colour,
        legacy_windows=False,
    )
    table = Table(box=box.ASCII if ascii_only else box.ROUNDED, show_lines=False, pad_edge=True)
    for name, kind, _ in columns:
        right = kind in NUMBERS
        table.add_column(
            Text(name), no_wrap=kind in FIXED, justify="right" if right else "left", overflow="fold"
        )
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)
