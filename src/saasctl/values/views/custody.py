"""A customer closed, its data given back or erased, its contract handed on; copies kept in backups."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from saasctl.values.clause import ClauseRef
from saasctl.values.money import Money
from saasctl.values.views.lifecycle import SayingView


@dataclass(frozen=True, slots=True)
class ClosingView:
    """A customer closed, with the last days that follow; all included."""

    SCHEMA: ClassVar[str] = "saasctl.closing/1"

    org: str
    status: str
    closed_on: date
    export_until: date | None
    returns_until: date | None
    paid_returns_until: date | None
    purge_due_on: date | None
    backups_until: date | None
    balance: Money
    currency: str
    clauses: tuple[ClauseRef, ...]
    purge_due_at: datetime | None = None
    terms: tuple[SayingView, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptView:
    """What is kept after an erasure, until when, and why."""

    what: str
    count: int | None
    until: date | None
    clause: ClauseRef | None


@dataclass(frozen=True, slots=True)
class CopyView:
    """A copy made earlier, outside the store: the operator has to see to it."""

    kind: str
    place: str
    made_on: date | None


@dataclass(frozen=True, slots=True)
class ErasedView:
    """Rows of a table that were erased."""

    table: str
    rows: int


@dataclass(frozen=True, slots=True)
class PurgeView:
    """The certificate of an erasure: what went, what is kept by law, which copies exist elsewhere."""

    SCHEMA: ClassVar[str] = "saasctl.purge/1"

    org: str
    status: str
    purged_on: date
    due_on: date | None
    due_at: datetime | None
    requested_on: date | None
    people: tuple[str, ...]
    because: str
    erased: tuple[ErasedView, ...]
    audit_payloads: int
    kept: tuple[KeptView, ...]
    copies: tuple[CopyView, ...]
    chains_hold: bool
    certificate: str
    clause: ClauseRef | None
    terms: tuple[SayingView, ...] = ()


@dataclass(frozen=True, slots=True)
class BundleView:
    """A customer's data in one archive."""

    SCHEMA: ClassVar[str] = "saasctl.bundle/1"

    org: str
    file: str
    on: date
    sha256: str | None
    tables: int
    rows: int
    export_until: date | None
    returns_until: date | None
    paid: bool
    price: str | None
    clause: ClauseRef | None
    requested_on: date | None = None


@dataclass(frozen=True, slots=True)
class TransferView:
    """A contract handed on to another company."""

    SCHEMA: ClassVar[str] = "saasctl.transfer/1"

    org: str
    by: str
    was: str
    name: str
    on: date
    consent_on: date | None
    event: str | None
    clause: ClauseRef | None
    terms: tuple[SayingView, ...] = ()


@dataclass(frozen=True, slots=True)
class BackupTierView:
    """Copies of one range of ages; the days are those of the copies, first and last included."""

    every: str
    until: str | None
    count: int
    first_on: date | None
    last_on: date | None
    days: tuple[date, ...]
    clause: ClauseRef | None


@dataclass(frozen=True, slots=True)
class BackupsView:
    """The backups that the terms keep on a day; `org` limits them to those that may hold its data."""

    SCHEMA: ClassVar[str] = "saasctl.backups/1"

    seller: str
    org: str | None
    as_of: date
    since: date
    kind: str | None
    restores: str | None
    kept: int
    oldest_on: date | None
    tiers: tuple[BackupTierView, ...]
