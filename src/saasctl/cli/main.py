"""The program: split the line, run one command, and turn what it raises into an exit code."""

import json
import os
import signal
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from saasctl.cli.registry import NOUNS
from saasctl.errors.base import Failure, SaasctlError, Usage
from saasctl.errors.usage import CommandUnknown

if TYPE_CHECKING:
    import typer
    from typer.models import CommandInfo

    from saasctl.cli.globals import Session

INTERRUPTED, TERMINATED, PIPE_CLOSED = 130, 143, 141
OVERVIEW = """Usage: saasctl [OPTIONS] NOUN VERB [KEY] [OPTIONS]

A SaaS vendor's contract desk: bills, dates and notices that cite the contract's clauses.

Nouns:
{nouns}

Try: saasctl demo; saasctl NOUN --help; saasctl help options
"""


class Terminated(BaseException):
    """The process was asked to end; what was open is rolled back on the way out."""


def run(words: Sequence[str]) -> int:
    """Run one command line and return its exit code. Streams are flushed before it returns."""
    from saasctl.cli.globals import Session

    session = Session(run=run)
    signal.signal(signal.SIGTERM, _terminate)
    try:
        code = _guarded(session, words)
        sys.stdout.flush()
    except BrokenPipeError:
        return _pipe_closed()
    except OSError as error:
        return _report(session, Failure(f"output failed: {error.strerror or error}"))
    return code


def _guarded(session: "Session", words: Sequence[str]) -> int:
    from saasctl.cli.globals import split_globals

    try:
        session.given, rest = split_globals(list(words))
        return _dispatch(session, rest)
    except SaasctlError as error:
        return _report(session, error)
    except BrokenPipeError:
        raise
    except KeyboardInterrupt:
        return INTERRUPTED
    except Terminated:
        return TERMINATED
    except OSError as error:
        if session.flag("debug"):
            raise
        place = f"{error.filename}: " if error.filename else ""
        return _report(session, Failure(f"{place}{error.strerror or error}"))
    finally:
        if session.store is not None:
            session.store.close()


def _dispatch(session: "Session", words: list[str]) -> int:
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
        raise CommandUnknown(f"no option {noun}", [], "saasctl help options")
    if noun not in NOUNS:
        raise CommandUnknown(f"no command {noun}", get_close_matches(noun, NOUNS, 2), "saasctl --help")
    return _noun(session, noun, words[1:])


def overview() -> str:
    """Return the text of `saasctl --help`."""
    width = max(len(noun) for noun in NOUNS)
    nouns = "\n".join(f"  {noun:<{width}}  {known.says}" for noun, known in NOUNS.items())
    return OVERVIEW.format(nouns=nouns)


def _version(session: "Session") -> int:
    import sqlite3

    from saasctl import __version__

    if session.machine:
        versions = {
            "saasctl": __version__,
            "python": sys.version.split()[0],
            "sqlite": sqlite3.sqlite_version,
        }
        sys.stdout.write(json.dumps({"schema": "saasctl.version/1", **versions}) + "\n")
    else:
        sys.stdout.write(f"saasctl {__version__}\n")
    return 0


def _noun(session: "Session", noun: str, words: list[str]) -> int:
    import typer
    from typer.exceptions import TyperException

    app = import_module(NOUNS[noun].module).app
    prog = f"saasctl {noun}"
    alone = _verb_alone(app, words)
    if alone is None:
        command = typer.main.get_command(app)
    else:
        prog, words = f"{prog} {words[0]}", words[1:]
        command = typer.main.get_command_from_info(
            alone, pretty_exceptions_short=False, rich_markup_mode=None
        )
    verbs = getattr(command, "commands", None)
    if verbs is not None and not words:
        with command.make_context(prog, [], resilient_parsing=True, obj=session) as ctx:
            sys.stderr.write(ctx.get_help() + "\n")
        return Usage.exit
    if verbs is not None and not words[0].startswith("-") and words[0] not in verbs:
        near = get_close_matches(words[0], verbs, 2)
        raise CommandUnknown(f"no command {noun} {words[0]}", near, f"saasctl {noun} --help")
    try:
        with command.make_context(prog, words, obj=session, help_option_names=["-h", "--help"]) as ctx:
            command.invoke(ctx)
    except typer.Exit as ended:
        return ended.exit_code
    except typer.Abort:
        raise KeyboardInterrupt from None
    except TyperException as error:
        _usage(error)
    return 0


def _verb_alone(app: "typer.Typer", words: Sequence[str]) -> "CommandInfo | None":
    """Return the asked verb: built without its neighbours, whose options would cost more than its work."""
    from typer.main import get_command_name

    if not words or len(app.registered_commands) + len(app.registered_groups) == 1:
        return None
    for info in app.registered_commands:
        if (info.name or get_command_name(getattr(info.callback, "__name__", ""))) == words[0]:
            return info
    return None


def _usage(error: BaseException) -> NoReturn:
    message = getattr(error, "format_message", str)
    option = getattr(error, "option_name", None)
    context = getattr(error, "ctx", None)
    where = f"{context.command_path} --help" if context is not None else "saasctl --help"
    if option is not None:
        raise CommandUnknown(f"no option {option}", _near_options(option, context), where) from None
    raise Usage(str(message()).rstrip("."), fix=where) from None


def _near_options(option: str, context: object) -> list[str]:
    from saasctl.cli.globals import FLAGS, VALUED

    command = getattr(context, "command", None)
    own = [name for parameter in getattr(command, "params", ()) for name in parameter.opts]
    return get_close_matches(option, [*own, *VALUED, *FLAGS], 2)


def _report(session: "Session", error: SaasctlError) -> int:
    from saasctl.output.refusals import refusal_json, refusal_text

    if session.flag("debug"):
        import traceback

        traceback.print_exception(error, file=sys.stderr)
    text = refusal_json(error) if session.machine else refusal_text(error)
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except (OSError, ValueError):
        return error.exit
    return error.exit


def _pipe_closed() -> int:
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    return PIPE_CLOSED


def _terminate(signum: int, frame: FrameType | None) -> NoReturn:
    raise Terminated
