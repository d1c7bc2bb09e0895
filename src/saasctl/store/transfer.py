"""Carry every row of a store into an empty one, between SQLite and PostgreSQL alike."""

import re
from functools import cache

from saasctl.store.creating import schema_sql
from saasctl.store.engine import Engine

TABLE = re.compile(r"^CREATE TABLE (\w+) \((.*?)^\)", re.MULTILINE | re.DOTALL)
COLUMN = re.compile(r"^    \"?(\w+)\"? (?:INTEGER|TEXT)\b", re.MULTILINE)


def copy_rows(source: Engine, target: Engine) -> int:
    """Copy all rows of one store into another, new and empty one; returns how many.

    Both have this version's schema, `source` an open transaction for reading and `target` one for
    writing. Ids stay, because chains of the audit are named after them.
    """
    target.connection.execute("DELETE FROM store_meta")
    return sum(_copied(source, target, name, columns) for name, columns in tables().items())


def counts(engine: Engine) -> dict[str, int]:
    """Return how many rows each table holds."""
    found = {}
    for name in tables():
        row = engine.connection.execute(f"SELECT count(*) FROM {name}").fetchone()
        found[name] = int(str(row[0])) if row else 0
    return found


@cache
def tables() -> dict[str, tuple[str, ...]]:
    """Return the columns of each table, a table after those it refers to."""
    return {name: tuple(COLUMN.findall(body)) for name, body in TABLE.findall(schema_sql())}


def _copied(source: Engine, target: Engine, table: str, columns: tuple[str, ...]) -> int:
    chosen = ", ".join(columns)
    order = " ORDER BY id" if "id" in columns else ""
    rows = source.connection.stream(f"SELECT {chosen} FROM {table}{order}")
    return target.connection.bulk(table, columns, rows)
