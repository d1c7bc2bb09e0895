"""The store: open it, read it, and change it in one transaction for each act.

Nothing here loads SQLModel: reading costs an `import sqlite3` and a few milliseconds.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from saasctl.errors.base import Recorded
from saasctl.errors.periods import PeriodClosed
from saasctl.errors.store import FutureAct, StoreUnsure
from saasctl.store.creating import create_store
from saasctl.store.engine import Engine
from saasctl.store.identity import META, checked_meta, open_engine
from saasctl.store.transaction import Transaction
from saasctl.values.act import Act
from saasctl.values.clock import Clock, stamp

__all__ = ["Store", "Transaction", "create_store", "open_store"]


class Store:
    """An open store with its clock. Close it; an act that is under way is then undone.

    `repeatable` says whether an act that failed was the first: nothing was kept before it.
    """

    def __init__(self, engine: Engine, clock: Clock, meta: dict[str, str]) -> None:
        self.engine = engine
        self.path = engine.name
        self.sandbox = meta["kind"] == "sandbox"
        self.terms_path: str | None = None
        self.told: list[str] = []
        self.clock = clock
        self._source = clock
        self._readers: list[Transaction] = []
        self._writing = False
        self._exclusive = 0
        self._kept = 0
        self.repeatable = False
        self._keep_time(meta)

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """Read one state of the store, whatever others write meanwhile; readings may overlap."""
        if self._writing:
            raise RuntimeError("a reading inside an act uses the act's own transaction")
        with self._faults():
            if not self._readers:
                self.engine.begin(writing=False)
            tx = self._transaction(Act())
            self._readers.append(tx)
            try:
                yield tx
            finally:
                self._readers.remove(tx)
                if not self._readers:
                    self.engine.rollback()

    @contextmanager
    def transaction(self, act: Act, *, ahead: bool = False, closed: bool = False) -> Iterator[Transaction]:
        """Do one act wholly or not at all; with `act.dry_run` it is undone at the end.

        The write lock is taken at once, so that what is read cannot change before it is written. What
        was written before a refusal that is Recorded is kept.
        Raises FutureAct (exit 5) for a day after today in a real store, unless `ahead` says that
        the act may be dated ahead; PeriodClosed (exit 5) for a day in a closed month, unless `closed`
        says that the act may bear one; StoreBusy (exit 75) when another process keeps the lock.
        """
        if self._readers or self._writing:
            raise RuntimeError("one transaction at a time")
        self.repeatable = self._kept == 0
        with self._faults():
            self.engine.begin(writing=True)
            self._writing = True
            try:
                self._keep_time(dict(self._meta()))
                tx = self._transaction(act)
                self._refuse_future(tx, ahead=ahead)
                if not closed and tx.open_from is not None and tx.on < tx.open_from:
                    raise PeriodClosed(tx.on, tx.open_from)
                refusal: Recorded | None = None
                try:
                    yield tx
                except Recorded as recorded:
                    refusal = recorded
                self.told = tx.told
                if not act.dry_run:
                    self._keep(tx)
                self.repeatable = False
                if refusal is not None:
                    raise refusal
            finally:
                self._writing = False
                self.engine.rollback()

    @contextmanager
    def exclusively(self, command: str) -> Iterator[None]:
        """Hold the lock of long jobs for the body, over many transactions; may be nested.

        Raises StoreBusy (exit 75) with the holder's process and command after the lock timeout.
        """
        if self._exclusive:
            yield
            return
        with self._faults(), self.engine.exclusively(command, stamp(self.clock.now())):
            self._exclusive += 1
            try:
                yield
            finally:
                self._exclusive -= 1

    def close(self) -> None:
        """Close the store; an open transaction is undone."""
        self.engine.close()

    def _keep(self, tx: Transaction) -> None:
        self._kept += 1
        try:
            self.engine.commit()
        except self.engine.errors:
            self.repeatable = False
            kept = self.engine.was_kept(tx.operation)
            if kept is None:
                raise StoreUnsure(self.path, tx.operation, self.clock.day_of(tx.recorded_at)) from None
            if not kept or self._exclusive:
                raise

    def _transaction(self, act: Act) -> Transaction:
        return Transaction(
            self.engine.connection, act, self.clock, sandbox=self.sandbox, terms_path=self.terms_path
        )

    def _refuse_future(self, tx: Transaction, *, ahead: bool) -> None:
        dated = tx.act.on is not None or tx.act.at is not None
        if dated and not ahead and not self.sandbox and tx.on > self.clock.today():
            raise FutureAct(tx.on, self.clock.today())

    def _meta(self) -> list[tuple[str, str]]:
        return [(str(name), str(value)) for name, value in self.engine.connection.execute(META).fetchall()]

    def _keep_time(self, meta: dict[str, str]) -> None:
        last_day_run = meta.get("last_day_run")
        floor = date.fromisoformat(last_day_run) if self.sandbox and last_day_run else None
        self.clock = self._source._replace(zone=meta.get("timezone", self._source.zone), floor=floor)

    @contextmanager
    def _faults(self) -> Iterator[None]:
        try:
            yield
        except self.engine.errors as error:
            fault = self.engine.fault(error)
            if fault is None:
                raise
            raise fault from error


def open_store(path_or_url: str, *, clock: Clock, lock_timeout: float = 5.0) -> Store:
    """Open an existing store of this version's schema.

    Raises StoreMissing, NotAStore, StoreDamaged, StoreUnmigrated, StoreTooNew (exit 9), StoreBusy
    (exit 75), EngineUnavailable (exit 7) for the address of another database.
    """
    engine = open_engine(path_or_url, lock_timeout)
    try:
        return Store(engine, clock, checked_meta(engine))
    except BaseException:
        engine.close()
        raise
