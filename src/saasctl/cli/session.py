"""One command line: its global options, taken from anywhere in it, and how it is to be printed.

They are read before Typer sees the line, so that they stand before the noun or after the verb, and a
command declares only its own. The later one wins, both over the environment. Nothing here loads Typer.
"""

import os
import sys
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from saasctl.errors.usage import ValueMalformed

if TYPE_CHECKING:
    from datetime import tzinfo

    from saasctl.formats.csvtext import For
    from saasctl.operations.opening import Store
    from saasctl.output.style import Format, Style

VALUED = {
    "--db": "db",
    "-o": "output",
    "--output": "output",
    "--fields": "fields",
    "--sort": "sort",
    "--limit": "limit",
    "--as-of": "as_of",
    "--on": "on",
    "--at": "at",
    "--confirm": "confirm",
    "--key": "key",
    "--actor": "actor",
    "--requested-by": "requested_by",
    "--reason": "reason",
    "--terms-path": "terms_path",
    "--lock-timeout": "lock_timeout",
    "--tz": "tz",
    "--width": "width",
    "--for": "target",
}
FLAGS = {
    "--json": "json",
    "--all": "all",
    "--no-header": "no_header",
    "-n": "dry_run",
    "--dry-run": "dry_run",
    "-y": "yes",
    "--yes": "yes",
    "--no-input": "no_input",
    "--ascii": "ascii",
    "--no-color": "no_color",
    "-q": "quiet",
    "--quiet": "quiet",
    "-v": "verbose",
    "--verbose": "verbose",
    "--debug": "debug",
}
ENVIRONMENT = {
    "db": "SAASCTL_DB",
    "actor": "SAASCTL_ACTOR",
    "terms_path": "SAASCTL_TERMS_PATH",
    "lock_timeout": "SAASCTL_LOCK_TIMEOUT",
    "tz": "SAASCTL_TZ",
    "width": "SAASCTL_WIDTH",
}
DECLARED = ("--on", "--at", "--as-of", "--for")
"""Global options that change what is asked: a command that does not declare them warns of them."""
NARROWEST = 20


