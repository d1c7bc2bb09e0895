"""Bring a store to a later revision of the schema, in one transaction."""

from pathlib import Path
from typing import TYPE_CHECKING

from saasctl.errors.store import StoreDamaged, StoreTooNew
from saasctl.store.alchemy import engine_on
from saasctl.store.engine import Connection, Engine
from saasctl.store.identity import open_engine, revision_of
from saasctl.store.postgres_schema import settle
from saasctl.store.revision import HEAD, REVISIONS
from saasctl.store.searching import search_triggers
from saasctl.store.sqlite import SqliteEngine
from saasctl.store.triggers import guard_statements, postgres_guards
from saasctl.values.clock import Clock, stamp

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).with_name("migrations")


def migrate_store(
    path_or_url: str,
    *,
    clock: Clock,
    lock_timeout: float,
    dry_run: bool = False,
    migrations: Path = MIGRATIONS,
    known: tuple[str, ...] = REVISIONS,
) -> tuple[str, str]:
    """Bring a store to the last of the `known` revisions; returns the revision before and after.

    All or nothing: a revision that fails, or leaves a dangling reference, is undone. `dry_run` runs
    it and undoes it. Raises StoreTooNew (exit 9), StoreBusy (exit 75).
    """
    engine = open_engine(path_or_url, lock_timeout)
    try:
        with engine.exclusively("db migrate", stamp(clock.now())):
            before = revision_of(engine)
            if before not in known:
                raise StoreTooNew(engine.name, before, HEAD)
            if before != known[-1]:
                _migrate(engine, migrations, dry_run=dry_run)
            return before, known[-1]
    finally:
        engine.close()


def _migrate(engine: Engine, migrations: Path, *, dry_run: bool) -> None:
    connection = engine.connection
    if isinstance(engine, SqliteEngine):
        connection.execute("PRAGMA foreign_keys=OFF")
    engine.begin(writing=True)
    try:
        upgrade(connection, migrations)
        _finish(engine)
        dangling = list(engine.dangling())
        if dangling:
            raise StoreDamaged(engine.name, f"the migration leaves dangling references: {dangling[:3]}")
        if not dry_run:
            engine.commit()
    finally:
        engine.rollback()


def _finish(engine: Engine) -> None:
    sqlite = isinstance(engine, SqliteEngine)
    if not sqlite:
        settle(engine.connection)
    for statement in [*guard_statements(), *search_triggers()] if sqlite else postgres_guards():
        engine.connection.execute(statement)


def upgrade(connection: Connection, migrations: Path = MIGRATIONS) -> None:
    """Run the revisions that a database lacks in its open transaction; the guards are made apart."""
    from alembic import command

    with engine_on(connection).connect() as bound:
        config = alembic_config(migrations)
        config.attributes["connection"] = bound
        command.upgrade(config, "head")


def alembic_config(migrations: Path = MIGRATIONS) -> "Config":
    """Return Alembic's configuration for a directory of migrations, without a file."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
