"""Run the installed command: in a process forked from this warm one, or as the real script."""

import gc
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, NoReturn, TextIO
from zlib import crc32

import pytest

if TYPE_CHECKING:
    from beginnings import Beginnings

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "tools")]

TODAY = datetime(2026, 11, 25, 10, tzinfo=UTC)
"""What the machine's clock says to every command of a transcript."""
SCRIPT = Path(sys.executable).with_name("saasctl")


@dataclass(frozen=True)
class Result:
    """What one command printed and its exit code."""

    stdout: str
    stderr: str
    exit: int

    def json(self) -> Any:
        """Return stdout read as one JSON document."""
        return json.loads(self.stdout)

    @property
    def error(self) -> Any:
        """Return stderr's last line read as JSON."""
        return json.loads(self.stderr.strip().splitlines()[-1])


SAMPLE = 32
"""One in so many transcripts is also played in PostgreSQL by every run; `make postgres` plays them all."""
ALWAYS = ("daily", "agenda")
"""Folders of which every transcript is."""


def environment_in(folder: Path) -> dict[str, str]:
    """Return the fixed environment of a test that runs in `folder`."""
    return {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "SAASCTL_DB": str(folder / "store.db"),
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "80",
    }


def run_forked(words: Sequence[str], folder: Path, env: Mapping[str, str], stdin: bytes = b"") -> Result:
    """Run the script's entry point in a fork of this process, whose imports are warm."""
    warm()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, tempfile.TemporaryFile() as given:
        given.write(stdin)
        given.seek(0)
        sys.stdout.flush()
        sys.stderr.flush()
        child = os.fork()
        if child == 0:
            _child(words, folder, env, (given.fileno(), out.fileno(), err.fileno()))
        _, status = os.waitpid(child, 0)
        texts = []
        for stream in (out, err):
            stream.seek(0)
            texts.append(stream.read().decode("utf-8", "backslashreplace"))
    return Result(texts[0], texts[1], os.waitstatus_to_exitcode(status))


