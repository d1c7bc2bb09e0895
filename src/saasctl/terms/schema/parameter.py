"""One parameter of the terms: its dotted path, its kind, and what it decides."""

import re
from dataclasses import dataclass
from functools import cached_property

from saasctl.terms.schema.kinds import Kind

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}")
"""What may stand for a `*`."""


@dataclass(frozen=True)
class Parameter:
    """A path such as `slots.invoice` or `price.*.*` (`*` stands for one name) and its kind.

    The path is the same in profiles, in `terms set` and in `sub override`.
    """

    path: str
    kind: Kind
    says: str

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """The names of the path."""
        return tuple(self.path.split("."))

    def covers(self, parts: tuple[str, ...]) -> bool:
        """Say whether a concrete path is one of this parameter's."""
        mine = self.parts
        if len(mine) != len(parts):
            return False
        return all(a == b or (a == "*" and NAME.fullmatch(b)) for a, b in zip(mine, parts, strict=True))
