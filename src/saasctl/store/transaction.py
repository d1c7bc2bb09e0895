"""An open transaction: the thin wrapper through which every statement goes."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING

from saasctl.store.engine import Connection, Row
from saasctl.values.act import Act
from saasctl.values.clock import Clock

if TYPE_CHECKING:
    from saasctl.values.clause import ClauseRef


OPEN_FROM = "SELECT open_from FROM period_closing ORDER BY id DESC LIMIT 1"


class Transaction:
    """Reads and writes of one act.

    SQL is portable between SQLite and PostgreSQL, with `?` for parameters: days are ISO text,
    instants ISO text in UTC with Z, yes and no 1 and 0, money integer cents, percents text.
    `recorded_at` is the true time at which the act began, whatever day it takes effect.
    """

    def __init__(
        self, connection: Connection, act: Act, clock: Clock, *, sandbox: bool, terms_path: str | None
    ) -> None:
        self.connection = connection
        self.act = act
        self.sandbox = sandbox
        self.terms_path = terms_path
        self.operation = f"op-{os.urandom(6).hex()}"
        self.told: list[str] = []
        self.clause_ids: dict[ClauseRef, int] = {}
        self.audit_heads: dict[str, tuple[int, str]] = {}
        self.recorded_at = clock.now()
        self._clock = clock
        self._open_from: tuple[date | None] | None = None

    @property
    def on(self) -> date:
        """The day the act takes effect: its own, that of its instant, or today."""
        if self.act.on is not None:
            return self.act.on
        return self._clock.day_of(self.act.at) if self.act.at is not None else self._clock.today()

    @property
    def at(self) -> datetime:
        """The instant the act takes effect, UTC: its own, the first of its own day, or now."""
        if self.act.at is not None:
            return self.act.at
        return self._clock.now() if self.act.on is None else self._clock.start_of(self.act.on)

    @contextmanager
    def taking_effect(self, day: date) -> Iterator[None]:
        """Date what the body does on a day of its own, where it follows from acts of several days."""
        held = self.act
        self.act = held._replace(on=day, at=None)
        try:
            yield
        finally:
            self.act = held

    @property
    def open_from(self) -> date | None:
        """The first day after the closed months; None while no month is closed."""
        if self._open_from is None:
            row = self.one(OPEN_FROM)
            self._open_from = (None if row is None or row[0] is None else date.fromisoformat(str(row[0])),)
        return self._open_from[0]

    def start_of(self, day: date) -> datetime:
        """Return the first instant of a day in the store's zone, in UTC."""
        return self._clock.start_of(day)

    def rows(self, sql: str, parameters: Sequence[object] = ()) -> list[Row]:
        """Return all rows of a statement."""
        return self.connection.execute(sql, parameters).fetchall()

    def stream(self, sql: str, parameters: Sequence[object] = ()) -> Iterator[Row]:
        """Yield the rows of a statement as they come; the transaction must stay open meanwhile."""
        return self.connection.stream(sql, parameters)

    def one(self, sql: str, parameters: Sequence[object] = ()) -> Row | None:
        """Return the first row of a statement, or None."""
        return self.connection.execute(sql, parameters).fetchone()

    def run(self, sql: str, parameters: Sequence[object] = ()) -> int:
        """Run a writing statement and return how many rows it touched."""
        return self.connection.execute(sql, parameters).rowcount

    def many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run a writing statement for each of `rows`."""
        self.connection.executemany(sql, rows)

    def insert(self, table: str, values: Mapping[str, object]) -> int:
        """Insert one row, unchecked but for the table's own constraints, and return its id."""
        marks = ", ".join("?" * len(values))
        sql = f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})"
        return self.connection.insert(sql, tuple(values.values()))

    def tell(self, change: str) -> None:
        """Note a change in words; a dry run prints them."""
        self.told.append(change)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Undo only the body when it raises; what the transaction did before stays. Not nested."""
        told = len(self.told)
        self.connection.execute("SAVEPOINT attempt")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK TO SAVEPOINT attempt")
            self.connection.execute("RELEASE SAVEPOINT attempt")
            self.clause_ids.clear()
            self.audit_heads.clear()
            del self.told[told:]
            raise
        self.connection.execute("RELEASE SAVEPOINT attempt")