def run_in_shell(line: str, folder: Path, env: Mapping[str, str]) -> Result:
    """Run a line in bash, where `saasctl` is the real script; the exit code is that of pipefail."""
    ran = subprocess.run(
        ["bash", "-o", "pipefail", "-c", line],
        cwd=folder,
        env={**env, "PATH": f"{SCRIPT.parent}:{env['PATH']}"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        start_new_session=True,
        check=False,
    )
    return Result(ran.stdout, ran.stderr, ran.returncode)


def _child(
    words: Sequence[str], folder: Path, env: Mapping[str, str], streams: tuple[int, int, int]
) -> NoReturn:
    interpreter = _Interpreter()
    try:
        with interpreter:
            os.chdir(folder)
            os.environ.clear()
            os.environ.update(env)
            for target, stream in enumerate(streams):
                os.dup2(stream, target)
            sys.stdin, sys.stdout, sys.stderr = _stream(0, "r"), _stream(1, "w"), _stream(2, "w")
            sys.argv = ["saasctl", *words]
            sys.excepthook = sys.__excepthook__
            vars(import_module("saasctl.system.clock"))["system_time"] = lambda: TODAY
            import_module("saasctl.__main__").main()
    finally:
        os._exit(interpreter.code)


def _stream(number: int, mode: Literal["r", "w"]) -> TextIO:
    return open(number, mode, encoding="utf-8", closefd=False)


class _Interpreter:
    """Does with what leaves `main` what the interpreter does: an exit code, or the hook and 1."""

    code = 1

    def __enter__(self) -> None:
        """Nothing is done before."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Keep the exit code; flush what was printed."""
        if kind is None or error is None:
            self.code = 0
        elif isinstance(error, SystemExit):
            self.code = error.code if isinstance(error.code, int) else int(error.code is not None)
        else:
            sys.excepthook(kind, error, trace)
        sys.stdout.flush()
        sys.stderr.flush()


@cache
def warm() -> None:
    """Import once what the commands would import each; a broken module fails those that need it."""
    import saasctl
    from saasctl.errors.base import SaasctlError
    from saasctl.terms.load import load_profile, profile_names

    for module in walk_packages(saasctl.__path__, "saasctl.", onerror=lambda _: None):
        if "__main__" not in module.name and "migrations" not in module.name:
            with suppress(ImportError, SyntaxError):
                import_module(module.name)
    import_module("rich.table")
    import_module("sqlalchemy.orm").configure_mappers()
    for name in profile_names():
        with suppress(SaasctlError):
            load_profile(name)
    gc.freeze()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder in which a test's commands run; its store is `store.db`."""
    return tmp_path


@pytest.fixture
def saasctl(folder: Path) -> Callable[..., Result]:
    """Run a command line in this test's folder: `saasctl("org", "list", "--json")`."""

    def run(*words: str, env: Mapping[str, str] | None = None, stdin: str = "") -> Result:
        return run_forked(words, folder, {**environment_in(folder), **(env or {})}, stdin.encode())

    return run


def interruptible() -> None:
    """Let the script be interrupted, even where the tests run as a background job that ignores it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def script(folder: Path) -> Callable[..., subprocess.Popen[str]]:
    """Start the real installed script in this test's folder."""

    def start(*words: str, env: Mapping[str, str] | None = None, **more: Any) -> subprocess.Popen[str]:
        options: dict[str, Any] = {
            "stdin": subprocess.DEVNULL,
            "stdout": subprocess.PIPE,
            "stderr": subprocess.PIPE,
            "preexec_fn": interruptible,
        }
        return subprocess.Popen(
            [str(SCRIPT), *words],
            cwd=folder,
            env={**environment_in(folder), **(env or {})},
            text=True,
            encoding="utf-8",
            **{**options, **more},
        )

    return start


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run choose the databases on which transcripts are played, and refuse to skip tests."""
    parser.addoption("--all-values", action="store_true", help="change every value of every profile")
    engines = ["sampled", "sqlite", "postgresql", "both"]
    says = "where transcripts keep their store; sampled: all in SQLite, some in PostgreSQL too"
    parser.addoption("--engine", choices=engines, default="sampled", help=says)
    parser.addoption("--no-skips", action="store_true", help="fail when a test is skipped")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test of operations, or of acts, on the databases that the run has chosen."""
    if "store_engine" not in metafunc.fixturenames:
        return
    engine = metafunc.config.getoption("engine")
    name = metafunc.definition.nodeid.rpartition("/")[2]
    if engine == "postgresql":
        metafunc.parametrize("store_engine", ["postgresql"])
    elif engine == "both" or (engine == "sampled" and crc32(name.encode()) % SAMPLE == 0):
        metafunc.parametrize("store_engine", ["sqlite", "postgresql"])


@pytest.fixture
def store_engine() -> str:
    """Name the database in which a test has its store, where the run does not choose."""
    return "sqlite"


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a run with --no-skips in which a test was skipped: it says nothing of what it would check."""
    reporter: Any = session.config.pluginmanager.get_plugin("terminalreporter")
    if session.config.getoption("no_skips") and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture
def postgres() -> Iterator[str]:
    """Return the address of an empty schema of a real PostgreSQL server."""
    from postgres import empty_schema

    with empty_schema() as url:
        yield url


@pytest.fixture
def other_postgres() -> Iterator[str]:
    """Return the address of a second empty schema."""
    from postgres import empty_schema

    with empty_schema() as url:
        yield url


def pytest_collect_file(parent: pytest.Collector, file_path: Path) -> "Transcript | None":
    """Collect `*.console` transcripts as tests."""
    if file_path.suffix == ".console":
        return Transcript.from_parent(parent, path=file_path)
    return None


SQLITE_ONLY = {"exit-143", "exit-130", "exit-75", "exit-9", "NotAStore", "StoreMissing"}
"""Transcripts that hold the lock file of a SQLite store, or show where it is or what else it may be."""


def sampled(path: Path) -> bool:
    """Say whether a transcript is played in PostgreSQL too by every run of the tests."""
    if path.stem in SQLITE_ONLY:
        return False
    return path.parent.name in ALWAYS or crc32(f"{path.parent.name}/{path.stem}".encode()) % SAMPLE == 0


class Transcript(pytest.File):
    """A file of commands with what they must print."""

    def collect(self) -> Iterator["Played"]:
        """Yield one test for the file."""
        engine = self.config.getoption("engine")
        if engine != "postgresql":
            yield Played.from_parent(self, name=self.path.stem)
        everywhere = engine in ("postgresql", "both") and self.path.stem not in SQLITE_ONLY
        if everywhere or (engine == "sampled" and sampled(self.path)):
            yield PlayedOnPostgres.from_parent(self, name=f"{self.path.stem}[postgresql]")


@cache
def beginnings() -> "Beginnings":
    """Return what this worker keeps of the beginnings that transcripts share."""
    from beginnings import Beginnings

    return Beginnings()


class Played(pytest.Item):
    """Plays a transcript from its first line to its last in a folder of its own.

    A beginning that another transcript has played to the letter is taken from there.
    """

    def runtest(self) -> None:
        """Play every command and compare what it prints."""
        from beginnings import names_of
        from transcripts import commands_of, included

        names = names_of(list(commands_of(included(self.path))))
        with tempfile.TemporaryDirectory() as name:
            start = beginnings().resume(names, Path(name))
            for place in self.played_in(Path(name), {}, start):
                beginnings().keep(names[place], Path(name))

    def played_in(self, folder: Path, where: Mapping[str, str], start: int = 0) -> Iterator[int]:
        """Play it in a folder, with the environment that names another store than its file."""
        from transcripts import play

        fixed = {**environment_in(folder), **where}
        return play(
            self.path,
            lambda words, env: run_forked(words, folder, {**fixed, **env}),
            lambda line: run_in_shell(line, folder, fixed),
            folder,
            start,
        )

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> str:
        """Show the difference, not the harness."""
        if isinstance(excinfo.value, AssertionError):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int, str]:
        """Name the file."""
        return self.path, 0, f"{self.path.parent.name}/{self.path.stem}"


class PlayedOnPostgres(Played):
    """Plays a transcript with its store in a schema of a real PostgreSQL server."""

    def runtest(self) -> None:
        """Play every command and compare what it prints."""
        from postgres import empty_schema

        with tempfile.TemporaryDirectory() as name, empty_schema() as url:
            for _ in self.played_in(Path(name), {"SAASCTL_DB": url}):
                pass
