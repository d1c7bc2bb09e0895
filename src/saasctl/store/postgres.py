"""The store in a PostgreSQL database: connection, locks, and what its errors mean."""

import os
import re
import socket
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import count, islice

import psycopg
from psycopg.types.bool import BoolDumper

from saasctl.errors.base import SaasctlError
from saasctl.errors.store import (
    StoreBusy,
    StoreLost,
    StoreMissing,
    StoreUndone,
    StoreUnreachable,
    StoreUnwritable,
)
from saasctl.store.engine import Row

PAUSE = 0.05
"""Seconds between two attempts at a lock that another process holds."""
WRITERS, LONG_JOBS = 1, 2
"""The two advisory locks of a store; the other half of their key is the schema it lives in."""
PLAIN = re.compile(
    r"\s*INSERT INTO (?P<table>\w+)\s*\((?P<columns>[^()]*)\)\s*VALUES\s*\(\s*\?(?:\s*,\s*\?)*\s*\)\s*"
)
"""An INSERT of nothing but its parameters."""
TOGETHER = 500
"""Statements sent at once."""
STREAMED = 2_000
"""Rows that the server sends at once."""
WRITE = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
"""Whatever the server's default is: what is read after the lock must be what was committed before it."""
READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
KEPT = "SELECT 1 FROM audit_entry WHERE operation = ? LIMIT 1"
KEYED = "(?, hashtext(current_schema()))"


class _Flag(BoolDumper):
    """Yes and no are written 1 and 0, as the columns keep them."""

    oid = 0

    def dump(self, obj: bool) -> bytes:
        """Return the digit."""
        return b"1" if obj else b"0"

    def quote(self, obj: bool) -> bytes:
        """Return the digit, which needs no quotes."""
        return self.dump(obj)


class _Truth(psycopg.adapt.Loader):
    """A comparison is read as 1 or 0, as SQLite says it."""

    def load(self, data: psycopg.abc.Buffer) -> int:
        """Return 1 for true."""
        return int(bytes(data) == b"t")


class _Sum(psycopg.adapt.Loader):
    """A sum of integers is an integer."""

    def load(self, data: psycopg.abc.Buffer) -> int:
        """Return the whole number; the store computes no other."""
        return int(bytes(data))


class HeldConnection(psycopg.Connection[Row]):
    """A connection whose transaction belongs to the store; see `sqlite.HeldConnection`."""

    def commit(self) -> None:
        """Do nothing: the store commits."""

    def rollback(self) -> None:
        """Do nothing: the store rolls back."""

    def close(self) -> None:
        """Do nothing: the store closes."""


FIXES = {
    "42501": "connect as the role that owns the tables; for daily work have it grant this one its rights",
    "25006": "connect to the server that takes writes: this one only reads",
}
"""What helps against a refusal, by its SQLSTATE."""
NO_ROOM = "look at the server: its space, its memory, how many connections it takes"


class PostgresConnection:
    """Statements with `?` on a connection of psycopg."""

    def __init__(self, raw: HeldConnection) -> None:
        self.raw = raw
        self._streams = count(1)

    def execute(self, sql: str, parameters: Sequence[object] = (), /) -> psycopg.Cursor[Row]:
        """Run one statement."""
        return self.raw.cursor().execute(with_percent(sql), tuple(parameters))

    def executemany(self, sql: str, rows: Iterable[Sequence[object]], /) -> psycopg.Cursor[Row]:
        """Run one statement for many rows: a plain INSERT as COPY, others sent together.

        Each by itself would wait for an answer.
        """
        cursor, left = psycopg.ClientCursor[Row](self.raw), iter(rows)
        plain = PLAIN.fullmatch(sql)
        if plain is not None:
            self.bulk(plain["table"], plain["columns"].split(","), left)
            return cursor
        statement = with_percent(sql).strip()
        while part := [cursor.mogrify(statement, tuple(row)) for row in islice(left, TOGETHER)]:
            cursor.execute(";".join(part).encode())
        return cursor

    def insert(self, sql: str, parameters: Sequence[object], /) -> int:
        """Run an INSERT and return the new row's id; 0 where its table has none."""
        cursor = self.execute(f"{sql} RETURNING *", parameters)
        row = cursor.fetchone()
        names = [column.name for column in cursor.description or ()]
        return int(str(row[names.index("id")])) if row and "id" in names else 0

    def stream(self, sql: str, parameters: Sequence[object] = (), /) -> Iterator[Row]:
        """Yield the rows of a statement as the server sends them, in an open transaction.

        Values are written into it: the server cannot tell the type of one that is only asked to be NULL.
        """
        written = psycopg.ClientCursor[Row](self.raw).mogrify(with_percent(sql), tuple(parameters))
        with psycopg.ServerCursor[Row](self.raw, f"stream_{next(self._streams)}") as cursor:
            cursor.itersize = STREAMED
            yield from cursor.execute(written.encode())

    def bulk(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]], /) -> int:
        """Add many rows with COPY; returns how many."""
        added = 0
        with self.raw.cursor().copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
                added += 1
        return added


