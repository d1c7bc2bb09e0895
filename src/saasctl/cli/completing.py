"""Answer a shell's question how a command line may go on; without Typer and without the store.

`words.txt` holds every command with its options, made from the program by `make docs`. Nothing of a
store is read: what a customer entered is never offered.
"""

from pathlib import Path

from saasctl.cli.session import FLAGS, VALUED

WORDS = Path(__file__).with_name("words.txt")
"""A command a line: its path, a tab, its options; `--role=a,b` names the values, `--to=` takes any."""
GLOBAL_CHOICES = {
    "--output": "table plain json jsonl csv md",
    "-o": "table plain json jsonl csv md",
    "--for": "machine excel-fr excel-en libreoffice",
}


def answers(words: list[str]) -> list[str]:
    """Return what the last of `words` (which may be empty) can become; nothing where a file may stand.

    `words` are those after the program's name. A `=` may be a word of its own, as bash parts it.
    """
    *before, current = words or [""]
    if current == "=" or before[-1:] == ["="]:
        name = before[-1] if current == "=" else before[-2] if len(before) > 1 else ""
        prefix = "" if current == "=" else current
        return _starting(_choices(name, _command(before)), prefix)
    name, equals, part = current.partition("=")
    if equals and name.startswith("--"):
        return [f"{name}={value}" for value in _starting(_choices(name, _command(before)), part)]
    if before and before[-1].startswith("-") and _takes_value(before[-1], _command(before)):
        return _starting(_choices(before[-1], _command(before)), current)
    return _next(_command(before), current)


def commands() -> dict[str, dict[str, str | None]]:
    """Return each command's options with their values: None for a flag, "" for any text."""
    found: dict[str, dict[str, str | None]] = {}
    for line in WORDS.read_text(encoding="utf-8").splitlines():
        path, _, options = line.partition("\t")
        parted = (word.partition("=") for word in options.split())
        found[path] = {name: value.replace(",", " ") if equals else None for name, equals, value in parted}
    return found


def _command(before: list[str]) -> tuple[str, dict[str, str | None] | None, list[str]]:
    known, path, skip = commands(), "", False
    for word in before:
        if skip or word.startswith("-"):
            skip = not skip and "=" not in word and _takes_value(word, (path, known.get(path), []))
            continue
        longer = f"{path} {word}".strip()
        if longer not in known and not any(one.startswith(f"{longer} ") for one in known):
            return path, known.get(path), []
        path = longer
    below = [one.removeprefix(path).split()[0] for one in known if one.startswith(f"{path} ") or not path]
    return path, known.get(path), sorted(set(below)) if path not in known else []


def _takes_value(name: str, command: tuple[str, dict[str, str | None] | None, list[str]]) -> bool:
    own = command[1] or {}
    return own[name] is not None if name in own else name in VALUED


def _choices(name: str, command: tuple[str, dict[str, str | None] | None, list[str]]) -> list[str]:
    own = command[1] or {}
    return (own.get(name) or GLOBAL_CHOICES.get(name) or "").split()


def _next(command: tuple[str, dict[str, str | None] | None, list[str]], current: str) -> list[str]:
    _, own, below = command
    if current.startswith("-"):
        return _starting(sorted({*(own or {}), *VALUED, *FLAGS, "--help"}), current)
    return _starting(below, current)


def _starting(words: list[str], prefix: str) -> list[str]:
    return [word for word in words if word.startswith(prefix)]
