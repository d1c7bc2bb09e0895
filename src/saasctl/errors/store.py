"""Refusals about the store itself: missing, damaged, busy, of another age, or asked for the impossible."""

from datetime import date

from saasctl.errors.base import (
    Busy,
    Conflict,
    Failure,
    Inconsistent,
    NotConfigured,
    Refused,
    StoreFault,
    Usage,
)


class StoreMissing(StoreFault):
    """There is no store at that path."""

    code = "STORE-MISSING"

    def __init__(self, path: str) -> None:
        place = "db init  # with the same --db" if "://" in path else f"--db {path} db init"
        super().__init__(f"no store at {path}", fix=f"saasctl {place}")


class NotAStore(StoreFault):
    """Something is there, and it is not a store of this program."""

    code = "STORE-FOREIGN"

    def __init__(self, path: str, why: str) -> None:
        super().__init__(
            f"{path} is not a store", why=why, fix="name another file with --db, or run: saasctl db init"
        )


class StoreDamaged(StoreFault):
    """The file cannot be read as the store it was."""

    code = "STORE-DAMAGED"

    def __init__(self, path: str, why: str) -> None:
        super().__init__(
            f"{path} is damaged", why=why, fix="keep a copy of the file and put the last backup in its place"
        )


class BackupUnusable(StoreFault):
    """The file to restore from is not a whole store."""

    code = "BACKUP-UNUSABLE"

    def __init__(self, file: str, why: str) -> None:
        super().__init__(
            f"{file} cannot be restored", why=why, fix="name a file that was written by: saasctl db backup"
        )


class StoreUnmigrated(StoreFault):
    """The store was made by an earlier version."""

    code = "STORE-UNMIGRATED"

    def __init__(self, path: str, held: str, wanted: str) -> None:
        super().__init__(
            f"{path} has schema {held}, this version needs {wanted}",
            why="the store was made by an earlier version",
            fix="saasctl db migrate  # with the same --db, after the server's own backup"
            if "://" in path
            else f"copy the file first, then: saasctl --db {path} db migrate",
        )


class StoreTooNew(StoreFault):
    """The store was made by a later version."""

    code = "STORE-TOO-NEW"

    def __init__(self, path: str, held: str, known: str) -> None:
        super().__init__(
            f"{path} has schema {held}, this version knows up to {known}",
            why="the store was made by a later version",
            fix="install that version of saasctl; a store is never taken back",
        )


class StoreExists(Conflict):
    """A store of the other kind is there already."""

    code = "STORE-EXISTS"

    def __init__(self, path: str, held: str, asked: str) -> None:
        super().__init__(
            f"{path} is a {held} store already",
            why=f"a {asked} store was asked for, and a store does not change its kind",
            fix="name another file with --db",
        )


class StoreBusy(Busy):
    """Another process writes to the store."""

    code = "STORE-BUSY"

    def __init__(self, path: str, holder: str | None) -> None:
        super().__init__(
            f"{path} is busy",
            why=f"held by {holder}" if holder else "another process is writing",
            fix="wait for it to end, or allow more time with --lock-timeout",
        )


class StoreUnwritable(Failure):
    """The system does not let the store be written."""

    code = "STORE-UNWRITABLE"

    def __init__(
        self, path: str, why: str, fix: str = "check the directory's rights and the free space"
    ) -> None:
        super().__init__(f"{path} cannot be written", why=why, fix=fix)


class StoreUnreachable(Failure):
    """The database's server does not answer, or does not let this user in."""

    code = "STORE-UNREACHABLE"

    def __init__(self, path: str, why: str) -> None:
        super().__init__(
            f"{path} cannot be reached", why=why, fix="check the address, the network and the rights"
        )


class StoreUndone(Busy):
    """The database undid an act wholly; it may be asked for again as it was."""

    code = "STORE-UNDONE"

    def __init__(self, path: str, why: str) -> None:
        super().__init__(
            f"{path} undid the act",
            why=f"{why}; nothing is half done",
            fix="repeat the command",
        )


