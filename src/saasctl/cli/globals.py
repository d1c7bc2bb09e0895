"""Global options: taken from anywhere on the line, resolved, and handed to the commands.

They are read before Typer sees the line, so that they stand before the noun or after the verb, and
a command declares only its own. The later one wins, both over the environment.
"""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from saasctl.cli.parsing import day, day_or_instant, instant, seconds
from saasctl.errors.usage import AnswerNeeded, CommandUnknown, ValueMalformed
from saasctl.values.act import Act
from saasctl.values.answers import Listing, Written

if TYPE_CHECKING:
    from saasctl.formats.csvtext import For
    from saasctl.operations.opening import Store
    from saasctl.output.printing import Style

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

OnOption = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="Day the act takes effect; today unless given.")
]
AtOption = Annotated[
    str | None, typer.Option("--at", metavar="INSTANT", help="Instant it takes effect, with offset.")
]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="Answer as if that were today.")
]


@dataclass
class Session:
    """One command: its global options, the store once it is open, and how to run another command."""

    given: dict[str, str] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)
    store: "Store | None" = None
    run: Callable[[list[str]], int] | None = None

    def text(self, name: str) -> str | None:
        """Return a global option's text: as given, else from the environment."""
        value = self.given.get(name)
        if value is None and name in ENVIRONMENT:
            value = self.environment.get(ENVIRONMENT[name]) or None
        return value

    def flag(self, name: str) -> bool:
        """Say whether a global flag was given."""
        return name in self.given

    @property
    def machine(self) -> bool:
        """Whether errors are asked for in a machine format."""
        return self.flag("json") or self.given.get("output") in ("json", "jsonl", "csv")


def split_globals(words: list[str]) -> tuple[dict[str, str], list[str]]:
    """Return the global options of a command line and the words that are left for Typer.

    `--name=value` and `--name value` alike; nothing is taken after `--`. Raises ValueMalformed
    (exit 2) for an option without its value.
    """
    given: dict[str, str] = {}
    rest: list[str] = []
    position = 0
    while position < len(words):
        word = words[position]
        if word == "--":
            return given, rest + words[position:]
        name, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
        if name in FLAGS and not equals:
            given[FLAGS[name]] = "yes"
        elif name in VALUED:
            if not equals:
                position += 1
                if position == len(words):
                    raise ValueMalformed(name, "", "a value after it")
                value = words[position]
            given[VALUED[name]] = value
        else:
            rest.append(word)
        position += 1
    return given, rest


