"""Read a CSV table that somebody hands in: checked as a whole for its form, then row by row."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from saasctl.errors.imports import FileMissing, ImportUnreadable

Separator = Literal["detected", "comma", "semicolon"]
SEPARATORS = {"comma": ",", "semicolon": ";"}
BOM = "\ufeff"
ZIP = b"PK\x03\x04"
"""How an .xlsx or .ods file begins."""
LONGEST_CELL = 10_100_000
"""Characters of one cell; a longer one makes the file unreadable."""


@dataclass(frozen=True, slots=True)
class TableForm:
    """What a file must be like."""

    separator: Separator = "detected"
    byte_order_mark: bool = True
    any_order: bool = True
    utf8: bool = True


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row by its number in a spreadsheet (the header is row 1), with its filled cells by column.

    `width_fault` says how it differs from the header, or is None.
    """

    number: int
    cells: Mapping[str, str]
    width_fault: str | None


def read_table(
    file: str, known: Sequence[str], needed: Sequence[str], form: TableForm | None = None
) -> Iterator[TableRow]:
    """Yield the rows of a CSV file with a header of `known` columns, `needed` ones among them; streamed.

    Empty rows are passed over, cells are stripped of outer spaces. Raises FileMissing (exit 3), and
    ImportUnreadable (exit 4) for what is no such file: not UTF-8, a spreadsheet, an unknown column.
    """
    form = form or TableForm()
    path = Path(file)
    try:
        with path.open("rb") as raw:
            start = raw.read(4096)
        _check_start(file, start, form)
        encoding = "utf-8-sig" if form.utf8 else _encoding(path)
        with path.open(encoding=encoding, errors="strict", newline="") as text:
            yield from _rows(file, text, (known, needed), form)
    except UnicodeDecodeError as wrong:
        place = f"byte {wrong.object[wrong.start]:#04x} is none of UTF-8"
        raise ImportUnreadable(file, f"it is not UTF-8: {place}") from None
    except OSError as wrong:
        raise FileMissing(file, wrong.strerror) from wrong


def _encoding(path: Path) -> str:
    try:
        with path.open(encoding="utf-8-sig") as text:
            while text.read(65536):
                pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _check_start(file: str, start: bytes, form: TableForm) -> None:
    if start.startswith(ZIP):
        raise ImportUnreadable(file, "it is a spreadsheet or another archive, not CSV", other_format=True)
    if b"\x00" in start:
        raise ImportUnreadable(file, "it holds null bytes: it is no text in UTF-8")
    if start.startswith(BOM.encode()) and not form.byte_order_mark:
        raise ImportUnreadable(file, "it begins with a byte order mark")


def _rows(
    file: str, text: Iterable[str], columns: tuple[Sequence[str], Sequence[str]], form: TableForm
) -> Iterator[TableRow]:
    lines = iter(text)
    first = next(lines, "")
    delimiter = SEPARATORS.get(form.separator) or _detected(first)
    before = csv.field_size_limit(LONGEST_CELL)
    try:
        reader = csv.reader(_chained(first, lines), delimiter=delimiter, strict=True)
        header = [name.strip() for name in next(reader, [])]
        _check_header(file, header, columns, form)
        for number, cells in enumerate(reader, 2):
            if any(cell.strip() for cell in cells):
                yield _row(number, header, cells)
    except csv.Error as wrong:
        raise ImportUnreadable(file, f"it is no CSV: {wrong}") from None
    finally:
        csv.field_size_limit(before)


def _chained(first: str, lines: Iterator[str]) -> Iterator[str]:
    yield first
    yield from lines


def _detected(header: str) -> str:
    return max(SEPARATORS.values(), key=lambda mark: (header.count(mark), mark == ","))


def _check_header(
    file: str, header: Sequence[str], columns: tuple[Sequence[str], Sequence[str]], form: TableForm
) -> None:
    known, needed = columns
    unknown = [name for name in header if name not in known]
    if unknown:
        named = ", ".join(repr(name[:40]) for name in islice(unknown, 5))
        raise ImportUnreadable(file, f"unknown columns {named}; known: {', '.join(known)}")
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        raise ImportUnreadable(file, f"column {twice[0]} stands twice")
    missing = [name for name in needed if name not in header]
    if missing:
        raise ImportUnreadable(file, f"column {', '.join(missing)} is missing")
    ordered = [name for name in known if name in header]
    if not form.any_order and list(header) != ordered:
        raise ImportUnreadable(file, f"columns must stand in the order {', '.join(ordered)}")


def _row(number: int, header: Sequence[str], cells: Sequence[str]) -> TableRow:
    fault = None
    if len(cells) != len(header):
        fault = f"{len(cells)} cells under {len(header)} columns"
    filled = {name: cell.strip() for name, cell in zip(header, cells, strict=False) if cell.strip()}
    return TableRow(number, filled, fault)
