"""The store in a SQLite file: connection, locks, and what its errors mean."""

import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from saasctl.errors.base import SaasctlError
from saasctl.errors.store import (
    NotAStore,
    StoreBusy,
    StoreDamaged,
    StoreMissing,
    StoreUnwritable,
)
from saasctl.store.engine import Row
from saasctl.store.searching import write_pending

PATIENCE = 0.1
"""Seconds that SQLite itself waits for a lock; between two waits Ctrl-C is heard."""
SETTINGS = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-16384",
    "PRAGMA wal_autocheckpoint=8000",
)
BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_FORMAT}
UNWRITABLE = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN}


LACKING = ("no such module: fts5", "no such tokenizer: trigram", "unknown table option: STRICT")
"""What SQLite says where it was built without, or before, a part that the schema needs."""


def lacked(name: str, error: Exception) -> StoreUnwritable | None:
    """Return the refusal of a SQLite library that lacks a part a store needs, if that is the error."""
    says = str(error)
    if not says.startswith(LACKING):
        return None
    why = f"this Python's SQLite lacks what a store in a file needs, SQLite 3.37 or later with FTS5: {says}"
    return StoreUnwritable(name, why, "use a Python whose SQLite has FTS5, or a store in PostgreSQL")


class HeldConnection(sqlite3.Connection):
    """A connection whose transaction belongs to the store.

    A session of SQLModel put on it would commit, roll back and close on its own account; here these
    do nothing, and the store begins and ends transactions in SQL text.
    """

    def commit(self) -> None:
        """Do nothing: the store commits."""

    def rollback(self) -> None:
        """Do nothing: the store rolls back."""

    def close(self) -> None:
        """Do nothing: the store closes."""

    def insert(self, sql: str, parameters: Sequence[object], /) -> int:
        """Run an INSERT and return the new row's id."""
        return self.execute(sql, parameters).lastrowid or 0

    def stream(self, sql: str, parameters: Sequence[object] = (), /) -> Iterator[Row]:
        """Yield the rows of a statement as they come."""
        yield from self.execute(sql, parameters)

    def bulk(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]], /) -> int:
        """Add many rows; returns how many."""
        marks = ", ".join("?" * len(columns))
        sql = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
        return self.executemany(sql, rows).rowcount


class SqliteEngine:
    """One SQLite file, opened for reading and writing; it must exist."""

    errors: type[Exception] = sqlite3.Error

    def __init__(self, path: Path, lock_timeout: float) -> None:
        self.path = path
        self.name = str(path)
        self._lock_timeout = lock_timeout
        self._closed = False
        _refuse_other(path)
        try:
            self.connection = connect(path)
        except sqlite3.Error as error:
            raise self.fault(error) or NotAStore(self.name, str(error)) from error

    def begin(self, *, writing: bool) -> None:
        """Open a transaction; StoreBusy once the lock timeout has passed without the lock."""
        deadline = time.monotonic() + self._lock_timeout
        statements = ("BEGIN IMMEDIATE",) if writing else ("BEGIN", "SELECT 1 FROM store_meta LIMIT 1")
        while True:
            try:
                for statement in statements:
                    self.connection.execute(statement).fetchall()
            except sqlite3.OperationalError as error:
                self.rollback()
                if primary(error) not in BUSY or time.monotonic() >= deadline:
                    raise
            else:
                return

    def commit(self) -> None:
        """Keep the open transaction."""
        write_pending(self.connection)
        self.connection.execute("COMMIT")

    def was_kept(self, operation: str) -> bool | None:
        """Say no: a commit that SQLite refuses has kept nothing."""
        return False

    def rollback(self) -> None:
        """Undo the open transaction, if there is one; a closed store has none."""
        if not self._closed and self.connection.in_transaction:
            self.connection.execute("ROLLBACK")

    def fault(self, error: Exception) -> SaasctlError | None:
        """Return what an error of SQLite means to an operator, by its result code."""
        code = primary(error)
        if code in BUSY:
            return StoreBusy(self.name, self._holder())
        if code == sqlite3.SQLITE_NOTADB:
            return NotAStore(self.name, "the file is not a database")
        if code in DAMAGED:
            return StoreDamaged(self.name, str(error))
        if code in UNWRITABLE:
            return StoreUnwritable(self.name, str(error))
        return lacked(self.name, error)

    def inspect(self) -> Iterator[tuple[str, str]]:
        """Yield what SQLite's own checks find in the file and in its references."""
        for (message,) in self.connection.execute("PRAGMA integrity_check").fetchall():
            if message != "ok":
                yield "file", str(message)
        for message in self.dangling():
            yield "references", message

    def dangling(self) -> Iterator[str]:
        """Yield the references to rows that are not there, without reading the whole file."""
        for table, key, parent, _ in self.connection.execute("PRAGMA foreign_key_check").fetchall():
            yield f"{table} {key} names a row of {parent} that is not there"

    def size(self) -> int:
        """Return the bytes that the store takes."""
        return self.path.stat().st_size

    def compact(self) -> None:
        """Write the file anew and empty its log, so that no erased byte is left in either."""
        self.connection.execute("VACUUM")
        self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    @contextmanager
    def exclusively(self, command: str, since: str) -> Iterator[None]:
        """Hold the lock file beside the store for the body; StoreBusy names who has it."""
        from saasctl.store.locks import Held, exclusive

        try:
            with exclusive(self._lock_path, command, since, self._lock_timeout):
                yield
        except Held as held:
            raise StoreBusy(self.name, held.holder) from held

    def close(self) -> None:
        """Close the file; an open transaction is undone."""
        self._closed = True
        sqlite3.Connection.close(self.connection)

    @property
    def _lock_path(self) -> Path:
        return self.path.with_name(self.path.name + ".lock")

    def _holder(self) -> str | None:
        from saasctl.store.locks import Held, exclusive

        if not self._lock_path.exists():
            return None
        try:
            with exclusive(self._lock_path, "look", "", 0):
                return None
        except Held as held:
            return held.holder


def connect(path: Path) -> HeldConnection:
    """Open an existing SQLite file with the store's settings; never creates one."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        timeout=PATIENCE,
        isolation_level=None,
        factory=HeldConnection,
        uri=True,
    )
    for setting in SETTINGS:
        connection.execute(setting)
    return connection


def primary(error: Exception) -> int:
    """Return the primary result code of an error of SQLite; 0 where it has none."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _refuse_other(path: Path) -> None:
    try:
        if path.is_dir():
            raise NotAStore(str(path), "it is a directory")
        if not path.exists():
            raise StoreMissing(str(path))
        if path.stat().st_size == 0:
            raise NotAStore(str(path), "the file is empty")
    except OSError as error:
        raise StoreUnwritable(str(path), error.strerror or str(error)) from error
