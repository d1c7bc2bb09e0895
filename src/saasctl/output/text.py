"""Plain text: one record a line, tabs between fields, nothing cut, control characters escaped."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

HARMLESS = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}


def escaped(text: str) -> str:
    """Return `text` with control and direction characters written out, so that none takes effect."""
    if text.isprintable():
        return text
    return "".join(ch if ch.isprintable() else _written(ch) for ch in text)


def _written(ch: str) -> str:
    if ch in HARMLESS:
        return HARMLESS[ch]
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
    """Yield a Markdown table; bars in cells are escaped."""
    yield "| " + " | ".join(names) + " |\n"
    yield "|" + "---|" * len(names) + "\n"
    for row in rows:
        yield (
            "| "
            + " | ".join(escaped(cell).replace("\\", "\\\\").replace("|", "\\|") for cell in row)
            + " |\n"
        )
