"""The real script against pipes, closed streams, full disks, signals and terminals."""

import json
import os
import pty
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from conftest import SCRIPT, environment_in

Run = Callable[..., Any]
MANY = 3000


@pytest.fixture
def store(folder: Path, saasctl: Run) -> Path:
    """A store with a seller and more customers than a pipe holds."""
    assert saasctl("db", "init", "--sandbox").exit == 0
    (folder / "s.toml").write_text('name = "S"\ncountry = "FR"\n')
    assert saasctl("seller", "add", "digi", "--terms", "kantree", "--file", "s.toml").exit == 0
    path = folder / "store.db"
    with sqlite3.connect(path) as connection:
        connection.executemany(
            "INSERT INTO organisation (slug, seller_id, name, country, professional, created_on, status)"
            " VALUES (?, 1, ?, 'FR', 1, '2026-01-01', 'active')",
            ((f"org-{number}", "x" * 100) for number in range(MANY)),
        )
    connection.close()
    return path


def shell(folder: Path, line: str, **env: str) -> subprocess.CompletedProcess[str]:
    environment = {**environment_in(folder), **env}
    return subprocess.run(
        ["bash", "-c", line.replace("saasctl", str(SCRIPT))],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        errors="backslashreplace",
        timeout=60,
        stdin=subprocess.DEVNULL,
        check=False,
    )


@pytest.mark.parametrize("format_", ["plain", "json", "jsonl", "csv", "md", "table"])
@pytest.mark.parametrize("reader", ["head -c 10", "true"])
def test_a_reader_that_leaves_early_is_no_error(store: Path, format_: str, reader: str) -> None:
    limit = "--limit 400" if format_ == "table" else ""
    result = shell(
        store.parent, f"saasctl org list -o {format_} {limit} | {reader} >/dev/null; echo ${{PIPESTATUS[0]}}"
    )
    assert (result.stdout, result.stderr) == ("141\n", "")


def test_neither_for_an_unbuffered_interpreter_nor_for_short_answers(store: Path) -> None:
    line = "saasctl org list | head -1 >/dev/null; echo ${PIPESTATUS[0]}"
    result = shell(store.parent, line, PYTHONUNBUFFERED="1")
    assert (result.stdout, result.stderr) == ("141\n", "")
    for words in ("--version", "--help", "db info", "slot show --help"):
        result = shell(store.parent, f"saasctl {words} | (sleep 0.3; true); echo ${{PIPESTATUS[0]}}")
        assert result.stderr == ""
        assert result.stdout in ("0\n", "141\n")


def test_a_script_reads_the_first_line_whole(store: Path) -> None:
    result = shell(store.parent, "saasctl org list --no-header | head -1")
    assert result.stdout.startswith("org-0\t" + "x" * 100)


@pytest.mark.parametrize("closed", ["<&-", "2>&-", "<&- 2>&-"])
def test_closed_streams_neither_hang_nor_crash(store: Path, closed: str) -> None:
    result = shell(store.parent, f"saasctl org list --json --limit 1 {closed}")
    assert (result.returncode, result.stderr) == (0, "")
    assert json.loads(result.stdout)["count"] == 1


def test_a_closed_output_is_silence(store: Path) -> None:
    for words in ("org list", "--version", "--help", "db info --json"):
        result = shell(store.parent, f"saasctl {words} >&-")
        assert (result.returncode, result.stderr) == (0, "")
    assert shell(store.parent, "saasctl org show nobody >&- 2>&- <&-").returncode == 3


@pytest.mark.parametrize("words", ["org list", "db info", "--version", "--help", "org list --help"])
def test_a_full_disk_is_a_failure_told_once(store: Path, words: str) -> None:
    result = shell(store.parent, f"saasctl {words} >/dev/full")
    assert (result.returncode, result.stderr) == (1, "error[FAILURE]: No space left on device\n")


