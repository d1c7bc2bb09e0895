"""Read TOML that anybody may have written: bounded in size and depth, no floats, faults with their lines."""

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal

from saasctl.errors.terms import Fault, ProfileInvalid

LIMIT = 262_144
"""Bytes a file of terms may have; the packaged ones have 80,000 at most."""
DEEPEST = 25
PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
CHAIN = re.compile(rf"""(?<![\w"'-]){PART}(?:[ \t]*+\.[ \t]*+{PART}){{{DEEPEST},}}""")
"""A dotted key with more than `DEEPEST` points: the reader's time grows with their square."""
HEADER = re.compile(rf"\s*(\[\[?)\s*({PART}(?:\s*\.\s*{PART})*)\s*\]")
KEY = re.compile(rf"\s*({PART}(?:\s*\.\s*{PART})*)\s*=")
AT_LINE = re.compile(r" ?\(at line (\d+), column \d+\)")

Table = Mapping[str, object]


def read_toml(text: bytes, origin: str) -> Table:
    """Return the table in `text`; numbers with a point are exact decimals.

    Raises ProfileInvalid (exit 4) for more than `LIMIT` bytes, other encodings than UTF-8, what is not TOML,
    and what is nested too deeply. `origin` names the file in messages.
    """
    if len(text) > LIMIT:
        raise ProfileInvalid(origin, [Fault("", f"more than {LIMIT} bytes")])
    try:
        words = text.decode("utf-8")
        if chain := CHAIN.search(words):
            line = words.count("\n", 0, chain.start()) + 1
            raise ProfileInvalid(origin, [Fault("", f"a key of more than {DEEPEST} names", line)])
        return tomllib.loads(words, parse_float=Decimal)
    except UnicodeDecodeError as wrong:
        line = text.count(b"\n", 0, wrong.start) + 1
        raise ProfileInvalid(origin, [Fault("", "not UTF-8", line)]) from None
    except RecursionError:
        raise ProfileInvalid(origin, [Fault("", "nested too deeply")]) from None
    except ArithmeticError:
        raise ProfileInvalid(origin, [Fault("", "not TOML: a number out of range")]) from None
    except ValueError as wrong:
        raise ProfileInvalid(origin, [_syntax(str(wrong))]) from None


def _syntax(said: str) -> Fault:
    place = AT_LINE.search(said)
    return Fault("", f"not TOML: {AT_LINE.sub('', said)}", int(place[1]) if place else None)


class Lines:
    """Where the keys of a TOML text stand, by their dotted path."""

    def __init__(self, text: str) -> None:
        self._found: dict[str, int] = {}
        table, count = "", 0
        for number, line in enumerate(text.splitlines(), 1):
            if header := HEADER.match(line):
                table = _dotted(header[2])
                if header[1] == "[[":
                    count += 1
                    self._found.setdefault(f"{table} {count}", number)
                self._found.setdefault(table, number)
            elif key := KEY.match(line):
                path = _dotted(key[1])
                self._found.setdefault(f"{table}.{path}" if table else path, number)

    def of(self, path: str) -> int | None:
        """Return the line of a key, or of the table that holds it; None where neither is found."""
        while path:
            if path in self._found:
                return self._found[path]
            path = path.rpartition(".")[0]
        return None


def _dotted(key: str) -> str:
    return ".".join(part.strip("\"'") for part in re.findall(PART, key))
