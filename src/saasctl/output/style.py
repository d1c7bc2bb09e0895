"""How an answer is to be printed, and what the terminal can show."""

from datetime import tzinfo
from io import TextIOWrapper
from typing import IO, TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from saasctl.formats.csvtext import For

Format = Literal["table", "plain", "json", "jsonl", "csv", "md"]
FORMATS: tuple[Format, ...] = ("table", "plain", "json", "jsonl", "csv", "md")
MACHINE: tuple[Format, ...] = ("json", "jsonl", "csv")
TTY_ROWS = 50
"""Rows of a list on a terminal unless --limit or --all says otherwise."""


class Style(NamedTuple):
    """How to print: format, fields wanted, order, limit, width, and what the terminal can show.

    `width` None is the natural width; `zone` None shows instants in UTC.
    """

    format: Format = "plain"
    fields: tuple[str, ...] = ()
    sort: str | None = None
    limit: int | None = None
    header: bool = True
    width: int | None = None
    ascii_only: bool = False
    colour: bool = False
    terminal: bool = False
    quiet: bool = False
    target: "For" = "machine"
    zone: tzinfo | None = None


def is_tty(stream: IO[str] | None) -> bool:
    """Say whether a stream is a terminal; a closed one is not."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def speak_utf8(stream: IO[str]) -> None:
    """Make a standard stream speak UTF-8 whatever the locale, as machine formats do."""
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8")
