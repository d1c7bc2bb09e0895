"""What a fresh interpreter loads: the cost of starting, without a clock."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import environment_in

LOADED = """
import atexit, sys
def tell():
    with open("modules", "w") as file:
        file.write(" ".join(sys.modules))
atexit.register(tell)
sys.argv[0] = "saasctl"
from saasctl.__main__ import main
main()
"""
HEAVY = {"rich", "pydantic", "sqlalchemy", "sqlmodel", "alembic"}
PARTS = {"invoice": ("correcting",)}
"""Modules that hold a part of a noun's commands."""


@pytest.fixture
def loaded(folder: Path, saasctl: Callable[..., Any]) -> Callable[..., set[str]]:
    """Run a command line in a fresh interpreter and return the names of the modules it loaded."""
    assert saasctl("db", "init", "--sandbox").exit == 0

    def run(*words: str) -> set[str]:
        command = [sys.executable, "-c", LOADED, *words]
        ran = subprocess.run(
            command, cwd=folder, env=environment_in(folder), capture_output=True, check=False
        )
        assert ran.returncode == 0, ran.stderr
        return set((folder / "modules").read_text().split())

    return run


def test_the_version_is_told_without_typer(loaded: Callable[..., set[str]]) -> None:
    for word in ("--version", "-V"):
        modules = loaded(word)
        assert not modules & {"typer", "saasctl.cli", "json", "difflib", "sqlite3"}
        assert {name for name in modules if name.startswith("saasctl")} == {"saasctl", "saasctl.__main__"}


def test_the_overview_needs_no_typer_either(loaded: Callable[..., set[str]]) -> None:
    modules = loaded("--help")
    assert not modules & {*HEAVY, "typer", "saasctl.cli.org"}


@pytest.mark.parametrize(
    "words",
    [
        ("org", "--help"),
        ("invoice", "run", "--help"),
        ("org", "list", "--json"),
        ("find", "acme", "-o", "jsonl"),
    ],
    ids=" ".join,
)
def test_help_and_lists_load_nothing_heavy(loaded: Callable[..., set[str]], words: tuple[str, ...]) -> None:
    modules = loaded(*words)
    assert not modules & HEAVY
    nouns = {name for name in modules if name.startswith("saasctl.cli.")}
    assert nouns <= {
        f"saasctl.cli.{name}"
        for name in (
            words[0],
            "main",
            "registry",
            "session",
            "globals",
            "parsing",
            "details",
            *PARTS.get(words[0], ()),
        )
    }


def test_help_opens_no_store_and_loads_no_operation(loaded: Callable[..., set[str]]) -> None:
    modules = loaded("invoice", "run", "--help")
    assert not {name for name in modules if name.startswith(("saasctl.operations", "saasctl.store"))}
    assert "sqlite3" not in modules


def test_a_table_is_what_loads_rich(loaded: Callable[..., set[str]]) -> None:
    assert "rich" not in loaded("org", "list", "-o", "plain")
    assert "rich" in loaded("org", "list", "-o", "table")
