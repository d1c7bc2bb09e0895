"""A backup: one SQLite file, whichever database the store is in, verified before it has its name."""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from saasctl.errors.base import Conflict
from saasctl.errors.imports import FileMissing
from saasctl.errors.store import (
    BackupUnusable,
    NotAStore,
    StoreBusy,
    StoreDamaged,
    StoreExists,
    StoreTooNew,
    StoreUnwritable,
)
from saasctl.store.creating import is_there
from saasctl.store.database import Store, open_store
from saasctl.store.identity import checked_meta, open_engine, revision_of
from saasctl.store.revision import HEAD, REVISIONS
from saasctl.store.sqlite import UNWRITABLE, SqliteEngine, primary
from saasctl.store.transfer import copy_to_database, copy_to_file, counts
from saasctl.values.clock import Clock, stamp

SIDES = ("", "-wal", "-shm", "-journal", ".lock")
"""What SQLite and the locks keep beside a file."""
COPY_PAUSE = 0.05
"""Seconds between two attempts to copy into a store that another process writes to."""


@contextmanager
def drafted(target: Path) -> Iterator[Path]:
    """Yield a private place beside `target`; whatever is left there afterwards is removed."""
    draft = target.with_name(f".{target.name}.{os.getpid()}.draft")
    try:
        yield draft
    finally:
        for side in SIDES:
            draft.with_name(draft.name + side).unlink(missing_ok=True)


def write_backup(store: Store, target: Path, *, keep: bool) -> dict[str, int]:
    """Write one state of the store to a new file, while others go on writing; returns its rows by table.

    The file is checked before it has its name: pages, references, and as many rows as were read. An
    existing file is Conflict (exit 6). Without `keep` all is done but the naming.
    """
    if os.path.lexists(target):
        raise Conflict(f"{target} exists", fix="name another file, or remove it first")
    with _writing(target), drafted(target) as draft:
        with store.reading():
            held = counts(store.engine)
            with _writing(target):
                _copy_out(store, draft)
        _closed(draft, "DELETE")
        with closing(SqliteEngine(draft, 0)) as engine:
            if _faults(engine) or counts(engine) != held:
                raise StoreDamaged(store.path, "its copy does not hold what was read")
        if keep:
            os.link(draft, target)
    return held


def file_copy(store: Store, target: Path, *, keep: bool) -> int:
    """Write a store row by row to a new SQLite file, compared with it; returns how many rows."""
    with _writing(target), drafted(target) as draft:
        rows = copy_to_file(store, draft)
        _closed(draft, "WAL")
        if keep:
            os.link(draft, target)
    return rows


@contextmanager
def _writing(target: Path) -> Iterator[None]:
    """Name the file asked for, not its draft or the store, where the system does not let it be written."""
    try:
        yield
    except OSError as error:
        raise StoreUnwritable(str(target), error.strerror or str(error)) from error
    except sqlite3.Error as error:
        if primary(error) not in UNWRITABLE:
            raise
        raise StoreUnwritable(str(target), str(error)) from error


def _copy_out(store: Store, draft: Path) -> None:
    if isinstance(store.engine, SqliteEngine):
        _private(draft)
        with closing(sqlite3.connect(draft)) as file:
            store.engine.connection.backup(file)
        return
    copy_to_file(store, draft)


def draft_of_backup(file: Path, draft: Path) -> None:
    """Copy a backup to a private place and check it there.

    Raises FileMissing (exit 3), BackupUnusable (exit 9) for a file that is no whole store, StoreTooNew
    (exit 9), StoreUnwritable (exit 1) where there is no room for the copy.
    """
    if not file.is_file():
        raise FileMissing(str(file), "it is no file" if file.exists() else "there is no such file")
    _private(draft)
    try:
        with (
            closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(draft)) as target,
        ):
            source.backup(target)
        _closed(draft, "WAL")
        with closing(SqliteEngine(draft, 0)) as engine:
            revision, faults = revision_of(engine), _faults(engine)
    except (NotAStore, StoreDamaged) as error:
        raise BackupUnusable(str(file), error.why or "") from error
    except sqlite3.Error as error:
        if primary(error) == sqlite3.SQLITE_FULL:
            raise StoreUnwritable(str(draft.parent), str(error)) from error
        raise BackupUnusable(str(file), str(error)) from error
    if revision not in REVISIONS:
        raise StoreTooNew(str(file), revision, HEAD)
    if faults:
        raise BackupUnusable(str(file), "; ".join(faults[:3]))


def put_in_place(draft: Path, path_or_url: str, kind: str, clock: Clock, lock_timeout: float) -> None:
    """Put a checked copy in the place of a store, wholly or not at all, under the lock of long jobs.

    Others that have the store open read either the old content or the new. A file that cannot be
    read any more is set aside as `FILE.damaged`. Raises StoreExists (exit 6) where a store of the
    other kind is, StoreBusy (exit 75).
    """
    if "://" in path_or_url:
        with closing(open_store(str(draft), clock=clock)) as copy:
            copy_to_database(copy, path_or_url, lock_timeout, replace=True)
        return
    if not is_there(path_or_url):
        _link_new(draft, Path(path_or_url))
        return
    try:
        engine = open_engine(path_or_url, lock_timeout)
    except (NotAStore, StoreDamaged):
        _set_aside(draft, Path(path_or_url))
        return
    with closing(engine):
        held = _kind(lambda: checked_meta(engine)["kind"])
        if held not in (None, kind):
            raise StoreExists(engine.name, held or "", kind)
        if isinstance(engine, SqliteEngine):
            _copy_in(draft, engine, stamp(clock.now()), lock_timeout)


def _kind(read: Callable[[], str]) -> str | None:
    from saasctl.errors.base import StoreFault

    try:
        return read()
    except StoreFault:
        return None


def _link_new(draft: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    os.link(draft, target)


def _set_aside(draft: Path, target: Path) -> None:
    for side in SIDES[:-1]:
        old = target.with_name(target.name + side)
        if old.exists():
            os.replace(old, target.with_name(f"{target.name}.damaged{side}"))
    os.link(draft, target)


def _copy_in(draft: Path, engine: SqliteEngine, since: str, lock_timeout: float) -> None:
    deadline = time.monotonic() + lock_timeout

    def patience(status: int, left: int, total: int) -> None:
        if time.monotonic() >= deadline and status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise StoreBusy(engine.name, None)

    with engine.exclusively("db restore", since), closing(sqlite3.connect(draft)) as source:
        source.backup(engine.connection, progress=patience, sleep=COPY_PAUSE)
        engine.connection.execute("PRAGMA journal_mode=WAL")


def _private(draft: Path) -> None:
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _closed(draft: Path, journal: str) -> None:
    with closing(sqlite3.connect(draft, isolation_level=None)) as file:
        file.execute(f"PRAGMA journal_mode={journal}")
    with draft.open("rb") as handle:
        os.fsync(handle.fileno())


def _faults(engine: SqliteEngine) -> list[str]:
    return [message for _, message in engine.inspect()]
