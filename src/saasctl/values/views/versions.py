"""New versions of the terms as printed."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from saasctl.values.clause import ClauseRef


@dataclass(frozen=True, slots=True)
class MoveView:
    """A running contract: its version now, and when it moves; `moves_on` None: not by itself."""

    org: str
    subscription: str
    version: str
    moves_on: date | None
    how: str


@dataclass(frozen=True, slots=True)
class AnnouncementView:
    """A new version told to customers. `send_by_on` is the last day on which the notices are in time."""

    SCHEMA: ClassVar[str] = "saasctl.announcement/1"

    profile: str
    version: str
    sellers: tuple[str, ...]
    announced_on: date
    effective_on: date
    earliest_on: date
    send_by_on: date
    refusal_until: date | None
    form: str
    recipients: tuple[str, ...]
    applies: str
    organisations: int
    notices: tuple[str, ...]
    contracts: tuple[MoveView, ...]
    clauses: tuple[ClauseRef, ...]
    silence: str | None = None
    user_refusal: str | None = None


@dataclass(frozen=True, slots=True)
class AnswerView:
    """What a customer, or one of its users, said of a new version."""

    SCHEMA: ClassVar[str] = "saasctl.terms-answer/1"

    org: str
    user: str | None
    version: str
    answer: str
    on: date
    effective_on: date
    follows: str
    clause: ClauseRef | None
