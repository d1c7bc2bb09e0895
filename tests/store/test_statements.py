"""Every statement of the program is prepared on the real schema: no table or column is misspelt."""

import importlib
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

import saasctl
from saasctl.store import dump
from saasctl.store.creating import schema_sql
from saasctl.store.postgres_schema import REVISION_TABLE

ROOT = Path(saasctl.__file__).parent
STATEMENT = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b")
FILLED = {"marks": "?", "kinds": "?", "kind": "=", "where": "1 = 1", "order": "1"}
"""What stands in the place of the parts that are filled in when a statement is sent; others are empty."""
NOT_PORTABLE = re.compile(
    r"\b(INSERT OR|REPLACE INTO|rowid|GLOB|ifnull|strftime|julianday|group_concat|typeof|printf|iif)\b", re.I
)


def statements() -> Iterator[tuple[str, str]]:
    for package in ("store", "acts", "operations"):
        for file in sorted((ROOT / package).rglob("*.py")):
            if "migrations" in file.parts or "tables" in file.parts:
                continue
            name = ".".join(("saasctl", *file.relative_to(ROOT).with_suffix("").parts))
            for held, value in vars(importlib.import_module(name)).items():
                if isinstance(value, str) and STATEMENT.match(value):
                    yield f"{name}.{held}", value


def filled(statement: str) -> str:
    return re.sub(r"\{(\w*)\}", lambda part: FILLED.get(part[1], ""), statement)


@pytest.fixture(scope="module")
def database() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.executescript(f"{schema_sql()}{REVISION_TABLE}")
    yield connection
    connection.close()


def test_every_statement_names_tables_and_columns_that_exist(database: sqlite3.Connection) -> None:
    found = dict(statements())
    assert len(found) > 50
    faults = []
    for name, statement in found.items():
        sql = filled(statement)
        try:
            database.execute(f"EXPLAIN {sql}", (None,) * sql.count("?"))
        except sqlite3.Error as error:
            faults.append(f"{name}: {error}")
    assert faults == []


def test_every_statement_keeps_to_what_both_databases_understand() -> None:
    assert [name for name, statement in statements() if NOT_PORTABLE.search(statement)] == []


def test_the_statements_of_the_dump_name_tables_and_columns_that_exist(database: sqlite3.Connection) -> None:
    for dumped in dump.CONTENT:
        database.execute(f"EXPLAIN {dump.statement_of(dumped)}")