class Session:
    """One command: its global options, the store once it is open, and how to run another command."""

    def __init__(
        self,
        run: Callable[[list[str]], int] | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.given: dict[str, str] = {}
        self.environment = os.environ if environment is None else environment
        self.store: Store | None = None
        self.run = run
        self._kept: dict[str, str] | None = None

    def take(self, words: list[str]) -> list[str]:
        """Keep the global options of a command line and return the words that are left for Typer.

        `--name value` and `--name=value`, `-nq` and `-ojson` alike; nothing is taken after `--`.
        Raises ValueMalformed (exit 2) for an option without its value, when all the rest is read.
        """
        rest: list[str] = []
        bare: str | None = None
        left = iter(words)
        for word in left:
            if word == "--":
                rest += [word, *left]
                break
            name, equals, value = _halves(word)
            if name in VALUED:
                given = value if equals else next(left, "")
                if not given or (not equals and _long_option(given)):
                    bare = bare or name
                    self._keep_flag(given)
                else:
                    self.given[VALUED[name]] = given
            elif not equals and _flags(name):
                for flag in _flags(name):
                    self._keep_flag(flag)
            else:
                rest.append(word)
        bare = bare or _emptied(rest)
        if bare is not None:
            raise ValueMalformed(bare, "", "a value after it", f"{bare} VALUE")
        return rest

    def _keep_flag(self, word: str) -> None:
        if word in FLAGS:
            self.given[FLAGS[word]] = "yes"

    def text(self, name: str) -> str | None:
        """Return a global option's text: as given, else from the environment, else from the file."""
        value = self.given.get(name)
        if value is None and name in ENVIRONMENT:
            value = self.environment.get(ENVIRONMENT[name]) or self.configured(name)
        return value

    def configured(self, name: str) -> str | None:
        """Return what the operator's file of defaults says. Raises ConfigInvalid (exit 7)."""
        if self._kept is None:
            from saasctl.system.config import config_path, read_config

            place = config_path(self.environment)
            self._kept = read_config(place)
            for known, value in self._kept.items():
                _check_kept(str(place), known, value)
        return self._kept.get(name)

    def flag(self, name: str) -> bool:
        """Say whether a global flag was given."""
        return name in self.given

    @property
    def machine(self) -> bool:
        """Whether errors are asked for in a machine format."""
        return self.flag("json") or self.given.get("output") in ("json", "jsonl", "csv")


NEVER_EMPTY = frozenset(("--org", "--seller", "--due-within", "--from", "--to", "--until"))
"""Options that narrow or date what is asked; an empty value, as of an unset variable, would widen it."""


def _emptied(words: list[str]) -> str | None:
    """Return the first of those options that is given without anything in it."""
    for word, after in pairwise((*words[: words.index("--") if "--" in words else None], None)):
        name, equals, value = _halves(word or "")
        if name in NEVER_EMPTY and (value if equals else after) == "":
            return name
    return None


def _halves(word: str) -> tuple[str, str, str]:
    if word.startswith("--"):
        return word.partition("=")
    if word.startswith("-o") and len(word) > 2:
        return "-o", "=", word[2:].removeprefix("=")
    return word, "", ""


def _long_option(word: str) -> bool:
    return word.startswith("--") and (word in VALUED or word in FLAGS)


def _flags(word: str) -> list[str]:
    if word in FLAGS:
        return [word]
    letters = [f"-{letter}" for letter in word[1:]] if word[:1] == "-" and word[:2] != "--" else []
    return letters if all(letter in FLAGS for letter in letters) else []


def style_of(session: Session) -> "Style":
    """Return how to print, from the options, the environment and the terminal."""
    from saasctl.output.style import TTY_ROWS, Style, is_tty

    tty = is_tty(sys.stdout)
    chosen = _format(session, tty=tty)
    limit = session.text("limit")
    shown = number(limit, "--limit") if limit else (TTY_ROWS if tty and chosen == "table" else None)
    return Style(
        format=chosen,
        fields=tuple(name.strip() for name in (session.text("fields") or "").split(",") if name.strip()),
        sort=session.text("sort"),
        limit=None if session.flag("all") else shown,
        header=not session.flag("no_header"),
        width=_width(session, tty=tty),
        ascii_only=session.flag("ascii") or not _draws(sys.stdout.encoding),
        colour=tty and not _plain(session),
        terminal=tty,
        quiet=session.flag("quiet"),
        target=_target(session),
        zone=_zone(session),
    )


def _format(session: Session, *, tty: bool) -> "Format":
    from saasctl.output.style import FORMATS

    wanted = "json" if session.flag("json") else session.given.get("output")
    if wanted is None:
        kept = session.environment.get("SAASCTL_OUTPUT") or session.configured("output")
        wanted = (kept or "table") if tty else "plain"
    for known in FORMATS:
        if known == wanted:
            return known
    raise ValueMalformed("--output", wanted, f"one of {', '.join(FORMATS)}")


def _plain(session: Session) -> bool:
    dumb = session.environment.get("TERM") == "dumb"
    return session.flag("no_color") or bool(session.environment.get("NO_COLOR")) or dumb


def _draws(encoding: str | None) -> bool:
    return (encoding or "").lower() in ("utf-8", "utf8")


def _target(session: Session) -> "For":
    wanted = session.text("target")
    if wanted is None:
        return "machine"
    from saasctl.formats.csvtext import TARGETS

    for known in TARGETS:
        if known == wanted:
            return known
    raise ValueMalformed("--for", wanted, f"one of {', '.join(TARGETS)}")


def _zone(session: Session) -> "tzinfo | None":
    name = session.text("tz")
    if name is None:
        return None
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueMalformed("--tz", name, "a time zone, as Europe/Paris") from None


def number(text: str, name: str) -> int:
    """Read a whole number from 0 to 999999999."""
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise ValueMalformed(name, text, "a whole number")
    return int(text)


def _width(session: Session, *, tty: bool) -> int | None:
    given = session.text("width")
    if given:
        return max(NARROWEST, number(given, "--width"))
    if not tty:
        return None
    from shutil import get_terminal_size

    return max(NARROWEST, get_terminal_size().columns)


def check_setting(name: str, value: str) -> None:
    """Raise ValueMalformed (exit 2) for a value that a setting of the file cannot have."""
    from saasctl.cli.parsing import one_of, seconds
    from saasctl.output.style import FORMATS
    from saasctl.values.clock import zone_named

    if name == "output":
        one_of(value, name, *FORMATS)
    elif name == "lock_timeout":
        seconds(value, name)
    elif name == "width":
        number(value, name)
    elif name == "tz":
        try:
            zone_named(value)
        except ValueError:
            raise ValueMalformed(name, value, "a time zone, as Europe/Paris") from None


def _check_kept(place: str, name: str, value: str) -> None:
    from saasctl.errors.config import ConfigInvalid

    try:
        check_setting(name, value)
    except ValueMalformed as error:
        raise ConfigInvalid(place, f"{error}; {error.why}") from error
