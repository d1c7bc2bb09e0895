"""What every command is written with: its group, the options of acts and reads, the store, its answer."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from saasctl.cli.parsing import day, day_or_instant, existing, instant, seconds
from saasctl.cli.session import NARROWEST, Session, style_of
from saasctl.errors.usage import AnswerNeeded
from saasctl.values.act import Act
from saasctl.values.answers import Flawed, Listing, Written

if TYPE_CHECKING:
    from saasctl.operations.opening import Store
    from saasctl.output.style import Style

__all__ = ["Session", "style_of"]

LOCK_TIMEOUT = 5.0
LEAST_WAIT = 0.1
LAST_DAY = date.max - timedelta(days=366)
CLEARED = "\x1b[H\x1b[J"
"""Moves a terminal's cursor to its first cell and clears what stands below."""
OnOption = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="Day the act takes effect; today unless given.")
]
AtOption = Annotated[
    str | None, typer.Option("--at", metavar="INSTANT", help="Instant it takes effect, with offset.")
]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="Answer as if that were today.")
]


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


def act_of(ctx: typer.Context, on: str | None = None, at: str | None = None, name: str = "--on") -> Act:
    """Return who asks for a write, why, and when it takes effect; `name` is the option of the day."""
    session = session_of(ctx)
    on, at = on or session.text("on"), at or session.text("at")
    return Act(
        on=day(on, name) if on else None,
        at=_existing(ctx, instant(at, "--at"), "--at") if at else None,
        actor=session.text("actor") or session.environment.get("USER"),
        requested_by=session.text("requested_by"),
        reason=session.text("reason"),
        key=session.text("key"),
        dry_run=session.flag("dry_run"),
    )


def _existing(ctx: typer.Context, found: datetime, name: str) -> datetime:
    """Return an instant, unless it is a local time that the clocks of the store's zone skip."""
    store = opened_if_there(ctx)
    return found if store is None else existing(found, store.clock.zone, name)


def as_of(ctx: typer.Context, given: str | None = None) -> date | None:
    """Return the day a read answers for, or None for today. An instant means its day."""
    session = session_of(ctx)
    text = given or session.text("as_of") or session.environment.get("SAASCTL_AS_OF")
    found = day_or_instant(text, "--as-of") if text else None
    return found.date() if isinstance(found, datetime) else found


def as_of_instant(ctx: typer.Context, given: str | None = None) -> datetime | None:
    """Return the instant a read answers for, or None for now. A day means its end in the store's zone."""
    session = session_of(ctx)
    text = given or session.text("as_of") or session.environment.get("SAASCTL_AS_OF")
    found = day_or_instant(text, "--as-of") if text else None
    if isinstance(found, datetime):
        return _existing(ctx, found, "--as-of")
    if found is None:
        return found
    return opened(ctx).clock.start_of(min(found, LAST_DAY) + timedelta(days=1))


def lock_timeout(ctx: typer.Context) -> float:
    """Return how many seconds a command waits for a store that another writes to."""
    text = session_of(ctx).text("lock_timeout")
    return seconds(text, "--lock-timeout") if text else LOCK_TIMEOUT


def opened(ctx: typer.Context) -> "Store":
    """Return the store, opened once and closed when the command ends."""
    session = session_of(ctx)
    if session.store is None:
        from saasctl.operations.opening import open_for

        session.store = open_for(session.text("db"), lock_timeout(ctx))
        session.store.terms_path = session.text("terms_path")
        ctx.call_on_close(session.store.close)
    return session.store


def opened_if_there(ctx: typer.Context) -> "Store | None":
    """Return the store, or None where there is none: for what can be read without one."""
    from saasctl.errors.store import StoreMissing

    try:
        return opened(ctx)
    except StoreMissing:
        return None


def terms_path(ctx: typer.Context) -> Path | None:
    """Return the operator's directory of profiles."""
    text = session_of(ctx).text("terms_path")
    return Path(text) if text else None


def emit(ctx: typer.Context, answer: object) -> None:
    """Print what an operation returned: data on stdout, one sentence about a write on stderr.

    A write prints its keys alone, or its object where another format or fields are asked for; a
    batch that partly failed is then refused (exit 11).
    """
    session = session_of(ctx)
    style = style_of(session)
    if isinstance(answer, Flawed):
        _print(answer.answer, style)
        _fail(answer.failure() if callable(answer.failure) else answer.failure)
        return
    if not isinstance(answer, Written):
        _print(answer, style)
        return
    _tell(session, answer)
    if style.format in ("table", "plain") and not style.fields:
        from saasctl.output.text import escaped

        sys.stdout.writelines(f"{escaped(key)}\n" for key in answer.keys)
    else:
        _print(answer.answer, style)
    _fail(answer.failure)