def test_refusals_that_nobody_can_read_keep_their_code(store: Path) -> None:
    assert shell(store.parent, "saasctl org show nobody 2>/dev/full").returncode == 3
    result = shell(store.parent, "(sleep 0.2; saasctl org show nobody; echo $? >code) 2>&1 | true; cat code")
    assert result.stdout in ("3\n", "")


def test_machine_formats_speak_utf8_in_any_locale(store: Path) -> None:
    with sqlite3.connect(store) as connection:
        connection.execute("UPDATE organisation SET name = 'Société' WHERE slug = 'org-1'")
    connection.close()
    for locale in ({"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "latin-1"}, {"LC_ALL": "C"}):
        for words in ("-o json", "-o jsonl", "-o csv"):
            result = shell(store.parent, f"saasctl org list --q org-1 --limit 2 -q {words}", **locale)
            assert (result.returncode, result.stderr) == (0, "")
            assert "Société" in result.stdout
        for words in ("-o plain", "-o table", "-o md"):
            result = shell(store.parent, f"saasctl org list --q org-1 --limit 2 -q {words}", **locale)
            assert (result.returncode, result.stderr) == (0, "")


@contextmanager
def locked(path: Path) -> Iterator[None]:
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        holder.execute("ROLLBACK")
        holder.close()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_a_waiting_command_and_leaves_nothing(
    store: Path, script: Run, number: signal.Signals, code: int
) -> None:
    words = ("org", "note", "org-1", "hello", "--lock-timeout", "30s")
    with locked(store):
        waiting = script(*words)
        time.sleep(1.5)
        assert waiting.poll() is None
        waiting.send_signal(number)
        out, err = waiting.communicate(timeout=10)
    assert (waiting.returncode, out, err) == (code, "", "")
    with sqlite3.connect(store) as connection:
        assert connection.execute("SELECT count(*) FROM note").fetchone() == (0,)
    connection.close()


def on_terminal(
    folder: Path, words: list[str], env: Mapping[str, str] | None = None, columns: int = 100
) -> tuple[int, str]:
    """Run the script on a terminal of its own and return its exit code and what it showed."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        shown_as = {"TERM": "xterm-256color", "COLUMNS": str(columns), **(env or {})}
        environment = {**environment_in(folder), **shown_as}
        os.execve(SCRIPT, [str(SCRIPT), *words], environment)
    shown = b""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), shown.decode()


def test_a_terminal_is_shown_fifty_rows_and_a_footer(store: Path) -> None:
    code, shown = on_terminal(store.parent, ["org", "list"])
    assert code == 0
    assert "the first 50; --all for the rest" in shown
    assert "\x1b[1m" in shown
    assert shown.count("org-") == 50
    assert all(len(line) <= 100 or "\x1b" in line or "hidden" in line for line in shown.splitlines())


def test_a_terminal_is_not_coloured_where_it_is_not_wanted(store: Path) -> None:
    for env in ({"NO_COLOR": "1"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, {"TERM": "dumb"}):
        assert "\x1b" not in on_terminal(store.parent, ["org", "list", "--limit", "3"], env)[1]
    for words in (["--json"], ["--no-color"], ["-o", "csv"]):
        shown = on_terminal(store.parent, ["org", "list", "--limit", "3", *words], {"FORCE_COLOR": "1"})[1]
        assert "\x1b" not in shown


def test_the_habit_of_a_terminal_does_not_reach_a_pipe(store: Path) -> None:
    env = {"SAASCTL_OUTPUT": "json"}
    assert on_terminal(store.parent, ["org", "list", "--limit", "1"], env)[1].startswith('{"schema"')
    assert shell(store.parent, "saasctl org list --limit 1", **env).stdout.startswith("slug\t")


def test_a_narrow_terminal_names_what_it_hides_and_cuts_no_key(store: Path) -> None:
    code, shown = on_terminal(store.parent, ["org", "list", "--limit", "1"], columns=24)
    assert code == 0
    assert "org-0" in shown
    assert "hidden: name, " in shown
