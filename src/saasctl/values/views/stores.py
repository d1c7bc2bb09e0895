"""The store itself as printed."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class StoreInfo:
    """What a store is: where, of which kind and revision, and how full."""

    SCHEMA: ClassVar[str] = "saasctl.db.info/1"

    path: str
    kind: str
    revision: str
    size_bytes: int
    timezone: str
    today: date
    last_day_run: date | None
    sellers: int
    organisations: int
    subscriptions: int
    invoices: int
    audit_entries: int


@dataclass(frozen=True, slots=True)
class StoreMade:
    """A store that `db init` made or found."""

    SCHEMA: ClassVar[str] = "saasctl.db.init/1"

    path: str
    kind: str
    created: bool


@dataclass(frozen=True, slots=True)
class Migration:
    """From which revision of the schema to which a store was brought."""

    SCHEMA: ClassVar[str] = "saasctl.db.migrate/1"

    path: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class StoreFinding:
    """One thing a check found wrong; a `cache` can be rebuilt, the rest cannot."""

    part: str
    message: str
    cache: bool


@dataclass(frozen=True, slots=True)
class StoreCheck:
    """What a check of the store looked at and found; `rebuilt` says that caches were made anew."""

    SCHEMA: ClassVar[str] = "saasctl.db.check/1"

    ok: bool
    rebuilt: bool
    checks: tuple[str, ...]
    findings: tuple[StoreFinding, ...]


@dataclass(frozen=True, slots=True)
class Backup:
    """A file that holds one state of a store; `verified` says that it was read again and is whole."""

    SCHEMA: ClassVar[str] = "saasctl.db.backup/1"

    path: str
    store: str
    kind: str
    revision: str
    size_bytes: int | None
    sha256: str | None
    rows: int
    organisations: int
    invoices: int
    verified: bool


@dataclass(frozen=True, slots=True)
class Restored:
    """A store that was put back; `migrated_from` is the backup's schema where it was an earlier one."""

    SCHEMA: ClassVar[str] = "saasctl.db.restore/1"

    path: str
    file: str
    kind: str
    revision: str
    migrated_from: str | None
    rows: int
    organisations: int
    invoices: int


@dataclass(frozen=True, slots=True)
class Copied:
    """A store that was copied; `equal` says that the canonical dumps of both were compared."""

    SCHEMA: ClassVar[str] = "saasctl.db.copy/1"

    source: str
    target: str
    kind: str
    revision: str
    rows: int
    equal: bool
