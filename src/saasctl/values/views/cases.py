"""Cases and their kinds as printed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar

from saasctl.values.answers import Column
from saasctl.values.clause import ClauseRef
from saasctl.values.money import Money

Fact = date | datetime | Decimal | Money | int | bool | str


@dataclass(frozen=True, slots=True)
class CaseDateView:
    """One date of a case; `on` is None while the fact `waits_for` is not given."""

    name: str
    on: date | None
    at: datetime | None
    sense: str
    state: str
    by: tuple[str, ...]
    form: str | None
    post_by_on: date | None
    waits_for: str | None
    automatic: bool
    statute: str | None
    clause: ClauseRef | None


@dataclass(frozen=True, slots=True)
class CaseAmountView:
    """One amount of a case, excl. VAT where `net`; `missing` are facts of it that are not given.

    `invoice` is the number of the invoice it stands on, or of the credit note that gave it back.
    """

    name: str
    amount: Money | None
    currency: str
    net: bool
    gross: Money | None
    owed_by: str | None
    due_on: date | None
    receipts: bool
    missing: tuple[str, ...]
    arithmetic: str | None
    invoice: str | None
    clause: ClauseRef | None


@dataclass(frozen=True, slots=True)
class CaseActView:
    """An act that the terms allow in a case."""

    act: str
    by: tuple[str, ...]
    possible_from_on: date | None
    allowed: bool
    missing: tuple[str, ...]
    refund: str | None
    clause: ClauseRef | None


@dataclass(frozen=True, slots=True)
class CaseEffectView:
    """What a case of the kind does to the contract, in the words of the terms."""

    name: str
    value: str
    clause: ClauseRef | None


@dataclass(frozen=True, slots=True)
class CaseNoteView:
    """A note or a ticked step, with its day."""

    on: date
    what: str
    text: str | None


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case as of a day."""

    SCHEMA: ClassVar[str] = "saasctl.case/1"

    ref: str
    org: str
    kind: str
    title: str
    opened_on: date
    closed_on: date | None
    by: str | None
    facts: Mapping[str, Fact | None]
    missing: tuple[str, ...]
    notify: tuple[str, ...]
    form: str | None
    address: str | None
    open_steps: tuple[str, ...]
    as_of: date
    dates: tuple[CaseDateView, ...]
    amounts: tuple[CaseAmountView, ...]
    acts: tuple[CaseActView, ...]
    effects: tuple[CaseEffectView, ...]
    notes: tuple[CaseNoteView, ...]
    clause: ClauseRef | None


CASE_COLUMNS = (
    Column("ref", "key", 0),
    Column("org", "key", 0),
    Column("kind", "text", 0),
    Column("title", "text", 3),
    Column("opened_on", "date", 0),
    Column("closed_on", "date", 1),
    Column("by", "text", 4),
    Column("next_on", "date", 1),
    Column("next", "text", 2),
    Column("facts", "object", 5),
    Column("dates", "list", 6),
    Column("amounts", "list", 6),
    Column("clause", "clause", 6),
)


@dataclass(frozen=True, slots=True)
class CaseFactKind:
    """A fact of a kind of case: what it is, and whether it must be given."""

    name: str
    kind: str
    words: tuple[str, ...]
    needed: bool


@dataclass(frozen=True, slots=True)
class CaseDateKind:
    """A date of a kind of case: what it is counted from."""

    name: str
    sense: str
    from_: str
    length: str | None
    clause: ClauseRef | None


@dataclass(frozen=True, slots=True)
class CaseAmountKind:
    """An amount of a kind of case: its facts and figures with their factors."""

    name: str
    sum: str
    owed_by: str | None
    clause: ClauseRef | None


KIND_COLUMNS = (
    Column("kind", "key", 0),
    Column("title", "text", 0),
    Column("by", "list", 2),
    Column("facts", "list", 1),
    Column("needs", "list", 1),
    Column("dates", "list", 3),
    Column("amounts", "list", 3),
    Column("acts", "list", 3),
    Column("checklist", "list", 4),
    Column("clause", "clause", 5),
)
