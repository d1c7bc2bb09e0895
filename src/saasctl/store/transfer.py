"""Carry a store whole into a new one, between SQLite and PostgreSQL alike, and compare what both say."""

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from itertools import zip_longest
from pathlib import Path

from saasctl.errors.store import CopyDiffers, StoreExists, TargetTaken
from saasctl.store.creating import KINDS, create_store, fill_schema, is_there, schema_sql
from saasctl.store.database import Store
from saasctl.store.dump import canonical_lines
from saasctl.store.engine import Engine
from saasctl.store.identity import open_engine, shown
from saasctl.store.sqlite import SqliteEngine
from saasctl.store.transaction import Transaction
from saasctl.values.act import Act
from saasctl.values.clock import stamp

TABLE = re.compile(r"^CREATE TABLE (\w+) \((.*?)^\)", re.MULTILINE | re.DOTALL)
COLUMN = re.compile(r"^    \"?(\w+)\"? (?:INTEGER|TEXT)\b", re.MULTILINE)


def copy_to_file(store: Store, draft: Path) -> int:
    """Write what a store holds into a new SQLite file, compared with it; returns how many rows."""
    create_store(str(draft), store.sandbox, seeded=False)
    with closing(SqliteEngine(draft, 0)) as engine:
        engine.connection.execute("PRAGMA foreign_keys=OFF")
        engine.begin(writing=True)
        return _carried(store, engine, keep=True)


def copy_to_database(
    store: Store, url: str, lock_timeout: float, *, replace: bool = False, keep: bool = True
) -> int:
    """Write what a store holds into a schema of PostgreSQL, in one transaction; returns how many rows.

    Raises TargetTaken (exit 6) where a store is already, unless it is to be replaced; a store of the
    other kind is never replaced: StoreExists (exit 6). Raises StoreBusy (exit 75).
    """
    since = stamp(store.clock.now())
    with (
        closing(open_engine(url, lock_timeout)) as engine,
        _faults(engine),
        engine.exclusively("db copy", since),
    ):
        engine.begin(writing=True)
        if _holds_a_store(engine):
            _make_room(engine, store, replace=replace)
        fill_schema(engine, store.sandbox, seeded=False)
        return _carried(store, engine, keep=keep)


def refuse_taken(place: str) -> None:
    """Raise TargetTaken (exit 6) where there is a store, or any file, already."""
    if is_there(place):
        raise TargetTaken(shown(place))


def counts(engine: Engine) -> dict[str, int]:
    """Return how many rows each table holds."""
    found = {}
    for name in tables():
        row = engine.connection.execute(f"SELECT count(*) FROM {name}").fetchone()
        found[name] = int(str(row[0])) if row else 0
    return found


def copy_rows(source: Engine, target: Engine) -> int:
    """Copy all rows of one store into another, new and empty one; returns how many.

    Both have this version's schema, `source` an open transaction for reading and `target` one for
    writing. Ids stay, because chains of the audit are named after them.
    """
    target.connection.execute("DELETE FROM store_meta")
    return sum(_copied(source, target, name, columns) for name, columns in tables().items())


@cache
def tables() -> dict[str, tuple[str, ...]]:
    """Return the columns of each table, a table after those it refers to."""
    return {name: tuple(COLUMN.findall(body)) for name, body in TABLE.findall(schema_sql())}


def _copied(source: Engine, target: Engine, table: str, columns: tuple[str, ...]) -> int:
    chosen = ", ".join(columns)
    order = " ORDER BY id" if "id" in columns else ""
    rows = source.connection.stream(f"SELECT {chosen} FROM {table}{order}")
    return target.connection.bulk(table, columns, rows)


def _carried(store: Store, target: Engine, *, keep: bool) -> int:
    with store.reading() as tx:
        rows = copy_rows(store.engine, target)
        copy = Transaction(target.connection, Act(), store.clock, sandbox=store.sandbox, terms_path=None)
        for ours, theirs in zip_longest(canonical_lines(tx), canonical_lines(copy)):
            if ours != theirs:
                raise CopyDiffers(target.name, ours or theirs or "")
    if keep:
        target.commit()
    else:
        target.rollback()
    return rows


def _holds_a_store(engine: Engine) -> bool:
    return engine.connection.execute("SELECT to_regclass('store_meta')").fetchone() != (None,)


def _make_room(engine: Engine, store: Store, *, replace: bool) -> None:
    if not replace:
        raise TargetTaken(engine.name)
    row = engine.connection.execute("SELECT value FROM store_meta WHERE name = 'kind'").fetchone()
    if row and row[0] != KINDS[store.sandbox]:
        raise StoreExists(engine.name, str(row[0]), KINDS[store.sandbox])
    held = ", ".join((*tables(), "alembic_version"))
    engine.connection.execute(f"DROP TABLE IF EXISTS {held} CASCADE")


@contextmanager
def _faults(engine: Engine) -> Iterator[None]:
    try:
        yield
    except engine.errors as error:
        fault = engine.fault(error)
        if fault is None:
            raise
        raise fault from error
    finally:
        engine.rollback()
