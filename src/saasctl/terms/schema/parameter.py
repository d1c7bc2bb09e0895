"""One parameter of the terms: its dotted path, its kind, and what it decides."""

from dataclasses import dataclass

from saasctl.terms.schema.kinds import Kind


@dataclass(frozen=True)
class Parameter:
    """A path such as `slots.invoice` or `price.*.*` (`*` stands for one name) and its kind.

    The path is the same in profiles, in `terms set` and in `sub override`.
    """

    path: str
    kind: Kind
    says: str

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the path."""
        return tuple(self.path.split("."))

    def covers(self, parts: tuple[str, ...]) -> bool:
        """Say whether a concrete path is one of this parameter's."""
        mine = self.parts
        return len(mine) == len(parts) and all(a in ("*", b) for a, b in zip(mine, parts, strict=True))
