"""Write `docs/reference.md` from the help of every command, the topics and the refusals.

`--check` writes nothing and fails when the page is stale.
"""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

import saasctl.errors
from saasctl.cli.main import HELP, dress, overview
from saasctl.cli.registry import NOUNS
from saasctl.cli.topics import TOPICS
from saasctl.errors.base import SaasctlError

TARGET = Path(__file__).parents[1] / "docs" / "reference.md"
WIDTH = 100
HEAD = """# Reference

Made from the program by `make docs`; a test fails when it is stale. Topics: `saasctl help TOPIC`.
"""


class Leaf(NamedTuple):
    """A command that does something, with its path: `saasctl org contact add`."""

    path: str
    command: TyperCommand


def leaves() -> Iterator[Leaf]:
    """Yield every command of every noun, in the order of the registry."""
    for noun, known in NOUNS.items():
        command = typer.main.get_command(import_module(known.module).app)
        yield from _under(f"saasctl {noun}", command)


def _under(path: str, command: object) -> Iterator[Leaf]:
    if isinstance(command, TyperGroup):
        for verb, below in command.commands.items():
            yield from _under(f"{path} {verb}", below)
    elif isinstance(command, TyperCommand):
        yield Leaf(path, command)


def help_of(leaf: Leaf) -> str:
    """Return what `--help` prints for a command, without the line that all share."""
    dress(leaf.command)
    leaf.command.epilog = None
    wide = {"resilient_parsing": True, "help_option_names": HELP, "terminal_width": WIDTH}
    with leaf.command.make_context(leaf.path, [], None, **wide) as ctx:
        return leaf.command.get_help(ctx).rstrip()


def refusals() -> list[type[SaasctlError]]:
    """Return the classes of refusal that have a code of their own, by code."""
    for module in iter_modules(saasctl.errors.__path__, "saasctl.errors."):
        import_module(module.name)
    found = [kind for kind in _below(SaasctlError) if kind.__module__ != SaasctlError.__module__]
    return sorted(found, key=lambda kind: (kind.code, kind.__name__))


def _below(kind: type[SaasctlError]) -> Iterator[type[SaasctlError]]:
    for below in kind.__subclasses__():
        yield below
        yield from _below(below)


def reference_text() -> str:
    """Return the whole page."""
    parts = [HEAD, f"```\n{overview()}```\n"]
    noun = ""
    for leaf in leaves():
        if leaf.path.split()[1] != noun:
            noun = leaf.path.split()[1]
            parts.append(f"## {noun}\n\n{NOUNS[noun].says}.\n")
        parts.append(f"### {leaf.path}\n\n```\n{help_of(leaf)}\n```\n")
    parts += [f"## help {topic}\n\n```\n{text}```\n" for topic, text in TOPICS.items()]
    rows = [
        f"| `{kind.code}` | {kind.exit} | {(kind.__doc__ or '').splitlines()[0]} |" for kind in refusals()
    ]
    parts.append("\n".join(["## Refusals\n", "| code | exit | meaning |", "|---|---|---|", *rows, ""]))
    return "\n".join(parts)


def main() -> int:
    """Write the page, or check it."""
    text = reference_text()
    if "--check" in sys.argv:
        stale = not TARGET.exists() or TARGET.read_text(encoding="utf-8") != text
        print("docs/reference.md is stale: make docs" if stale else "docs/reference.md is fresh")
        return int(stale)
    TARGET.write_text(text, encoding="utf-8")
    print(f"wrote {TARGET}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
