"""The schema in PostgreSQL: the same tables, wide integers, text by its bytes, ids as SQLite gives them."""

import re
from collections.abc import Iterator

from saasctl.store.engine import Connection, Row
from saasctl.store.searching import PENDING, postgres_search
from saasctl.store.triggers import postgres_guards

REVISION_TABLE = """
CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
)
"""
"""The table in which Alembic keeps the schema's revision, as Alembic makes it."""
NEXT_ID = """
CREATE OR REPLACE FUNCTION saasctl_next_id(name text) RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    found bigint;
BEGIN
    EXECUTE format('SELECT coalesce(max(id), 0) + 1 FROM %I', name) INTO found;
    RETURN found;
END $$
"""
"""The id of a new row: one more than the greatest, as SQLite counts.

A sequence would use one up in a dry run or a refused act, and the next ticket after T-1 would be T-3.
Two writers cannot be given the same, because they write one after the other.
"""


def postgres_schema(schema: str) -> list[str]:
    """Return the statements of an empty store, from those of SQLite."""
    kinds = ("CREATE TABLE", "CREATE INDEX", "CREATE UNIQUE INDEX")
    texts = [text for text in schema.split(";\n") if text != PENDING]
    found = [[text for text in texts if text.startswith(kind)] for kind in kinds]
    tables = [_in_postgres(text) for made in found for text in made]
    return [NEXT_ID, *tables, REVISION_TABLE, *postgres_search(), *postgres_guards()]


def settle(connection: Connection) -> None:
    """Give what a migration has made the shape that a new store has: integers, text and ids."""
    connection.execute(NEXT_ID)
    for row in shapes(connection):
        for change in _changes(*(str(part) for part in row)):
            connection.execute(change)


def shapes(connection: Connection) -> list[Row]:
    """Return each column's table, name, type, collation, default and whether it is an identity."""
    return connection.execute(
        "SELECT c.table_name, c.column_name, c.data_type, coalesce(c.collation_name, ''), "
        "coalesce(c.column_default, ''), c.is_identity FROM information_schema.columns c "
        "WHERE c.table_schema = current_schema() AND c.table_name <> 'alembic_version' "
        "ORDER BY 1, c.ordinal_position"
    ).fetchall()


def _changes(
    table: str, column: str, kind: str, collation: str, default: str, identity: str
) -> Iterator[str]:
    alter = f"ALTER TABLE {table} ALTER COLUMN {column}"
    if column == "id" and "saasctl_next_id" not in default:
        yield f"{alter} DROP IDENTITY" if identity == "YES" else f"{alter} DROP DEFAULT"
        yield f"{alter} SET DEFAULT saasctl_next_id('{table}')"
    if kind == "integer":
        yield f"{alter} TYPE BIGINT"
    if kind == "text" and collation != "C":
        yield f'{alter} TYPE TEXT COLLATE "C"'


def _in_postgres(text: str) -> str:
    table = text.split()[2]
    next_id = f"    id BIGINT NOT NULL DEFAULT saasctl_next_id('{table}')"
    wide = re.sub(r"^    id INTEGER NOT NULL", next_id, text, flags=re.MULTILINE)
    wide = re.sub(r"^(    \"?\w+\"?) INTEGER\b", r"\1 BIGINT", wide, flags=re.MULTILINE)
    return re.sub(r"^(    \"?\w+\"?) TEXT\b", r'\1 TEXT COLLATE "C"', wide, flags=re.MULTILINE).removesuffix(
        "STRICT"
    )
