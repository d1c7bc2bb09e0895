"""A SQLModel session on the connection, and in the transaction, that the store has open."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from saasctl.store.engine import Connection

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlmodel import Session

_engines: "WeakKeyDictionary[Connection, Engine]" = WeakKeyDictionary()


@contextmanager
def session_on(connection: Connection) -> Iterator["Session"]:
    """Yield a session whose flushed rows stand in the open transaction.

    It never commits or rolls back: the store's connection does nothing when it is told to. Errors of
    the database come out as the driver raised them.
    """
    from sqlalchemy.exc import DBAPIError
    from sqlmodel import Session

    with Session(engine_on(connection), expire_on_commit=False) as session:
        try:
            yield session
            session.flush()
        except DBAPIError as error:
            raise (error.orig or error) from None


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
