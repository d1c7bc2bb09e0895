"""Plain text: one record a line, tabs between fields, nothing cut, control characters escaped."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

WRITTEN = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}
MARKS = re.compile(r"([\\`*_{}\[\]<>|~&#])")
"""Characters that begin markup or HTML in Markdown."""


def escaped(text: str) -> str:
    """Return `text` with control and direction characters written out, so that none takes effect."""
    if text.isprintable():
        return text
    return "".join(ch if ch.isprintable() else _written(ch) for ch in text)


def _written(ch: str) -> str:
    if ch in WRITTEN:
        return WRITTEN[ch]
    if unicodedata.category(ch) == "Zs":
        return ch
    code = ord(ch)
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"


def plain_lines(names: Sequence[str], rows: Iterable[Sequence[str]], *, header: bool) -> Iterator[str]:
    """Yield the header and one line per row."""
    if header:
        yield "\t".join(names) + "\n"
    for row in rows:
        yield "\t".join(escaped(cell) for cell in row) + "\n"


def markdown_lines(names: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a Markdown table; what would be markup in a cell is escaped."""
    yield "| " + " | ".join(names) + " |\n"
    yield "|" + "---|" * len(names) + "\n"
    for row in rows:
        yield "| " + " | ".join(MARKS.sub(r"\\\1", escaped(cell)) for cell in row) + " |\n"
