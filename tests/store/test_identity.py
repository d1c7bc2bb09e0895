import sqlite3
from pathlib import Path

import pytest

from saasctl.errors.store import EngineUnavailable, NotAStore
from saasctl.store.identity import checked_meta, open_engine, revision_of
from saasctl.store.revision import HEAD


def test_a_store_says_its_revision_and_its_kind(path: Path) -> None:
    engine = open_engine(str(path), 0)
    assert revision_of(engine) == HEAD
    assert checked_meta(engine) == {"kind": "sandbox"}
    engine.close()


def test_an_address_of_a_database_that_is_not_served_is_refused() -> None:
    with pytest.raises(EngineUnavailable, match="mysql"):
        open_engine("mysql://localhost/x", 0)


def test_a_database_without_revisions_is_not_a_store(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "s.db")
    other.execute("CREATE TABLE song (title)")
    other.close()
    engine = open_engine(str(tmp_path / "s.db"), 0)
    with pytest.raises(NotAStore):
        revision_of(engine)
    engine.close()
