"""Every command is registered, helps, gives an example that can be typed, and is in the reference."""

import shlex
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
import typer

from commands import path_of, played
from reference import Leaf, leaves
from saasctl.cli.main import HELP
from saasctl.cli.registry import NOUNS
from saasctl.cli.session import Session

ROOT = Path(__file__).parents[2]
FRAMEWORK = {
    "__init__",
    "details",
    "main",
    "session",
    "globals",
    "parsing",
    "registry",
    "topics",
    "completing",
    "shells",
    "correcting",
}
"""Modules of cli that are no noun: what serves them all, and parts of one."""
ELSEWHERE = {"saasctl demo": "tests/cli/test_demo.py"}
LEAVES = [pytest.param(leaf, id=leaf.path.removeprefix("saasctl ")) for leaf in leaves()]


def test_the_registry_names_every_noun_that_has_a_module() -> None:
    modules = {path.stem for path in (ROOT / "src" / "saasctl" / "cli").glob("*.py")} - FRAMEWORK
    assert {noun.module.rpartition(".")[2] for noun in NOUNS.values()} == modules
    assert all(f"saasctl.cli.{name}" == noun.module for name, noun in NOUNS.items())


@pytest.mark.parametrize("noun", NOUNS)
def test_a_noun_has_a_typer_application_that_draws_no_boxes(noun: str) -> None:
    app = import_module(NOUNS[noun].module).app
    assert isinstance(app, typer.Typer)
    assert (app.rich_markup_mode, app.pretty_exceptions_enable) == (None, False)
    assert len(NOUNS[noun].says) <= 70


@pytest.mark.parametrize("leaf", LEAVES)
def test_a_command_helps_in_a_sentence_and_ends_in_an_example(leaf: Leaf) -> None:
    said = (leaf.command.help or "").rstrip().splitlines()
    assert said[0].endswith((".", "one."))
    assert said[-1].strip().startswith("Example: saasctl "), said[-1]


@pytest.mark.parametrize("leaf", LEAVES)
def test_the_example_is_a_call_of_the_command(leaf: Leaf) -> None:
    example = (leaf.command.help or "").rstrip().splitlines()[-1].strip().removeprefix("Example: ")
    words = shlex.split(example.split(" > ")[0])
    assert path_of(words) == leaf.path
    rest = Session().take(words[1:])[len(leaf.path.split()) - 1 :]
    with leaf.command.make_context(leaf.path, rest, help_option_names=HELP) as ctx:
        assert ctx.params is not None


def test_the_reference_is_made_from_the_program() -> None:
    page = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    assert [leaf.path for leaf in leaves() if f"### {leaf.path}\n" not in page] == []
    check = [sys.executable, str(ROOT / "tools" / "reference.py"), "--check"]
    result = subprocess.run(check, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_every_command_is_played_in_a_transcript() -> None:
    found = played()
    missing = [leaf.path for leaf in leaves() if leaf.path not in found and leaf.path not in ELSEWHERE]
    assert not missing, "\n".join(missing)
