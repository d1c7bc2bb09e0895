"""Rows are carried whole, and every table is carried."""

import sqlite3
from contextlib import closing
from pathlib import Path

from saasctl.store.creating import create_store
from saasctl.store.database import Store
from saasctl.store.sqlite import SqliteEngine
from saasctl.store.tables import table_classes
from saasctl.store.transfer import copy_rows, counts, tables


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
    create_store(str(other), sandbox=True)
    with closing(SqliteEngine(other, 0)) as target, store.reading():
        target.begin(writing=True)
        assert copy_rows(store.engine, target) == sum(counts(store.engine).values())
        assert counts(target) == counts(store.engine)
        assert counts(target)["slot_movement"] == 2
