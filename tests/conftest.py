"""Run the installed command: in a process forked from this warm one, or as the real script."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import pytest

sys.path.insert(0, str(Path(__file__).parent))

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


def _child(
    words: Sequence[str], folder: Path, env: Mapping[str, str], streams: tuple[int, int, int]
) -> NoReturn:
    code = 1
    try:
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(env)
        for target, stream in enumerate(streams):
            os.dup2(stream, target)
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.argv = ["saasctl", *words]
        code = _main()
    finally:
        os._exit(code)


def _main() -> int:
    import traceback

    from saasctl.__main__ import main

    try:
        main()
        code: object = 0
    except SystemExit as ended:
        code = ended.code
    except (Exception, KeyboardInterrupt):  # noqa: BLE001
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    return code if isinstance(code, int) else 0 if code is None else 1


_warm = False


def warm() -> None:
    """Import once what the commands would import each."""
    global _warm
    if _warm:
        return
    for name in ("rich.table", "sqlmodel", "typer.main", "saasctl.cli.main", "saasctl.store.tables"):
        import_module(name)
    from saasctl.terms.load import load_profile, profile_names

    for name in profile_names():
        load_profile(name)
    _warm = True


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


@pytest.fixture
def script(folder: Path) -> Callable[..., subprocess.Popen[str]]:
    """Start the real installed script in this test's folder."""

    def start(*words: str, env: Mapping[str, str] | None = None, **more: Any) -> subprocess.Popen[str]:
        options: dict[str, Any] = {
            "stdin": subprocess.DEVNULL,
            "stdout": subprocess.PIPE,
            "stderr": subprocess.PIPE,
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


def pytest_collect_file(parent: pytest.Collector, file_path: Path) -> "Transcript | None":
    """Collect `*.console` transcripts as tests."""
    if file_path.suffix == ".console":
        return Transcript.from_parent(parent, path=file_path)
    return None


class Transcript(pytest.File):
    """A file of commands with what they must print."""

    def collect(self) -> Iterator["Played"]:
        """Yield one test for the file."""
        yield Played.from_parent(self, name=self.path.stem)


class Played(pytest.Item):
    """Plays a transcript from its first line to its last in a folder of its own."""

    def runtest(self) -> None:
        """Play every command and compare what it prints."""
        from transcripts import play

        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            play(
                self.path,
                lambda words, stdin: run_forked(words, folder, environment_in(folder), stdin),
                folder,
            )

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> str:
        """Show the difference, not the harness."""
        if isinstance(excinfo.value, AssertionError):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int, str]:
        """Name the file."""
        return self.path, 0, f"{self.path.parent.name}/{self.path.stem}"
