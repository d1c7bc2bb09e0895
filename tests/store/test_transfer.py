"""Rows are carried whole, every table is carried, and both engines then say the same."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from saasctl.errors.store import CopyDiffers, StoreExists, TargetTaken
from saasctl.store.creating import create_store
from saasctl.store.database import Store, open_store
from saasctl.store.dump import canonical_lines
from saasctl.store.sqlite import SqliteEngine
from saasctl.store.tables import table_classes
from saasctl.store.transfer import (
    copy_rows,
    copy_to_database,
    copy_to_file,
    counts,
    refuse_taken,
    tables,
)
from saasctl.system.clock import system_clock
from saasctl.values.act import Act


def said(place: str) -> list[str]:
    with closing(open_store(place, clock=system_clock())) as store, store.reading() as tx:
        return list(canonical_lines(tx))


def test_every_table_of_the_schema_is_carried_with_all_its_columns() -> None:
    known = {
        name: tuple(column.name for column in kind.metadata.tables[name].columns)
        for name, kind in table_classes().items()
    }
    assert tables() == known


def test_a_copy_holds_as_many_rows_in_each_table(
    store: Store, full: sqlite3.Connection, tmp_path: Path
) -> None:
    other = tmp_path / "other.db"
    create_store(str(other), sandbox=True, seeded=False)
    with closing(SqliteEngine(other, 0)) as target, store.reading():
        target.begin(writing=True)
        assert copy_rows(store.engine, target) == sum(counts(store.engine).values())
        assert counts(target) == counts(store.engine)
        assert counts(target)["slot_movement"] == 2


def test_a_store_goes_to_the_other_engine_and_back_and_says_the_same(
    store: Store, full: sqlite3.Connection, tmp_path: Path, postgres: str
) -> None:
    rows = copy_to_database(store, postgres, 0)
    assert said(postgres) == said(store.path)
    with closing(open_store(postgres, clock=system_clock())) as moved:
        assert copy_to_file(moved, tmp_path / "back.db") == rows
        with moved.transaction(Act()) as tx:
            rate = {"kind": "ecb-mro", "from_on": "2027-01-01", "percent": "2", "source": "x"}
            assert tx.insert("reference_rate", rate) == 2
    assert said(str(tmp_path / "back.db")) == said(store.path)


def test_a_place_with_a_store_is_only_taken_by_a_restoration_of_the_same_kind(
    store: Store, full: sqlite3.Connection, tmp_path: Path, postgres: str
) -> None:
    create_store(postgres, sandbox=True)
    with pytest.raises(TargetTaken):
        copy_to_database(store, postgres, 0)
    with pytest.raises(TargetTaken):
        refuse_taken(str(tmp_path))
    copy_to_database(store, postgres, 0, replace=True)
    assert said(postgres) == said(store.path)
    create_store(str(tmp_path / "real.db"), sandbox=False)
    real = open_store(str(tmp_path / "real.db"), clock=system_clock())
    with closing(real), pytest.raises(StoreExists):
        copy_to_database(real, postgres, 0, replace=True)
    assert said(postgres) == said(store.path)


def test_a_copy_that_says_something_else_is_not_kept(
    store: Store, full: sqlite3.Connection, postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    full.execute("INSERT INTO note VALUES (1, 1, '2026-01-01', 'lost on the way')")
    short = {name: columns for name, columns in tables().items() if name != "note"}
    monkeypatch.setattr("saasctl.store.transfer.tables", lambda: short)
    with pytest.raises(CopyDiffers):
        copy_to_database(store, postgres, 0)
    monkeypatch.undo()
    copy_to_database(store, postgres, 0)
    assert said(postgres) == said(store.path)
