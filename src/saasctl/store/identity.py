"""What a file or an address is: which database, whose, and of which revision of the schema."""

from pathlib import Path

from saasctl.errors.store import EngineUnavailable, NotAStore, StoreTooNew, StoreUnmigrated
from saasctl.store.engine import Engine
from saasctl.store.revision import HEAD, REVISIONS
from saasctl.store.sqlite import SqliteEngine

REVISION = "SELECT version_num FROM alembic_version"
POSTGRES = ("postgresql", "postgresql+psycopg")
"""The schemes of the addresses of a PostgreSQL store."""
META = "SELECT name, value FROM store_meta"


def open_engine(path_or_url: str, lock_timeout: float) -> Engine:
    """Open the database of a store, whatever its revision."""
    scheme, found, _ = path_or_url.partition("://")
    if scheme in POSTGRES and found:
        return _postgres(path_or_url, lock_timeout)
    if found:
        raise EngineUnavailable(scheme)
    return SqliteEngine(Path(path_or_url), lock_timeout)


def _postgres(url: str, lock_timeout: float) -> Engine:
    try:
        from saasctl.store.postgres import PostgresEngine
    except ModuleNotFoundError as error:
        raise EngineUnavailable("postgresql") from error
    return PostgresEngine(url, lock_timeout)


def revision_of(engine: Engine) -> str:
    """Return the schema revision a database is at. Raises NotAStore where it has none."""
    try:
        engine.begin(writing=False)
        row = engine.connection.execute(REVISION).fetchone()
    except engine.errors as error:
        raise engine.fault(error) or NotAStore(engine.name, str(error)) from error
    finally:
        engine.rollback()
    if row is None:
        raise NotAStore(engine.name, "its schema has no revision")
    return str(row[0])


def checked_meta(engine: Engine) -> dict[str, str]:
    """Return a store's facts about itself, once it is sure that this version can use it.

    Raises NotAStore, StoreUnmigrated, StoreTooNew, StoreDamaged (exit 9).
    """
    revision = revision_of(engine)
    if revision not in REVISIONS:
        raise StoreTooNew(engine.name, revision, HEAD)
    if revision != HEAD:
        raise StoreUnmigrated(engine.name, revision, HEAD)
    try:
        meta = {str(name): str(value) for name, value in engine.connection.execute(META).fetchall()}
    except engine.errors as error:
        raise engine.fault(error) or NotAStore(engine.name, str(error)) from error
    if "kind" not in meta:
        raise NotAStore(engine.name, "it does not say whether it is a real or a sandbox store")
    return meta


def shown(path_or_url: str) -> str:
    """Return a path as it is, an address without its user, password and options."""
    scheme, found, rest = path_or_url.partition("://")
    return f"{scheme}://{rest.partition('?')[0].rpartition('@')[2]}" if found else path_or_url
