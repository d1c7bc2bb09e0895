"""A copy of the store to try things on."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from saasctl.store.database import Store, open_store
from saasctl.store.sqlite import SqliteEngine


@contextmanager
def copied(store: Store) -> Iterator[Store]:
    """Open a copy of a SQLite store in a private folder that is removed afterwards.

    A store in PostgreSQL is given back itself: only acts that are undone may be tried on it.
    """
    if not isinstance(store.engine, SqliteEngine):
        yield store
        return
    with tempfile.TemporaryDirectory(prefix="saasctl-copy-") as folder:
        target = Path(folder) / "copy.db"
        with store.reading():
            file = sqlite3.connect(target)
            try:
                store.engine.connection.backup(file)
            finally:
                file.close()
        copy = open_store(str(target), clock=store.clock)
        copy.terms_path = store.terms_path
        try:
            yield copy
        finally:
            copy.close()
