"""The example of every command, typed: without a store, in an empty one, and for a machine."""

import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reference import Leaf, leaves

Run = Callable[..., Any]
ENDINGS = {0, 1, 2, 3, 4, 5, 7, 8, 9}
"""Exit codes with which an example may end in a store without customers."""
LEAVES = [
    pytest.param(leaf, id=leaf.path.removeprefix("saasctl "))
    for leaf in leaves()
    if leaf.path != "saasctl demo"
]


def example(leaf: Leaf) -> list[str]:
    text = (leaf.command.help or "").rstrip().splitlines()[-1].strip().removeprefix("Example: ")
    return shlex.split(text.split(" > ")[0])[1:]


@pytest.mark.parametrize("leaf", LEAVES)
def test_without_a_store_it_ends_in_a_refusal_or_needs_none(leaf: Leaf, saasctl: Run) -> None:
    result = saasctl(*example(leaf))
    assert result.exit in ENDINGS, result.stderr
    assert "BUG" not in result.stderr


SPEAKING = [leaf for leaf in LEAVES if leaf.id != "completion"]
"""All but the one that prints a script of the shell."""


@pytest.mark.parametrize("leaf", SPEAKING)
def test_in_an_empty_store_it_answers_a_machine_in_json(leaf: Leaf, saasctl: Run, folder: Path) -> None:
    saasctl("db", "init", "--sandbox")
    words = [word for word in example(leaf) if word != "--json"]
    result = saasctl(*words, "--json")
    assert result.exit in ENDINGS, result.stderr
    if result.exit:
        assert result.error["schema"] == "saasctl.error/1"
        assert result.error["exit"] == result.exit
        assert result.error["code"] != "BUG"
    elif "--out" not in words and leaf.path not in ("saasctl help", "saasctl db dump"):
        assert json.loads(result.stdout)["schema"].startswith("saasctl.")
    assert folder.exists()
