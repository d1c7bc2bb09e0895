"""A profile as read: its clauses, its values with their citations, and what it leaves open."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from saasctl.values.clause import ClauseRef, Source

Openness = Literal["blank", "convention", "reading"]


@dataclass(frozen=True, slots=True)
class Clause:
    """One article of the document, summed up in our own words."""

    article: str
    title: str
    says: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a profile, where the document says it, and the rules it serves."""

    path: str
    value: object
    source: Source
    article: str | None
    rules: tuple[str, ...]
    says: str | None


@dataclass(frozen=True, slots=True)
class Open:
    """A path that the operator may set: blank in the document, a convention, or a reading.

    `path` may end in `*` names, as `price.*.*`. `optional` blanks are off unless set: no command
    is refused for them.
    """

    path: str
    kind: Openness
    rule: str
    article: str | None
    says: str
    example: str
    needed_by: tuple[str, ...]
    choices: tuple[str, ...]
    optional: bool

    def covers(self, path: str) -> bool:
        """Say whether a concrete path is the one meant here."""
        mine, parts = self.path.split("."), path.split(".")
        return len(mine) == len(parts) and all(a in ("*", b) for a, b in zip(mine, parts, strict=True))


@dataclass(frozen=True, slots=True)
class Warning:
    """A contradiction or weak point of the document that the tool prints."""

    says: str
    article: str | None
    rule: str


@dataclass(frozen=True, slots=True)
class Profile:
    """One vendor's terms, one version."""

    id: str
    version: str
    vendor: str
    language: str
    timezone: str
    holidays: str
    currency: str
    governing: str
    clauses: Mapping[str, Clause]
    entries: Mapping[str, Entry]
    opens: tuple[Open, ...]
    warnings: tuple[Warning, ...]
    origin: str
    sha256: str
    _names: dict[str, tuple[str, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def name(self) -> str:
        """The profile with its version, as `mine@2026-03`."""
        return f"{self.id}@{self.version}"

    def open_at(self, path: str) -> Open | None:
        """Return what marks `path` as settable, the most literal first."""
        found = [mark for mark in self.opens if mark.covers(path)]
        return min(found, key=lambda mark: mark.path.count("*"), default=None)

    def cite(self, entry: Entry) -> ClauseRef:
        """Return the citation of one of the profile's own values."""
        says = entry.says
        if says is None and entry.article is not None:
            says = self.clauses[entry.article].says
        return ClauseRef(entry.source, self.id, self.version, entry.article, " ".join(entry.rules), says)

    def cite_open(self, mark: Open) -> ClauseRef:
        """Return the citation of a blank, convention or reading itself."""
        source: Source = "terms" if mark.kind == "reading" else "convention"
        return ClauseRef(source, self.id, self.version, mark.article, mark.rule, mark.says)

    def names_under(self, prefix: str) -> tuple[str, ...]:
        """Return the names that follow `prefix.` among the profile's paths, in file order."""
        known = self._names.get(prefix)
        if known is None:
            start = prefix + "."
            found = (path[len(start) :].split(".", 1)[0] for path in self.entries if path.startswith(start))
            known = self._names[prefix] = tuple(dict.fromkeys(found))
        return known
