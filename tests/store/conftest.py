import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from saasctl.store.database import Store, create_store, open_store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An empty sandbox store's file."""
    place = tmp_path / "store.db"
    create_store(str(place), sandbox=True)
    return place


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """The same store, open."""
    opened = open_store(str(path), lock_timeout=0.2)
    yield opened
    opened.close()


@pytest.fixture
def outside(path: Path) -> Iterator[sqlite3.Connection]:
    """Another program's connection to the same file."""
    connection = sqlite3.connect(path, isolation_level=None)
    yield connection
    connection.close()