class StoreLost(StoreUndone):
    """The connection to the database was lost during a command; its server undoes what was under way."""

    code = "STORE-LOST"

    def __init__(self, path: str, why: str) -> None:
        super().__init__(path, why)
        self.message = f"the connection to {path} is lost"


class StoreUnsure(Failure):
    """The connection was lost while an act was being kept, and the server cannot be asked."""

    code = "STORE-UNSURE"

    def __init__(self, path: str, operation: str, recorded_on: date) -> None:
        super().__init__(
            f"the connection to {path} was lost while an act was being kept",
            why=f"it is done wholly or not at all: done where the record has {operation}",
            fix=f"saasctl audit list --from {recorded_on}  # before you repeat the command",
        )


class TargetTaken(Conflict):
    """The place to copy a store to is not empty."""

    code = "TARGET-TAKEN"

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} is taken",
            why="a store is only copied to a place where nothing is",
            fix="name another place; a store is replaced with: saasctl db restore",
        )


class CopyDiffers(StoreFault):
    """A copy does not say what its original says; it was not kept."""

    code = "COPY-DIFFERS"

    def __init__(self, path: str, line: str) -> None:
        super().__init__(f"the copy at {path} was not kept", why=f"the first line that differs: {line[:200]}")


class EngineUnavailable(NotConfigured):
    """The address names a kind of database that this version does not use."""

    code = "STORE-ENGINE"

    def __init__(self, scheme: str) -> None:
        why = "a store is a SQLite file or a PostgreSQL database"
        if scheme.startswith("postgresql"):
            why = "the extra postgres is not installed: pip install 'saasctl[postgres]'"
        super().__init__(f"stores at {scheme}:// are not supported", why=why, fix="--db PATH")


class FutureAct(Refused):
    """An act of a real store is dated after today."""

    code = "FUTURE-DATE"

    def __init__(self, on: date, today: date) -> None:
        super().__init__(
            f"{on} is in the future",
            why=f"today is {today}, and only a sandbox store takes acts dated ahead",
            fix="saasctl --db FILE db init --sandbox  # a store for rehearsals",
        )


class KeyReused(Conflict):
    """An idempotency key was used for something else."""

    code = "KEY-REUSED"

    def __init__(self, key: str, held: str, asked: str) -> None:
        same = "with other arguments" if held == asked else f"for {held}"
        super().__init__(
            f"the key {key!r} was used before {same}",
            why=f"{asked} was asked for under the same key",
            fix="repeat the first request unchanged, or choose another --key",
        )


class RecordInvalid(Inconsistent):
    """A record breaks the rules of its table."""

    code = "RECORD-INVALID"

    def __init__(self, table: str, faults: list[tuple[str, str]]) -> None:
        told = [f"{field}: {fault}" for field, fault in faults]
        super().__init__(f"{table} {told[0]}", why="; ".join(told[1:]) or None)
        self.fields = [field for field, _ in faults]


class AuditBroken(StoreFault):
    """An audit chain does not hold: an entry was changed, removed or moved."""

    code = "AUDIT-BROKEN"

    def __init__(self, chain: str, seq: int, what: str) -> None:
        super().__init__(
            f"the audit chain {chain} breaks at entry {seq}",
            why=what,
            fix="compare with the heads kept elsewhere (saasctl audit head) and with the last backup",
        )


class DumpFormNeeded(Usage):
    """The form of a dump is not said."""

    code = "DUMP-FORM"

    def __init__(self) -> None:
        super().__init__(
            "a dump needs its form", why="--canonical is the only one", fix="saasctl db dump --canonical"
        )


class HeadsUnreadable(Inconsistent):
    """The file of heads kept elsewhere cannot be read."""

    code = "AUDIT-HEADS"

    def __init__(self, path: str, why: str) -> None:
        super().__init__(
            f"{path} holds no heads", why=why, fix="it is written by: saasctl audit head --json > FILE"
        )


class CheckFailed(StoreFault):
    """The store contradicts itself."""

    code = "STORE-CHECK"

    def __init__(self, findings: list[str], fix: str | None) -> None:
        super().__init__(
            f"the check found {len(findings)} fault{'' if len(findings) == 1 else 's'}",
            why="; ".join(findings[:10]),
            fix=fix,
        )
