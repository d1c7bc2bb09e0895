"""The beginnings that several transcripts share: played once by each worker, then copied."""

import shutil
import tempfile
from collections import Counter, OrderedDict
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

from transcripts import Command, commands_of, included

SCRIPTS = Path(__file__).parent / "scripts"
KEPT = 24
"""So many folders are kept: transcripts that begin alike stand side by side."""


def names_of(commands: Sequence[Command]) -> list[str]:
    """Name each beginning of a transcript by its commands and all that they must print."""
    digest, names = sha256(), []
    for command in commands:
        fields = (command.text, command.body, command.stdout, command.stderr, command.exit)
        digest.update(repr(fields).encode())
        names.append(digest.hexdigest())
    return names


@cache
def shared() -> frozenset[str]:
    """Name the beginnings at which transcripts that began alike part."""
    chains = [names_of(list(commands_of(included(path)))) for path in SCRIPTS.rglob("*.console")]
    count = Counter(name for chain in chains for name in chain)
    return frozenset(
        name
        for chain in chains
        for name, following in zip(chain, [*chain[1:], ""], strict=True)
        if count[name] > 1 and count[following] < count[name]
    )


class Beginnings:
    """Folders as they were after a beginning, the least lately used dropped first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Path] = OrderedDict()
        self._root = tempfile.TemporaryDirectory()

    def resume(self, names: Sequence[str], folder: Path) -> int:
        """Fill an empty folder from the longest beginning kept; returns how many commands that spares."""
        for place in range(len(names), 0, -1):
            if names[place - 1] in self._kept:
                self._kept.move_to_end(names[place - 1])
                shutil.copytree(self._kept[names[place - 1]], folder, symlinks=True, dirs_exist_ok=True)
                return place
        return 0

    def keep(self, name: str, folder: Path) -> None:
        """Keep a folder when other transcripts go on from here."""
        if name not in shared() or name in self._kept:
            return
        self._kept[name] = Path(self._root.name) / name
        shutil.copytree(folder, self._kept[name], symlinks=True)
        while len(self._kept) > KEPT:
            shutil.rmtree(self._kept.popitem(last=False)[1])