class PostgresEngine:
    """One schema of a PostgreSQL database, over one connection."""

    errors: type[Exception] = psycopg.Error

    def __init__(self, url: str, lock_timeout: float) -> None:
        self._lock_timeout = lock_timeout
        address = "postgresql://" + url.partition("://")[2]
        try:
            held = psycopg.conninfo.conninfo_to_dict(address)
            self.name = f"postgresql://{held.get('host', 'localhost')}/{held.get('dbname', '')}"
        except psycopg.Error as error:
            raise StoreMissing("postgresql://") from error
        self._address = address
        self.connection = self._connected()

    def begin(self, *, writing: bool) -> None:
        """Open a transaction; for writing, StoreBusy once the timeout has passed without the lock.

        The lock comes before the first read, and each statement then sees what is committed: what
        an act reads cannot change before it writes.
        """
        if not writing:
            self.connection.execute(READ)
            return
        self.connection.execute(WRITE)
        if not self._locked("pg_try_advisory_xact_lock", WRITERS):
            self.rollback()
            raise StoreBusy(self.name, self._holder(WRITERS))

    def commit(self) -> None:
        """Keep the open transaction."""
        self.connection.execute("COMMIT")

    def was_kept(self, operation: str) -> bool | None:
        """Say, on a new connection, whether an act is on record whose COMMIT was not answered.

        The act held the writers' lock: once that is free, the server has kept it or undone it.
        """
        try:
            self.close()
            self.connection = self._connected()
            self.begin(writing=True)
            found = self.connection.execute(KEPT, (operation,)).fetchone()
            self.rollback()
        except (psycopg.Error, SaasctlError):
            return None
        return found is not None

    def rollback(self) -> None:
        """Undo the open transaction, if there is one; the server undoes it for a lost connection."""
        raw = self.connection.raw
        if not raw.closed and raw.info.transaction_status != psycopg.pq.TransactionStatus.IDLE:
            self.connection.execute("ROLLBACK")

    def fault(self, error: Exception) -> SaasctlError | None:
        """Return what an error of PostgreSQL means to an operator, by its class of SQLSTATE."""
        state = getattr(error, "sqlstate", None) or ""
        if state == "55P03":
            return StoreBusy(self.name, None)
        says = str(error).splitlines()[0] if str(error) else "the server has closed it"
        if state in ("40001", "40P01"):
            return StoreUndone(self.name, says)
        if state == "42P01" and "alembic_version" in says:
            return StoreMissing(self.name)
        if state.startswith("57P"):
            return StoreLost(self.name, says)
        if state[:2] in ("25", "42", "53", "57", "58") and not state.startswith("426"):
            refused = state in ("42501", "25006") or state[:2] in ("53", "57", "58")
            return StoreUnwritable(self.name, says, FIXES.get(state, NO_ROOM)) if refused else None
        lost = isinstance(error, psycopg.OperationalError) and not state
        return StoreLost(self.name, says) if lost or state[:2] == "08" else None

    def inspect(self) -> Iterator[tuple[str, str]]:
        """Yield nothing: the server keeps its files and references right."""
        yield from ()

    def dangling(self) -> Iterator[str]:
        """Yield nothing: the server keeps its references right."""
        yield from ()

    def size(self) -> int:
        """Return the bytes that the store takes."""
        row = self.connection.execute(
            "SELECT sum(pg_total_relation_size(oid)) FROM pg_class "
            "WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
        ).fetchone()
        return int(str(row[0])) if row else 0

    def compact(self) -> None:
        """Let the server give back the space of what was erased."""
        self.connection.execute("VACUUM")

    @contextmanager
    def exclusively(self, command: str, since: str) -> Iterator[None]:
        """Hold the long jobs' advisory lock for the body; the server frees it with the session."""
        if not self._locked("pg_try_advisory_lock", LONG_JOBS):
            raise StoreBusy(self.name, self._holder(LONG_JOBS))
        try:
            said = f"pid {os.getpid()} on {socket.gethostname()} ({command}, since {since})"
            self.connection.execute("SELECT set_config('application_name', ?, false)", (said[:63],))
            yield
        finally:
            if not self.connection.raw.closed:
                self.rollback()
                self.connection.execute(f"SELECT pg_advisory_unlock{KEYED}", (LONG_JOBS,))

    def close(self) -> None:
        """Close the connection; the server undoes an open transaction."""
        psycopg.Connection.close(self.connection.raw)

    def _connected(self) -> PostgresConnection:
        try:
            raw = HeldConnection.connect(self._address, autocommit=True, cursor_factory=psycopg.ClientCursor)
        except psycopg.OperationalError as error:
            raise StoreUnreachable(self.name, str(error).splitlines()[0]) from error
        raw.adapters.register_dumper(bool, _Flag)
        raw.adapters.register_loader("bool", _Truth)
        raw.adapters.register_loader("numeric", _Sum)
        raw.prepare_threshold = None
        return PostgresConnection(raw)

    def _locked(self, function: str, lock: int) -> bool:
        deadline = time.monotonic() + self._lock_timeout
        sql = f"SELECT {function}{KEYED}"
        while True:
            row = self.connection.execute(sql, (lock,)).fetchone()
            if row and row[0]:
                return True
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            time.sleep(min(PAUSE, left))

    def _holder(self, lock: int) -> str | None:
        row = self.connection.execute(
            "SELECT a.application_name FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid "
            "WHERE l.locktype = 'advisory' AND l.granted AND l.classid = ? "
            "AND l.objid::bigint = (hashtext(current_schema())::bigint & 4294967295)",
            (lock,),
        ).fetchone()
        return str(row[0]) if row and row[0] else None


@cache
def with_percent(sql: str) -> str:
    """Return a statement with psycopg's placeholders: `?` outside quotes becomes `%s`."""
    parts = sql.replace("%", "%%").split("'")
    parts[::2] = [part.replace("?", "%s") for part in parts[::2]]
    return "'".join(parts)
