"""Things kept under dotted paths in which `*` stands for one name, found by a concrete path."""

from typing import Generic, TypeVar

Item = TypeVar("Item")


class Patterns(Generic[Item]):
    """Items by the pattern of their paths: a look-up costs the length of the path, not their number."""

    def __init__(self) -> None:
        self._below: dict[str, Patterns[Item]] = {}
        self._here: list[tuple[int, Item]] = []
        self._count = 0

    def add(self, pattern: str, item: Item) -> None:
        """Keep an item under a pattern, after those added before it."""
        node = self
        for name in pattern.split("."):
            node = node._below.setdefault(name, Patterns())
        node._here.append((self._count, item))
        self._count += 1

    def find(self, path: str) -> list[Item]:
        """Return the items whose pattern covers a path, in the order they were added."""
        found = [kept for node in self._nodes(path) for kept in node._here]
        return [item for _, item in sorted(found, key=lambda kept: kept[0])]

    def goes_below(self, path: str) -> bool:
        """Say whether some pattern continues below a path."""
        return any(node._below for node in self._nodes(path))

    def _nodes(self, path: str) -> "list[Patterns[Item]]":
        nodes = [self]
        for name in path.split("."):
            nodes = [node._below[key] for node in nodes for key in {name, "*"} if key in node._below]
        return nodes
