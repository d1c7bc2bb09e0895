"""Which commands there are, and which of them the transcripts play."""

import shlex
from functools import cache
from pathlib import Path

from reference import leaves
from saasctl.cli.session import Session
from saasctl.errors.base import Usage
from transcripts import ASSIGNED, commands_of

SCRIPTS = Path(__file__).parent / "scripts"


@cache
def known() -> frozenset[str]:
    """Return the paths of all commands."""
    return frozenset(leaf.path for leaf in leaves())


def path_of(words: list[str]) -> str | None:
    """Return the path of the command that a line calls, as `saasctl org list`; None for no command."""
    while words and ASSIGNED.match(words[0]):
        words = words[1:]
    try:
        rest = Session().take(words[1:])
    except Usage:
        return None
    paths = (" ".join(["saasctl", *rest[:length]]) for length in (3, 2, 1))
    return next((path for path in paths if path in known()), None)


def played() -> dict[str, list[str]]:
    """Return the paths of the commands that transcripts play, each with the transcripts' names."""
    found: dict[str, list[str]] = {}
    for script in sorted(SCRIPTS.rglob("*.console")):
        for command in commands_of(script.read_text(encoding="utf-8")):
            path = path_of(shlex.split(command.text))
            if path is not None:
                found.setdefault(path, []).append(script.stem)
    return found
