"""The program: split the line, run one command, and turn what it raises into an exit code."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from importlib import import_module
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, NoReturn, cast

from saasctl.cli.registry import NOUNS
from saasctl.cli.session import DECLARED, FLAGS, VALUED, Session, style_of
from saasctl.errors.base import Failure, SaasctlError, Usage
from saasctl.errors.store import StoreUndone
from saasctl.errors.usage import CommandUnknown, Unexpected, ValueMalformed

if TYPE_CHECKING:
    import typer
    from typer.core import TyperCommand, TyperGroup

HELP = ["-h", "--help"]
PAUSES = (0.1, 0.4)
"""Seconds before an act that the database undid is asked for again, once each."""
INTERRUPTED, TERMINATED, PIPE_CLOSED = 130, 143, 141
OVERVIEW = """Usage: saasctl [OPTIONS] NOUN VERB [KEY] [OPTIONS]

A SaaS vendor's contract desk: bills, dates and notices that cite the contract's clauses.

Nouns:
{nouns}

Try: saasctl demo; saasctl NOUN --help; saasctl help options
"""
EPILOG = "Global options (--db, --json, --fields, --dry-run ...): saasctl help options"


class Terminated(BaseException):
    """The process was asked to end; what was open is rolled back on the way out."""


def run(words: Sequence[str]) -> int:
    """Run one command line and return its exit code. Streams are flushed before it returns."""
    session = Session(run=run)
    sys.excepthook = partial(_report_bug, session)
    signal.signal(signal.SIGTERM, _terminate)
    code = _guarded(session, words)
    try:
        sys.stdout.flush()
    except OSError as error:
        _drop(1)
        closed = isinstance(error, BrokenPipeError)
        code = code or (PIPE_CLOSED if closed else _report(session, _failure(error)))
    return code


def _guarded(session: Session, words: Sequence[str]) -> int:
    try:
        return _repeated(session, session.take([_readable(word) for word in words]))
    except SaasctlError as error:
        return _report(session, error)
    except BrokenPipeError:
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except Terminated:
        return TERMINATED
    except OSError as error:
        return _report(session, _failure(error))
    finally:
        if session.store is not None:
            session.store.close()


def _repeated(session: Session, words: list[str]) -> int:
    """Run a command, and again when the database undid its first act: nothing is kept or printed then."""
    for pause in PAUSES:
        try:
            return _dispatch(session, words)
        except StoreUndone:
            if session.store is None or not session.store.repeatable or _read_once(words):
                raise
            session.store.close()
            session.store = None
            time.sleep(pause)
    return _dispatch(session, words)


def _read_once(words: Iterable[str]) -> bool:
    """Say whether a word names a pipe: what was read from it does not come again."""
    return any("/dev/" in word or "/proc/" in word for word in words)


def _readable(word: str) -> str:
    if word.isascii() or not any("\ud800" <= ch <= "\udfff" for ch in word):
        return word
    try:
        return os.fsencode(word).decode("utf-8")
    except UnicodeDecodeError:
        raise ValueMalformed("an argument", word, "text in UTF-8") from None


def _dispatch(session: Session, words: list[str]) -> int:
    if not words:
        sys.stderr.write(overview())
        return Usage.exit
    noun = words[0]
    if noun in ("-h", "--help"):
        sys.stdout.write(overview())
        return 0
    if noun in ("-V", "--version"):
        return _version(session)
    if noun.startswith("-"):
        raise CommandUnknown(f"no option {noun}", _near(noun, [*VALUED, *FLAGS]), "saasctl help options")
    if noun not in NOUNS:
        raise CommandUnknown(f"no command {noun}", _near(noun, NOUNS), "saasctl --help")
    return _noun(session, noun, words[1:])


def overview() -> str:
    """Return the text of `saasctl --help`."""
    width = max(len(noun) for noun in NOUNS)
    nouns = "\n".join(f"  {noun:<{width}}  {known.says}" for noun, known in NOUNS.items())
    return OVERVIEW.format(nouns=nouns)


def _near(word: str, known: Iterable[str]) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(word, list(known), 2, 0.7)


def _version(session: Session) -> int:
    import sqlite3

    from saasctl import __version__
    from saasctl.output.cells import Json, dumps

    if session.machine:
        python, sqlite = sys.version.split()[0], sqlite3.sqlite_version
        versions: dict[str, Json] = {"saasctl": __version__, "python": python, "sqlite": sqlite}
        sys.stdout.write(dumps({"schema": "saasctl.version/1", **versions}) + "\n")
    else:
        sys.stdout.write(f"saasctl {__version__}\n")
    return 0


def _noun(session: Session, noun: str, words: list[str]) -> int:
    import typer
    from typer.exceptions import TyperException

    path, command, words = _found(noun, words)
    verbs = getattr(command, "commands", None)
    if verbs is None:
        dress(command)
        _check_globals(session, path, _options(command))
    try:
        if verbs is not None and not words:
            with command.make_context(path, [], resilient_parsing=True, help_option_names=HELP) as ctx:
                sys.stderr.write(f"{ctx.get_help()}\n")
            return Usage.exit
        with command.make_context(path, words, obj=session, help_option_names=HELP) as ctx:
            command.invoke(ctx)
    except typer.Exit as ended:
        return ended.exit_code
    except typer.Abort:
        raise KeyboardInterrupt from None
    except TyperException as error:
        _refuse(error, path, _options(command))
    return 0


def _built(app: "typer.Typer", words: Sequence[str]) -> "TyperCommand | TyperGroup":
    """Build a noun's commands, of several only the asked one: the others' options cost more than its work."""
    from copy import copy

    from typer.main import get_command, get_command_name, get_group

    verbs = app.registered_commands
    names = [info.name or get_command_name(getattr(info.callback, "__name__", "")) for info in verbs]
    if not words or words[0] not in names or len(verbs) + len(app.registered_groups) == 1:
        return cast("TyperCommand | TyperGroup", get_command(app))
    alone = copy(app)
    alone.registered_commands, alone.registered_groups = [verbs[names.index(words[0])]], []
    return get_group(alone)


def _found(noun: str, words: list[str]) -> "tuple[str, TyperCommand | TyperGroup, list[str]]":
    try:
        command = _built(import_module(NOUNS[noun].module).app, words)
    except ModuleNotFoundError as error:
        if error.name != NOUNS[noun].module:
            raise
        raise Failure(f"{noun} is not part of this build", why=f"no module {error.name}") from None
    path = f"saasctl {noun}"
    while words and not words[0].startswith("-"):
        verbs = getattr(command, "commands", None)
        if verbs is None:
            break
        if words[0] not in verbs:
            near = _near(words[0], verbs)
            raise CommandUnknown(f"no command {path[8:]} {words[0]}", near, f"{path} --help")
        path, command, words = f"{path} {words[0]}", verbs[words[0]], words[1:]
    return path, command, words


def dress(command: "TyperCommand | TyperGroup") -> None:
    """Complete a command's help: its example is not wrapped, and the global options are named."""
    command.help = (command.help or "").replace("\n\nExample:", "\n\n\b\nExample:")
    command.epilog = EPILOG


