"""Cases: something dated that happened, with its facts, ticked steps and notes as they became known."""

from sqlalchemy import Index
from sqlmodel import Field

from saasctl.store.tables.columns import STRICT, Day, Id, Instant, MaybeDay, MaybeWords, Table, Words, one_of

ENTRIES = ("fact", "tick", "note")


class CaseFile(Table, table=True):
    """One case of a customer; its kind is a word of the terms in force on the day it was opened.

    `fingerprint` is that of what it was opened with: the same again is the same case.
    """

    __table_args__ = (
        Index("case_by_organisation", "organisation_id", "kind", "opened_on"),
        Index("case_of_one_opening", "organisation_id", "kind", "opened_on", "fingerprint", unique=True),
        STRICT,
    )

    id: Id = None
    organisation_id: int = Field(foreign_key="organisation.id")
    kind: Words
    by_party: MaybeWords = None
    opened_on: Day
    closed_on: MaybeDay = None
    fingerprint: Words
    clause_id: int | None = Field(default=None, foreign_key="clause.id")
    recorded_at: Instant


class CaseEntry(Table, table=True):
    """A fact of a case, a step that was ticked, or a note, known from a day on; the later entry counts.

    `value` is None once the customer's data are purged.
    """

    __table_args__ = (Index("case_entry_by_case", "case_id"), one_of("kind", ENTRIES), STRICT)

    id: Id = None
    case_id: int = Field(foreign_key="case_file.id")
    kind: Words
    name: Words
    value: MaybeWords = None
    on_day: Day
    recorded_at: Instant