def refreshed(ctx: typer.Context, read: Callable[[], object], every: float) -> None:
    """Print what `read` returns again and again, in place on a terminal, until interrupted.

    A finding of --fail-on ends it as it ends a single list.
    """
    from time import sleep

    terminal = style_of(session_of(ctx)).terminal
    while True:
        answer = read()
        if terminal:
            sys.stdout.write(CLEARED)
        emit(ctx, answer)
        sys.stdout.flush()
        sleep(max(every, LEAST_WAIT))


def _fail(failure: Exception | None) -> None:
    if failure is not None:
        sys.stdout.flush()
        raise failure


def _print(answer: object, style: "Style") -> None:
    from saasctl.output.printing import print_listing, print_object
    from saasctl.output.style import MACHINE, speak_utf8

    if style.format in MACHINE:
        speak_utf8(sys.stdout)
    if isinstance(answer, Listing):
        print_listing(answer, style, sys.stdout, sys.stderr)
    else:
        print_object(answer, style, sys.stdout, sys.stderr)


@contextmanager
def progress(ctx: typer.Context) -> Iterator[Callable[[int], None] | None]:
    """Yield what shows on a terminal how many rows are done; None elsewhere. The line is wiped at the end."""
    from saasctl.output.style import is_tty

    if session_of(ctx).flag("quiet") or not is_tty(sys.stderr):
        yield None
        return

    def seen(rows: int) -> None:
        sys.stderr.write(f"\r{rows:,} rows")
        sys.stderr.flush()

    try:
        yield seen
    finally:
        sys.stderr.write(f"\r{' ' * NARROWEST}\r")


@contextmanager
def faults_told(ctx: typer.Context) -> Iterator[None]:
    """Print every wrong value of a file that is refused, beside the error that names the first of them."""
    from saasctl.errors.imports import ImportRefused

    try:
        yield
    except ImportRefused as refused:
        emit(ctx, refused.report)
        raise


def emit_export(ctx: typer.Context, listing: Listing, out: str | None) -> None:
    """Print a dataset, as CSV unless another format is asked for, or write it to a file whole."""
    from saasctl.formats.files import whole_file
    from saasctl.output.printing import print_listing

    session = session_of(ctx)
    style = style_of(session)
    if not session.machine and "output" not in session.given:
        style = style._replace(format="csv", limit=style.limit if "limit" in session.given else None)
    if out is None:
        _print(listing, style)
        return
    if session.flag("dry_run"):
        from saasctl.output.text import escaped

        sys.stderr.write(f"would write: {escaped(out)}\ndry run: nothing was written\n")
        return
    with whole_file(Path(out)) as file:
        print_listing(listing, style._replace(terminal=False), file, sys.stderr)


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


def confirm(ctx: typer.Context, question: str, key: str | None = None) -> None:
    """Ask before a costly act, or for the key again before an irreversible one (`key`).

    `--yes` answers the first, `--confirm KEY` the second; a dry run is never asked. Without a
    terminal, with --no-input or under CI the answer is no: AnswerNeeded (exit 8).
    """
    session = session_of(ctx)
    if session.flag("dry_run"):
        return
    if session.flag("yes") if key is None else session.text("confirm") == key:
        return
    if not (_can_ask(session) and _asked(question, key)):
        raise AnswerNeeded(question, "--yes" if key is None else f"--confirm {key}")


def _asked(question: str, key: str | None) -> bool:
    from saasctl.output.text import escaped

    wanted = "[y/N]" if key is None else f"Type {key} to go on:"
    sys.stderr.write(f"{escaped(question)} {wanted} ")
    sys.stderr.flush()
    answer = sys.stdin.readline().strip()
    return answer.lower() in ("y", "yes") if key is None else answer == key


def _can_ask(session: Session) -> bool:
    from saasctl.output.style import is_tty

    silent = (
        session.flag("no_input")
        or session.environment.get("SAASCTL_NO_INPUT")
        or session.environment.get("CI")
    )
    return not silent and is_tty(sys.stdin) and is_tty(sys.stderr)
