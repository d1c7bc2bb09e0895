"""SQLAlchemy's engine on the connection that the store has open."""

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from saasctl.store.engine import Connection

if TYPE_CHECKING:
    from sqlalchemy import Engine

_engines: "WeakKeyDictionary[Connection, Engine]" = WeakKeyDictionary()


def engine_on(connection: Connection) -> "Engine":
    """Return SQLAlchemy's engine on an open connection, made once; it opens and closes nothing."""
    known = _engines.get(connection)
    if known is None:
        from sqlalchemy import create_engine
        from sqlalchemy.pool import StaticPool

        raw = getattr(connection, "raw", None)
        address = "sqlite://" if raw is None else "postgresql+psycopg://"
        known = create_engine(address, creator=lambda: raw or connection, poolclass=StaticPool)
        _engines[connection] = known
    return known
