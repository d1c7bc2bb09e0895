"""What the store asks of a database: one connection, a transaction in SQL text, and its refusals.

SQLite implements it in `sqlite.py`. Statements use `?` for their parameters and only what both
SQLite 3.40 and PostgreSQL 15 understand.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from saasctl.errors.base import SaasctlError

Row = tuple[object, ...]


class Cursor(Protocol):
    """The result of one statement."""

    @property
    def rowcount(self) -> int:
        """How many rows a write touched."""
        ...

    def fetchall(self) -> list[Row]:
        """Return the rows left."""
        ...

    def fetchone(self) -> Row | None:
        """Return the next row, or None after the last."""
        ...

    def __iter__(self) -> Iterator[Row]: ...


class Connection(Protocol):
    """One open connection; commit and rollback are said in SQL."""

    def execute(self, sql: str, parameters: Sequence[object] = ..., /) -> Cursor:
        """Run one statement."""
        ...

    def executemany(self, sql: str, rows: Iterable[Sequence[object]], /) -> Cursor:
        """Run one statement for many rows."""
        ...

    def insert(self, sql: str, parameters: Sequence[object], /) -> int:
        """Run an INSERT and return the new row's id."""
        ...

    def stream(self, sql: str, parameters: Sequence[object] = ..., /) -> Iterator[Row]:
        """Yield the rows of a statement as they come, never all in memory, in an open transaction."""
        ...

    def bulk(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]], /) -> int:
        """Add many rows in the fastest way the database has; returns how many."""
        ...


class Engine(Protocol):
    """A database with one connection."""

    @property
    def name(self) -> str:
        """The path or address, as errors show it."""
        ...

    @property
    def connection(self) -> Connection:
        """The open connection."""
        ...

    @property
    def errors(self) -> type[Exception]:
        """The class of what the database raises."""
        ...

    def begin(self, *, writing: bool) -> None:
        """Open a transaction; for writing it holds the one write lock at once. Raises StoreBusy."""
        ...

    def commit(self) -> None:
        """Keep the open transaction."""
        ...

    def was_kept(self, operation: str) -> bool | None:
        """Say, after a commit that failed, whether its act is on record; None where nobody can tell."""
        ...

    def rollback(self) -> None:
        """Undo the open transaction; nothing happens where there is none."""
        ...

    def fault(self, error: Exception) -> SaasctlError | None:
        """Return the refusal that an error means to an operator; None for a programmer's mistake."""
        ...

    def inspect(self) -> Iterator[tuple[str, str]]:
        """Yield what is wrong with the file ("file") and its references ("references")."""
        ...

    def dangling(self) -> Iterator[str]:
        """Yield the references to rows that are not there."""
        ...

    def size(self) -> int:
        """Return the bytes that the store takes."""
        ...

    def compact(self) -> None:
        """Write the store anew without what was erased, outside any transaction."""
        ...

    def exclusively(self, command: str, since: str) -> AbstractContextManager[None]:
        """Hold the long jobs' lock for the body. Raises StoreBusy with the holder's name."""
        ...

    def close(self) -> None:
        """Close the connection; an open transaction is undone."""
        ...
