"""CSV for machines (RFC 4180) and for spreadsheets, with formulas made harmless in text columns."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import IO, Literal

For = Literal["machine", "excel-fr", "excel-en", "libreoffice"]
TARGETS: tuple[For, ...] = ("machine", "excel-fr", "excel-en", "libreoffice")
BOM = "\ufeff"
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
"""First characters that spreadsheets take for a formula, full-width ones included."""
TEXTS = ("text", "key", "list", "object")


class _Line:
    """A file of one line, for the writer."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> int:
        """Keep the line."""
        self.text = text
        return len(text)


def csv_lines(
    names: Sequence[str],
    kinds: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    to: For = "machine",
    header: bool = True,
) -> Iterator[str]:
    """Yield the lines of a CSV file, CRLF at their ends.

    For machines: comma, point, no BOM, values as they are. For spreadsheets text columns that begin
    like a formula get a leading apostrophe; typed columns are exempt. `excel-fr` has a BOM,
    semicolons and decimal commas in amounts and percents.
    """
    french = to == "excel-fr"
    line = _Line()
    writer = csv.writer(line, delimiter=";" if french else ",", lineterminator="\r\n")
    if header:
        writer.writerow(names)
        yield (BOM if to in ("excel-fr", "excel-en") else "") + line.text
    for row in rows:
        cells = (
            row
            if to == "machine"
            else [_cell(kind, cell, french=french) for kind, cell in zip(kinds, row, strict=True)]
        )
        writer.writerow(cells)
        yield line.text


def write_cells(
    names: Sequence[str], rows: Iterable[Sequence[object]], out: IO[str], *, header: bool = True
) -> None:
    """Write cells that are text already as a CSV for machines."""
    writer = csv.writer(out, lineterminator="\r\n")
    if header:
        writer.writerow(names)
    writer.writerows(rows)


def _cell(kind: str, cell: str, *, french: bool) -> str:
    if kind in TEXTS:
        return guarded(cell)
    return cell.replace(".", ",") if french and kind in ("money", "percent") else cell


def guarded(cell: str) -> str:
    """Return a text cell that no spreadsheet runs: an apostrophe before what begins like a formula."""
    return "'" + cell if cell.lstrip(" ").startswith(RISKY) or cell.startswith(RISKY) else cell
