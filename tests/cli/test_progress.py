"""A long import says on a terminal how far it is, and nothing elsewhere."""

import os
import pty
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def file(folder: Path, saasctl: Callable[..., Any]) -> Path:
    (folder / "seller.toml").write_text('name = "Digicoop"\ncountry = "FR"\n')
    saasctl("db", "init", "--sandbox")
    saasctl("seller", "add", "digi", "--terms", "kantree", "--file", "seller.toml", "--on", "2026-01-01")
    rows = "".join(f"c-{number},C {number},digi,c{number}@b.example,FR,yes\n" for number in range(1_500))
    (folder / "orgs.csv").write_text(f"slug,name,seller,email,country,professional\n{rows}")
    return folder / "orgs.csv"


def told(script: Callable[..., subprocess.Popen[str]], *words: str) -> str:
    """Return what the script tells a terminal."""
    ours, theirs = pty.openpty()
    process = script(*words, stderr=theirs)
    os.close(theirs)
    said = b""
    try:
        while part := os.read(ours, 4096):
            said += part
    except OSError:
        pass
    os.close(ours)
    assert process.stdout is not None
    process.stdout.read()
    process.stdout.close()
    assert process.wait() == 0
    return said.decode()


def test_a_terminal_is_told_how_many_rows_are_done_and_the_line_is_wiped(
    file: Path, script: Callable[..., subprocess.Popen[str]]
) -> None:
    said = told(script, "org", "import", "orgs.csv", "--on", "2026-01-05", "-n")
    assert "\r1,000 rows\r1,500 rows\r" in said
    assert said.rstrip().endswith("dry run: nothing was written")


def test_quiet_and_a_file_hear_nothing_of_it(
    file: Path, script: Callable[..., subprocess.Popen[str]], saasctl: Callable[..., Any]
) -> None:
    assert told(script, "org", "import", "orgs.csv", "--on", "2026-01-05", "-n", "-q") == ""
    assert "1,000" not in saasctl("org", "import", "orgs.csv", "--on", "2026-01-05").stderr
