"""Make a new store: built beside its place and put there whole, so that none is ever half made."""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from saasctl.errors.store import NotAStore, StoreExists, StoreUnwritable
from saasctl.store.engine import Engine
from saasctl.store.identity import checked_meta, open_engine, shown
from saasctl.store.postgres_schema import REVISION_TABLE, postgres_schema
from saasctl.store.revision import HEAD
from saasctl.store.sqlite import lacked

CREATE_PATIENCE = 5.0
"""Seconds that the making of a store waits for another one in the same database."""
SEED_COLUMNS = ("scope", "on_day", "hours", "label", "recorded_at")
SEED = f"INSERT INTO calendar_day ({', '.join(SEED_COLUMNS)}) VALUES (?, ?, ?, ?, ?)"
KINDS = {True: "sandbox", False: "real"}


def create_store(path: str, sandbox: bool = False, *, seeded: bool = True) -> bool:
    """Make an empty store at `path`, readable by its owner only; say whether it was made.

    It holds the public holidays, unless it is to take in all rows of another store (`seeded`).

    A store of the same kind that is there already is left alone (False); one of the other kind is
    StoreExists (exit 6). Missing directories are made. Raises NotAStore (exit 9) for a directory or
    another file, StoreUnwritable (exit 1) where the system does not let it be written, or
    where its SQLite has no FTS5.
    """
    if "://" in path:
        return _create_in_database(path, sandbox)
    target = Path(path)
    if target.is_dir():
        raise NotAStore(path, "it is a directory")
    try:
        if target.exists() and target.stat().st_size:
            return _same_kind(target, sandbox)
        target.parent.mkdir(parents=True, exist_ok=True)
        return _put(target, sandbox, seeded=seeded)
    except (OSError, sqlite3.OperationalError) as error:
        says = getattr(error, "strerror", None) or str(error)
        raise lacked(path, error) or StoreUnwritable(path, says) from error


def _create_in_database(url: str, sandbox: bool) -> bool:
    engine = open_engine(url, CREATE_PATIENCE)
    try:
        engine.begin(writing=True)
        if engine.connection.execute("SELECT to_regclass('store_meta')").fetchone() != (None,):
            engine.rollback()
            return _same_kind(url, sandbox)
        fill_schema(engine, sandbox)
        engine.commit()
        return True
    except engine.errors as error:
        raise engine.fault(error) or StoreUnwritable(engine.name, str(error).splitlines()[0]) from error
    finally:
        engine.rollback()
        engine.close()


def fill_schema(engine: Engine, sandbox: bool, *, seeded: bool = True) -> None:
    """Make an empty store's tables in a database of PostgreSQL, in its open transaction."""
    engine.connection.execute(";\n".join(postgres_schema(schema_sql())))
    engine.connection.execute("INSERT INTO alembic_version VALUES (?)", (HEAD,))
    engine.connection.execute("INSERT INTO store_meta VALUES ('kind', ?)", (KINDS[sandbox],))
    if seeded:
        engine.connection.bulk("calendar_day", SEED_COLUMNS, seed_rows())


def seed_rows() -> Iterator[tuple[str, ...]]:
    """Yield the public holidays of the law's list as rows of calendars, made by its generator."""
    from saasctl.store.queries.calendars import SEEDED_AT
    from saasctl.terms.law.holidays import holiday_seeds

    for scope, on, label in holiday_seeds():
        yield scope, on, "closed", label, SEEDED_AT


def _same_kind(target: Path | str, sandbox: bool) -> bool:
    engine = open_engine(str(target), 0)
    try:
        held = checked_meta(engine)["kind"]
    finally:
        engine.close()
    if held != KINDS[sandbox]:
        raise StoreExists(shown(str(target)), held, KINDS[sandbox])
    return False


def _put(target: Path, sandbox: bool, *, seeded: bool) -> bool:
    draft = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        _build(draft, sandbox, seeded=seeded)
        try:
            os.link(draft, target)
        except FileExistsError:
            return _replaced_empty(draft, target) or _same_kind(target, sandbox)
        return True
    finally:
        for left in (draft, draft.with_name(draft.name + "-wal"), draft.with_name(draft.name + "-shm")):
            left.unlink(missing_ok=True)


def _replaced_empty(draft: Path, target: Path) -> bool:
    with target.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        mine = os.fstat(held.fileno())
        if mine.st_size or mine.st_ino != target.stat().st_ino:
            return False
        draft.replace(target)
        return True


def _build(draft: Path, sandbox: bool, *, seeded: bool) -> None:
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    connection = sqlite3.connect(draft, isolation_level=None)
    try:
        connection.executescript(f"BEGIN;\n{schema_sql()}")
        connection.execute(REVISION_TABLE)
        connection.execute("INSERT INTO alembic_version VALUES (?)", (HEAD,))
        connection.execute("INSERT INTO store_meta VALUES ('kind', ?)", (KINDS[sandbox],))
        if seeded:
            connection.executemany(SEED, seed_rows())
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode=WAL")
    finally:
        connection.close()


def schema_sql() -> str:
    """Return the statements of an empty store, kept as `schema.sql`."""
    return Path(__file__).with_name("schema.sql").read_text(encoding="utf-8")


def is_there(path_or_url: str) -> bool:
    """Say whether there is a file at a path, or a store in a database."""
    if "://" not in path_or_url:
        return Path(path_or_url).exists()
    engine = open_engine(path_or_url, CREATE_PATIENCE)
    try:
        return engine.connection.execute("SELECT to_regclass('store_meta')").fetchone() != (None,)
    finally:
        engine.close()
