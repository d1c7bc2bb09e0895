"""The transcript format: `$ command`, its stdout, its stderr after `2> `, then `[exit N]`.

`...` alone on a line stands for any lines, `[..]` inside one for any text. `# ` begins a remark.
`$ cat > FILE <<EOF` writes a file, `$ cp profiles/FILE .` takes one of the tests' own,
`# include: setup/NAME` plays another transcript first, and `$ NAME=VALUE saasctl ...` sets its
environment. A line with a pipe, or one that begins with `flock`, is run by bash (pipefail) with the
real script. Without `[exit N]` a command must succeed; the talk of one that succeeds on stderr may be
left out, its stdout may not.
"""

import re
import shlex
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import ndiff
from itertools import takewhile
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


Run = Callable[[list[str], Mapping[str, str]], Printed]
Shell = Callable[[str], Printed]
ASSIGNED = re.compile(r"[A-Z_]+=")


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
    places = {0}
    for line in expected:
        if line == "...":
            places = set(range(min(places), len(found) + 1))
        else:
            places = {place + 1 for place in places if place < len(found) and _line(line, found[place])}
        if not places:
            return False
    return len(found) in places


def _line(expected: str, found: str) -> bool:
    pattern = ".*".join(re.escape(part) for part in expected.split("[..]"))
    return re.fullmatch(pattern, found) is not None


def play(path: Path, run: Run, shell: Shell, folder: Path, start: int = 0) -> Iterator[int]:
    """Play a transcript from its command `start` on, yielding the place of each that was as it must be.

    Raises AssertionError with the differing lines at the first difference.
    """
    for place, command in enumerate(commands_of(included(path))):
        if place >= start:
            _play_one(path, command, (run, shell), folder)
            yield place


def _play_one(path: Path, command: Command, how: tuple[Run, Shell], folder: Path) -> None:
    run, shell = how
    if command.text.startswith("cat > "):
        (folder / command.text.split()[2]).write_text("\n".join(command.body) + "\n", encoding="utf-8")
        return
    words = shlex.split(command.text)
    if words[0] == "cp":
        shutil.copy(Path(__file__).parent / words[1], folder / words[2])
        return
    result = shell(command.text) if "|" in words or words[0] == "flock" else _called(words, run)
    if result is None:
        raise AssertionError(f"{path}:{command.line}: only saasctl, cp and cat > FILE <<EOF are known")
    stdout = _trimmed(result.stdout.splitlines())
    told = command.stderr or (["..."] if not command.exit else [])
    same = matches(_trimmed(command.stdout), stdout) and matches(told, result.stderr.splitlines())
    if not same or result.exit != command.exit:
        raise AssertionError(_difference(path, command, result))


def _called(words: list[str], run: Run) -> Printed | None:
    env = dict(word.split("=", 1) for word in takewhile(lambda word: ASSIGNED.match(word), words))
    return run(words[len(env) + 1 :], env) if words[len(env) : len(env) + 1] == ["saasctl"] else None


def included(path: Path) -> str:
    """Return a transcript's text with the `# include: setup/NAME` lines replaced by those files' own."""
    root = Path(__file__).parent / "scripts"

    def text(match: re.Match[str]) -> str:
        return included(root / f"{match[1]}.console")

    return re.sub(r"^# include: (\S+)$", text, path.read_text(encoding="utf-8"), flags=re.MULTILINE)


def _trimmed(lines: Sequence[str]) -> list[str]:
    kept = list(lines)
    while kept and not kept[-1]:
        kept.pop()
    return kept


def _difference(path: Path, command: Command, result: Printed) -> str:
    wanted = [*_trimmed(command.stdout), *(f"2> {line}" for line in command.stderr)]
    found = [*_trimmed(result.stdout.splitlines()), *(f"2> {line}" for line in result.stderr.splitlines())]
    lines = ndiff([*wanted, f"[exit {command.exit}]"], [*found, f"[exit {result.exit}]"])
    shown = (line for line in lines if not line.startswith("? "))
    return "\n".join([f"{path}:{command.line}: $ {command.text}", "(- expected, + found)", *shown])
