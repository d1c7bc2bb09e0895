"""Start the program: `--version` at once, everything else through the command line."""

import gc
import os
import sys
from io import TextIOWrapper
from typing import TextIO

YOUNG = 50_000
"""Objects made before the collector looks for cycles: what start-up loads lives until the end anyway."""


def main() -> None:
    """Run the command line of this process and leave with its exit code."""
    sys.stdin, sys.stdout, sys.stderr = _heard(sys.stdin), _speaking(sys.stdout), _speaking(sys.stderr)
    words = sys.argv[1:]
    if words in (["--version"], ["-V"]) and _said_version():
        return
    if words[:1] == ["__complete"]:
        _complete(words[1:])
        return
    gc.set_threshold(YOUNG)
    from saasctl.cli.main import run

    code = run(words)
    gc.freeze()
    sys.exit(code)


def _heard(stream: TextIO | None) -> TextIO:
    return open(os.devnull, encoding="utf-8") if stream is None else stream


def _speaking(stream: TextIO | None) -> TextIO:
    if stream is None:
        return open(os.devnull, "w", encoding="utf-8")
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
    return stream


def _complete(words: list[str]) -> None:
    from saasctl.cli.completing import answers

    sys.stdout.write("".join(f"{answer}\n" for answer in answers(words)))


def _said_version() -> bool:
    from saasctl import __version__

    try:
        sys.stdout.write(f"saasctl {__version__}\n")
        sys.stdout.flush()
    except OSError:
        return False
    return True


if __name__ == "__main__":
    main()
