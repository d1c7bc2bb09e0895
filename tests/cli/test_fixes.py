"""Every command that an error proposes can be typed: its verbs and options exist."""

import shlex
from pathlib import Path

import pytest

from saasctl.cli.main import _found
from saasctl.cli.registry import NOUNS
from saasctl.cli.session import FLAGS, VALUED

SCRIPTS = Path(__file__).parent.parent / "scripts"
PREFIX = "2>   fix: saasctl "


def proposed() -> list[str]:
    """Return the commands of all error messages in the transcripts, each once."""
    lines = (line for path in SCRIPTS.rglob("*.console") for line in path.read_text().splitlines())
    return sorted({line.removeprefix(PREFIX) for line in lines if line.startswith(PREFIX)})


@pytest.mark.parametrize("line", proposed())
def test_a_proposed_command_can_be_typed(line: str) -> None:
    words = shlex.split(line, comments=True)
    while words and words[0].startswith("--"):
        words = words[2 if words[0] in VALUED else 1 :]
    if not words or words[0] == "help":
        return
    assert words[0] in NOUNS
    _, command, rest = _found(words[0], words[1:])
    known = {name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)}
    asked = {word for word in rest if word.startswith("-")}
    assert asked <= known | set(VALUED) | set(FLAGS) | {"--help"}
    needed = [parameter for parameter in command.params if parameter.required]
    if "--help" not in asked:
        assert sum(1 for word in rest if not word.startswith("-")) >= len(needed)


def test_transcripts_hold_proposals() -> None:
    assert len(proposed()) > 30
