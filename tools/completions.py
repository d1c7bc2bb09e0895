"""Write `src/saasctl/cli/words.txt` and `completions/` from the program; `--check` only compares."""

import sys
from pathlib import Path

from reference import leaves
from saasctl.cli.completing import WORDS
from saasctl.cli.shells import FILES, SHELLS

FOLDER = Path(__file__).parents[1] / "completions"


def words_text() -> str:
    """Return every command with its options, one a line, in the order of their paths."""
    lines = []
    for leaf in leaves():
        options = [one for parameter in leaf.command.params for one in _options(parameter)]
        lines.append(f"{leaf.path.removeprefix('saasctl ')}\t{' '.join(sorted(options))}")
    return "".join(f"{line}\n" for line in sorted(lines))


def _options(parameter: object) -> list[str]:
    names = [name for name in getattr(parameter, "opts", []) if name.startswith("--")]
    names += [name for name in getattr(parameter, "secondary_opts", []) if name.startswith("--")]
    if getattr(parameter, "is_flag", False):
        return names
    choices = ",".join(str(one) for one in getattr(getattr(parameter, "type", None), "choices", ()))
    metavar = str(getattr(parameter, "metavar", None) or "")
    if not choices and "|" in metavar and metavar.islower():
        choices = metavar.replace("|", ",")
    return [f"{name}={choices}" for name in names]


def main() -> int:
    """Write the files, or compare; a line's place does not matter, so that merges may add lines."""
    wanted = {WORDS: words_text(), **{FOLDER / FILES[shell]: text for shell, text in SHELLS.items()}}
    stale = [path for path, text in wanted.items() if _lines(path) != sorted(text.splitlines())]
    if "--check" in sys.argv:
        print("".join(f"{path.name} is stale: make docs\n" for path in stale) or "completions are fresh")
        return int(bool(stale))
    FOLDER.mkdir(exist_ok=True)
    for path in stale:
        path.write_text(wanted[path], encoding="utf-8")
    return 0


def _lines(path: Path) -> list[str]:
    return sorted(path.read_text(encoding="utf-8").splitlines()) if path.exists() else []


if __name__ == "__main__":
    sys.exit(main())
