"""What operations return and the output prints; named tuples, because every start makes these classes."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import ClassVar, Literal, NamedTuple, Protocol

Kind = Literal[
    "text",
    "key",
    "int",
    "money",
    "percent",
    "date",
    "instant",
    "bool",
    "period",
    "clause",
    "object",
    "list",
    "gauge",
]
"""What a field holds; a gauge is a list of texts with a percentage each, drawn as bars for people."""
PARTS: dict[str, tuple[str, ...]] = {
    "period": ("start", "last_day"),
    "clause": ("source", "profile", "version", "article", "rule", "says"),
}
"""Fields of nested kinds: a CSV has a column for each, joined to the name by a dot."""


class Answer(Protocol):
    """One object: a frozen dataclass that names its schema."""

    SCHEMA: ClassVar[str]


class Column(NamedTuple):
    """A field of a list; `priority` 0 is never dropped from a narrow table.

    `parts` names the fields of an object that a CSV spells out; without them it is left out.
    """

    name: str
    kind: Kind
    priority: int = 1
    parts: tuple[str, ...] = ()

    @property
    def nested(self) -> tuple[str, ...]:
        """The names of the nested fields."""
        return self.parts or PARTS.get(self.kind, ())


class Listing(NamedTuple):
    """A list, streamed: rows of raw values in the order of the columns; `notes` are for people.

    `cells`, where there are any, are the same rows as a CSV for machines holds them, nested fields
    spelled out: a great list is then written as it comes from the database.
    """

    schema: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[object, ...]]
    as_of: date | None = None
    total: int | None = None
    currency: str = "EUR"
    extra: Mapping[str, object] = MappingProxyType({})
    notes: tuple[str, ...] = ()
    cells: Iterable[tuple[object, ...]] | None = None


class Written(NamedTuple):
    """The result of a write: the object, the keys printed alone, and the sentence for stderr.

    `failure` is what a batch ends with once its result is printed: some of its items failed.
    """

    answer: object
    keys: tuple[str, ...]
    told: str
    warnings: tuple[str, ...] = ()
    failure: Exception | None = None


class Flawed(NamedTuple):
    """An answer to a read that is printed, and then refused with `failure` where it is not whole.

    Of rows that are made while they are printed, `failure` is asked for afterwards.
    """

    answer: object
    failure: Exception | Callable[[], Exception | None] | None
