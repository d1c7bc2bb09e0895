"""Profiles, their blanks, checks and coverage as printed."""

from dataclasses import dataclass
from typing import ClassVar

from saasctl.values.answers import Column


@dataclass(frozen=True, slots=True)
class TermValue:
    """One value of a profile with its clause; None, of the source `blank`, where the document is silent."""

    path: str
    value: str | None
    source: str
    rule: str
    article: str | None


@dataclass(frozen=True, slots=True)
class ProfileView:
    """A profile: its head, and its values."""

    SCHEMA: ClassVar[str] = "saasctl.terms/1"

    profile: str
    version: str
    vendor: str
    language: str
    timezone: str
    holidays: str
    currency: str
    governing: str
    sha256: str
    origin: str
    clauses: int
    blanks: int
    values: tuple[TermValue, ...]


@dataclass(frozen=True, slots=True)
class ClauseView:
    """One article, and what the profile takes from it."""

    SCHEMA: ClassVar[str] = "saasctl.clause/1"

    profile: str
    version: str
    article: str
    title: str
    says: str
    values: tuple[TermValue, ...]


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """How one rule is carried out."""

    rule: str
    mode: str
    command: str
    tests: tuple[str, ...]
    note: str
    says: str
    area: str


@dataclass(frozen=True, slots=True)
class CoverageView:
    """How every rule of a rulebook is carried out; `planned` ones belong to later work."""

    SCHEMA: ClassVar[str] = "saasctl.coverage/1"

    profile: str
    rules: tuple[CoverageRow, ...]
    missing: tuple[str, ...]
    planned: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RateView:
    """One reference rate, percent a year."""

    SCHEMA: ClassVar[str] = "saasctl.rate/1"

    kind: str
    from_on: str
    half: str
    percent: str
    source: str
    added: bool


PROFILE_COLUMNS = (
    Column("profile", "key", 0),
    Column("version", "key", 0),
    Column("vendor", "text", 1),
    Column("currency", "text", 2),
    Column("timezone", "text", 3),
    Column("clauses", "int", 2),
    Column("values", "int", 2),
    Column("blanks", "int", 1),
    Column("faults", "int", 1),
    Column("origin", "text", 4),
)
BLANK_COLUMNS = (
    Column("path", "key", 0),
    Column("kind", "text", 0),
    Column("type", "text", 1),
    Column("example", "text", 2),
    Column("value", "text", 1),
    Column("source", "text", 2),
    Column("needed_by", "list", 4),
    Column("rule", "text", 2),
    Column("clause", "clause", 5),
    Column("choices", "list", 6),
    Column("optional", "bool", 6),
)
FINDING_COLUMNS = (
    Column("severity", "text", 0),
    Column("path", "key", 0),
    Column("message", "text", 0),
    Column("clause", "clause", 2),
    Column("statute", "text", 1),
    Column("profile", "key", 3),
)
DIFFERENCE_COLUMNS = (
    Column("path", "key", 0),
    Column("first", "text", 0),
    Column("second", "text", 0),
    Column("first_clause", "text", 1),
    Column("second_clause", "text", 1),
)
RATE_COLUMNS = (
    Column("kind", "key", 0),
    Column("from_on", "date", 0),
    Column("half", "text", 1),
    Column("percent", "text", 0),
    Column("source", "text", 2),
    Column("added", "bool", 1),
)
