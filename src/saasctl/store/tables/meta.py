"""What the store knows about itself, the keys of repeated requests, and the runs."""

from sqlalchemy import Text, UniqueConstraint
from sqlmodel import Field

from saasctl.store.tables.columns import (
    STRICT,
    AnyWords,
    Day,
    Id,
    Instant,
    MaybeInstant,
    Table,
    Words,
    one_of,
)


class StoreMeta(Table, table=True):
    """A named fact about the store: its kind, its zone, the last day run."""

    name: str = Field(primary_key=True, sa_type=Text)
    value: AnyWords


class OperationKey(Table, table=True):
    """An idempotency key with what it was used for and what that gave."""

    __table_args__ = (UniqueConstraint("key_text"), STRICT)

    id: Id = None
    key_text: Words
    what: Words
    fingerprint: Words
    result: AnyWords
    recorded_at: Instant


class Run(Table, table=True):
    """One daily run: the last day it covers and what it did."""

    __table_args__ = (
        UniqueConstraint("name"),
        one_of("state", ("running", "done", "partly-failed", "interrupted")),
        STRICT,
    )

    id: Id = None
    name: Words
    until_on: Day
    started_at: Instant
    finished_at: MaybeInstant = None
    organisations: int = 0
    issued: int = 0
    notices: int = 0
    state: Words = "running"


class RunFailure(Table, table=True):
    """An organisation that a run could not serve, and the refusal."""

    __table_args__ = (UniqueConstraint("run_id", "organisation_id"), STRICT)

    id: Id = None
    run_id: int = Field(foreign_key="run.id")
    organisation_id: int = Field(foreign_key="organisation.id")
    code: Words
    message: Words
