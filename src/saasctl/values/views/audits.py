"""The audit as printed."""

from dataclasses import dataclass
from typing import ClassVar

from saasctl.values.answers import Column


@dataclass(frozen=True, slots=True)
class BadEntry:
    """The first entry at which a chain does not hold."""

    chain: str
    seq: int
    what: str


@dataclass(frozen=True, slots=True)
class AuditVerification:
    """What a verification read, and the first fault; `purged` payloads are not faults."""

    SCHEMA: ClassVar[str] = "saasctl.audit.verify/1"

    ok: bool
    chains: int
    entries: int
    checkpoints: int
    purged: int
    first_bad: BadEntry | None


AUDIT_COLUMNS = (
    Column("org", "key", 0),
    Column("seq", "int", 1),
    Column("what", "text", 0),
    Column("on", "date", 1),
    Column("actor", "text", 2),
    Column("requested_by", "text", 4),
    Column("reason", "text", 4),
    Column("recorded_at", "instant", 1),
    Column("operation", "key", 5),
    Column("facts", "object", 3),
)
HEAD_COLUMNS = (
    Column("chain", "key", 0),
    Column("org", "key", 1),
    Column("seq", "int", 0),
    Column("digest", "key", 0),
    Column("recorded_at", "instant", 2),
)
