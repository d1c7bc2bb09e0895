"""Where a figure comes from: the clause, convention, setting or statute behind it."""

from dataclasses import dataclass, replace
from typing import Generic, Literal, TypeVar

Source = Literal["override", "setting", "terms", "convention", "law"]
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class ClauseRef:
    """One citation. `article` is the document's own number or heading; `says` a summary in our words."""

    source: Source
    profile: str | None = None
    version: str | None = None
    article: str | None = None
    rule: str | None = None
    says: str | None = None

    def saying(self, text: str) -> "ClauseRef":
        """Return the same citation with another summary."""
        return replace(self, says=text)


@dataclass(frozen=True, slots=True)
class Cited(Generic[Value]):
    """A value of the terms together with what it rests on."""

    value: Value
    clause: ClauseRef


@dataclass(frozen=True, slots=True)
class Step:
    """One line of an explanation.

    `expression` names the keys of `inputs` and can be evaluated without this program;
    `result` is its value as text, in `unit` ("EUR", "days", "date", ...).
    """

    text: str
    expression: str
    inputs: dict[str, str | int]
    result: str
    unit: str
    clause: ClauseRef | None
