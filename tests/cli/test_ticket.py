"""Lists of tickets on a terminal: bars, and a list that is shown anew until it is interrupted."""

import os
import pty
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import SCRIPT, environment_in, interruptible

Run = Callable[..., Any]
SELLER = 'name = "S"\nsiren = "820200004"\nvat_id = "FR54820200004"\ncountry = "FR"\n'


@pytest.fixture
def desk(folder: Path, saasctl: Run) -> Path:
    """A customer of Koban with a ticket that is open."""
    (folder / "s.toml").write_text(SELLER)
    saasctl("db", "init", "--sandbox")
    saasctl("seller", "add", "crm", "--terms", "koban", "--file", "s.toml", "--on", "2025-01-01")
    who = ("--name", "Acme", "--seller", "crm", "--email", "a@acme.example", "--professional")
    assert saasctl("org", "add", "acme", *who, "--on", "2025-01-01").exit == 0
    what = ("--severity", "major", "--title", "No export", "--at", "2026-03-09T09:00:00+01:00")
    assert saasctl("ticket", "open", "acme", *what).exit == 0
    return folder


def watched(folder: Path, words: list[str], shows: str) -> tuple[int, str]:
    """Run the script on a terminal until `shows` stood there twice, interrupt it, and return its end."""
    child, terminal = pty.fork()
    if child == 0:
        interruptible()
        os.chdir(folder)
        shown_as = {"TERM": "xterm-256color", "COLUMNS": "120"}
        os.execve(SCRIPT, [str(SCRIPT), *words], {**environment_in(folder), **shown_as})
    text, end = "", time.monotonic() + 60
    sent = False
    while time.monotonic() < end:
        try:
            text += os.read(terminal, 65536).decode("utf-8", "replace")
        except OSError:
            break
        if text.count(shows) >= 2 and not sent:
            os.kill(child, signal.SIGINT)
            sent = True
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), text


def test_a_watched_list_is_refreshed_in_place_with_bars(desk: Path) -> None:
    words = ["ticket", "list", "--watch", "--every", "100ms", "--as-of", "2026-03-09T12:00:00+01:00"]
    code, text = watched(desk, words, "T-1")
    assert code == 130
    assert text.count("\x1b[H\x1b[J") >= 2
    assert "━━━━" in text


def test_a_watched_list_ends_with_what_it_looks_for(saasctl: Run, desk: Path) -> None:
    late = ("--as-of", "2026-03-10T12:00:00+01:00", "--fail-on", "missed")
    result = saasctl("ticket", "list", "--watch", *late)
    assert result.exit == 10
    assert "\x1b" not in result.stdout
    assert "T-1" in result.stdout
    assert saasctl("ticket", "list", "--watch", "--every", "soon").exit == 2