def command_group(help_text: str) -> typer.Typer:
    """Return the Typer group of one noun."""
    return typer.Typer(
        help=help_text,
        rich_markup_mode=None,
        add_completion=False,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def session_of(ctx: typer.Context) -> Session:
    """Return the session of a running command."""
    found = ctx.find_root().obj
    if not isinstance(found, Session):
        raise TypeError("the command runs without a session")
    return found


def act_of(ctx: typer.Context, on: str | None = None, at: str | None = None) -> Act:
    """Return who asks for a write, why, and when it takes effect."""
    session = session_of(ctx)
    on, at = on or session.text("on"), at or session.text("at")
    return Act(
        on=day(on, "--on") if on else None,
        at=instant(at, "--at") if at else None,
        actor=session.text("actor") or session.environment.get("USER"),
        requested_by=session.text("requested_by"),
        reason=session.text("reason"),
        key=session.text("key"),
        dry_run=session.flag("dry_run"),
    )


def as_of(ctx: typer.Context, given: str | None = None) -> date | None:
    """Return the day a read answers for, or None for today. An instant means its day."""
    text = given or session_of(ctx).text("as_of") or session_of(ctx).environment.get("SAASCTL_AS_OF")
    found = day_or_instant(text, "--as-of") if text else None
    return found.date() if isinstance(found, datetime) else found


def lock_timeout(ctx: typer.Context) -> float:
    """Return how many seconds a command waits for a store that another writes to."""
    text = session_of(ctx).text("lock_timeout")
    return seconds(text, "--lock-timeout") if text else 5.0


def opened(ctx: typer.Context) -> "Store":
    """Return the store, opened once and closed when the command ends."""
    session = session_of(ctx)
    if session.store is None:
        from saasctl.operations.opening import open_for

        session.store = open_for(session.text("db"), lock_timeout(ctx))
        session.store.terms_path = session.text("terms_path")
        ctx.call_on_close(session.store.close)
    return session.store


def terms_path(ctx: typer.Context) -> Path | None:
    """Return the operator's directory of profiles."""
    text = session_of(ctx).text("terms_path")
    return Path(text) if text else None


def emit(ctx: typer.Context, answer: object) -> None:
    """Print what an operation returned: data on stdout, one sentence about a write on stderr."""
    from saasctl.output.printing import print_listing, print_object

    session = session_of(ctx)
    style = style_of(session)
    if isinstance(answer, Written):
        _tell(session, answer)
        if style.format in ("json", "jsonl") or style.fields:
            answer = answer.answer
        else:
            sys.stdout.write("".join(f"{key}\n" for key in answer.keys))
            return
    if isinstance(answer, Listing):
        print_listing(answer, style, sys.stdout, sys.stderr)
    else:
        print_object(answer, style, sys.stdout, sys.stderr)


def emit_export(ctx: typer.Context, listing: Listing, out: str | None) -> None:
    """Print a dataset, as CSV unless another format is asked for, or write it to a file whole."""
    from saasctl.formats.files import whole_file
    from saasctl.output.printing import print_listing

    session = session_of(ctx)
    style = style_of(session)
    if not session.machine and "output" not in session.given:
        style = replace(style, format="csv", limit=None if "limit" not in session.given else style.limit)
    if out is None:
        print_listing(listing, style, sys.stdout, sys.stderr)
        return
    with whole_file(Path(out)) as file:
        print_listing(listing, style, file, sys.stderr)


def _tell(session: Session, written: Written) -> None:
    from saasctl.output.text import escaped

    for warning in written.warnings:
        sys.stderr.write(f"warning: {escaped(warning)}\n")
    if session.flag("quiet"):
        return
    if session.flag("dry_run"):
        for line in session.store.told if session.store else []:
            sys.stderr.write(f"would change: {escaped(line)}\n")
        sys.stderr.write("dry run: nothing was written\n")
    else:
        sys.stderr.write(f"{escaped(written.told)}\n")


def style_of(session: Session) -> "Style":
    """Return how to print, from the options, the environment and the terminal."""
    from saasctl.output.printing import FORMATS, TTY_ROWS, Style, is_tty

    tty = is_tty(sys.stdout)
    wanted = "json" if session.flag("json") else session.given.get("output")
    if wanted is None:
        wanted = (session.environment.get("SAASCTL_OUTPUT") or "table") if tty else "plain"
    for known in FORMATS:
        if known == wanted:
            style = Style(format=known)
            break
    else:
        raise ValueMalformed("--output", wanted, f"one of {', '.join(FORMATS)}")
    limit = session.text("limit")
    shown = _number("--limit", limit) if limit else (TTY_ROWS if tty and style.format == "table" else None)
    dumb = session.flag("no_color") or bool(session.environment.get("NO_COLOR"))
    return replace(
        style,
        fields=tuple(name.strip() for name in (session.text("fields") or "").split(",") if name.strip()),
        sort=session.text("sort"),
        limit=None if session.flag("all") else shown,
        header=not session.flag("no_header"),
        width=_width(session, tty),
        ascii_only=session.flag("ascii") or (sys.stdout.encoding or "").lower() not in ("utf-8", "utf8"),
        colour=tty and not dumb and session.environment.get("TERM") != "dumb",
        target=_target(session),
    )


def _target(session: Session) -> "For":
    from saasctl.formats.csvtext import TARGETS

    wanted = session.text("target") or "machine"
    for known in TARGETS:
        if known == wanted:
            return known
    raise ValueMalformed("--for", wanted, f"one of {', '.join(TARGETS)}")


def _number(name: str, text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise ValueMalformed(name, text, "a whole number")
    return int(text)


def _width(session: Session, tty: bool) -> int | None:
    given = session.text("width") or (session.environment.get("COLUMNS") if tty else None)
    if given and given.isdigit():
        return max(20, int(given))
    if not tty:
        return None
    from shutil import get_terminal_size

    return get_terminal_size().columns


def confirm(ctx: typer.Context, question: str, key: str | None = None) -> None:
    """Ask before a costly act, or for the key again before an irreversible one (`key`).

    `--yes` answers the first, `--confirm KEY` with it the second. Without a terminal, with
    --no-input or under CI the answer is no: AnswerNeeded (exit 8).
    """
    session = session_of(ctx)
    if session.flag("yes") and (key is None or session.text("confirm") == key):
        return
    if key is not None and session.text("confirm") == key:
        return
    flag = "--yes" if key is None else f"--confirm {key}"
    if not _can_ask(session):
        raise AnswerNeeded(question, flag)
    sys.stderr.write(f"{question} {'[y/N]' if key is None else f'Type {key} to go on:'} ")
    sys.stderr.flush()
    answer = sys.stdin.readline().strip()
    if answer.lower() not in ("y", "yes") if key is None else answer != key:
        raise AnswerNeeded(question, flag)


def _can_ask(session: Session) -> bool:
    from saasctl.output.printing import is_tty

    silent = (
        session.flag("no_input")
        or session.environment.get("SAASCTL_NO_INPUT")
        or session.environment.get("CI")
    )
    return not silent and is_tty(sys.stdin) and is_tty(sys.stderr)


def unknown_option(name: str, known: list[str]) -> NoReturn:
    """Refuse an option that neither the command nor the global ones have, with near ones."""
    from difflib import get_close_matches

    near = get_close_matches(name, [*known, *VALUED, *FLAGS], 3)
    raise CommandUnknown(f"no option {name}", near, "add --help to the command")