def _options(command: "TyperCommand | TyperGroup") -> list[str]:
    return [name for parameter in command.params for name in parameter.opts]


def _check_globals(session: Session, path: str, own: list[str]) -> None:
    """Warn of what has no effect here and refuse what cannot be read, before anything is opened."""
    from saasctl.cli.parsing import day, day_or_instant, instant

    forms: dict[str, Callable[[str, str], object]] = {"--on": day, "--at": instant, "--as-of": day_or_instant}
    for name in DECLARED:
        value = session.given.get(VALUED[name])
        if value is not None and name not in own:
            sys.stderr.write(f"warning: {path} takes no {name}: it has no effect here\n")
        if value is not None and name in forms:
            forms[name](value, name)
    style_of(session)


def _refuse(error: Exception, path: str, own: list[str]) -> NoReturn:
    where = f"{path} --help"
    if hasattr(error, "possibilities"):
        option = str(getattr(error, "option_name", ""))
        raise CommandUnknown(f"no option {option}", _near(option, [*own, *VALUED, *FLAGS]), where) from None
    message = str(getattr(error, "format_message", error.__str__)())
    raise Usage(message.rstrip("."), fix=where) from None


def _failure(error: OSError) -> Failure:
    place = f"{error.filename}: " if error.filename else ""
    return Failure(f"{place}{error.strerror or error}")


def _report(session: Session, error: SaasctlError) -> int:
    from saasctl.output.refusals import refusal_json, refusal_text
    from saasctl.output.style import speak_utf8

    if session.machine:
        speak_utf8(sys.stderr)
    if session.flag("debug"):
        import traceback

        traceback.print_exception(error, file=sys.stderr)
    try:
        sys.stderr.write(refusal_json(error) if session.machine else refusal_text(error))
        sys.stderr.flush()
    except OSError:
        _drop(2)
    return error.exit


def _report_bug(
    session: Session, kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if session.flag("debug"):
        sys.__excepthook__(kind, error, trace)
        return
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if isinstance(error, Exception) and trace is not None:
        place = f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}"
        _report(session, Unexpected(kind.__name__, str(error), place))


def _drop(stream: int) -> None:
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, stream)
    os.close(null)


def _terminate(signum: int, frame: FrameType | None) -> NoReturn:
    raise Terminated
