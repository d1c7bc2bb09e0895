"""The transcript format: `$ command`, its stdout, its stderr after `2> `, then `[exit N]`.

`...` alone on a line stands for any lines, `[..]` inside one for any text. `# ` begins a remark.
`$ cat > FILE <<EOF` writes a file, `# include: setup/NAME` plays another transcript first.
A command without expected lines or exit must succeed silently.
"""

import re
import shlex
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol


class Printed(Protocol):
    """What a command printed."""

    @property
    def stdout(self) -> str:
        """Its data."""

    @property
    def stderr(self) -> str:
        """Its talk."""

    @property
    def exit(self) -> int:
        """Its exit code."""


@dataclass
class Command:
    """One command with what is expected of it."""

    line: int
    text: str
    body: list[str] = field(default_factory=list)
    stdout: list[str] = field(default_factory=list)
    stderr: list[str] = field(default_factory=list)
    exit: int = 0


def commands_of(text: str) -> Iterator[Command]:
    """Yield the commands of a transcript in order."""
    lines = list(enumerate(text.splitlines(), 1))
    starts = [place for place, (_, line) in enumerate(lines) if line.startswith("$ ")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        number, line = lines[start]
        command = Command(number, line[2:])
        block = [line for _, line in lines[start + 1 : end]]
        if match := re.fullmatch(r"cat > (\S+) <<(\w+)", command.text):
            command.body = block[: block.index(match[2])]
        else:
            _read_block(command, block)
        yield command


def _read_block(command: Command, block: Sequence[str]) -> None:
    for line in block:
        if line.startswith("# ") or line == "#":
            continue
        if match := re.fullmatch(r"\[exit (\d+)\]", line):
            command.exit = int(match[1])
        elif line.startswith("2> ") or line == "2>":
            command.stderr.append(line[3:])
        elif line == "..." and command.stderr:
            command.stderr.append(line)
        elif line or command.stdout:
            command.stdout.append(line)


def matches(expected: Sequence[str], found: Sequence[str]) -> bool:
    """Say whether lines found are those expected, with their wildcards."""
    if not expected:
        return not found
    if expected[0] == "...":
        return any(matches(expected[1:], found[skip:]) for skip in range(len(found) + 1))
    return bool(found) and _line(expected[0], found[0]) and matches(expected[1:], found[1:])


def _line(expected: str, found: str) -> bool:
    pattern = ".*".join(re.escape(part) for part in expected.split("[..]"))
    return re.fullmatch(pattern, found) is not None


def play(path: Path, run: Callable[[list[str], bytes], Printed], folder: Path) -> None:
    """Play a transcript; raises AssertionError with expected and found lines at the first difference."""
    for command in commands_of(included(path)):
        if command.text.startswith("cat > "):
            (folder / command.text.split()[2]).write_text("\n".join(command.body) + "\n", encoding="utf-8")
            continue
        words = shlex.split(command.text)
        if words[0] != "saasctl":
            raise AssertionError(f"{path}:{command.line}: only saasctl and cat > FILE <<EOF are known")
        result = run(words[1:], b"")
        stdout, stderr = result.stdout.splitlines(), result.stderr.splitlines()
        expected = _trimmed(command.stdout)
        wrong = not matches(expected, _trimmed(stdout)) or result.exit != command.exit
        if wrong or not matches(command.stderr or (["..."] if not command.exit else []), stderr):
            raise AssertionError(_difference(path, command, expected, result))


def included(path: Path) -> str:
    """Return a transcript's text with the `# include: setup/NAME` lines replaced by those files."""
    root = Path(__file__).parent / "scripts"

    def text(match: re.Match[str]) -> str:
        return (root / f"{match[1]}.console").read_text(encoding="utf-8")

    return re.sub(r"^# include: (\S+)$", text, path.read_text(encoding="utf-8"), flags=re.MULTILINE)


def _trimmed(lines: Sequence[str]) -> list[str]:
    kept = list(lines)
    while kept and not kept[-1]:
        kept.pop()
    return kept


def _difference(path: Path, command: Command, expected: Sequence[str], result: Printed) -> str:
    wanted = [*expected, *(f"2> {line}" for line in command.stderr), f"[exit {command.exit}]"]
    found = [*_trimmed(result.stdout.splitlines())]
    found += [f"2> {line}" for line in result.stderr.splitlines()]
    found.append(f"[exit {result.exit}]")
    place = f"{path}:{command.line}: $ {command.text}"
    return "\n".join([place, "--- expected", *wanted, "--- found", *found])
