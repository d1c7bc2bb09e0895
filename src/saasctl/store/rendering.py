"""The schema as SQL text, rendered from the SQLModel classes: what `schema.sql` holds.

A new store is made from that text, which needs neither SQLModel nor Alembic. A test holds the file
against this rendering and against what the migrations build.
"""

from saasctl.store.searching import sqlite_search
from saasctl.store.triggers import guard_statements


def schema_statements() -> list[str]:
    """Return every statement that makes an empty SQLite store: tables, indexes, search, guards."""
    from sqlalchemy.dialects import sqlite
    from sqlalchemy.schema import CreateIndex, CreateTable
    from sqlmodel import SQLModel

    import saasctl.store.tables

    dialect = sqlite.dialect()
    statements = []
    for table in saasctl.store.tables.ordered(SQLModel.metadata):
        statements.append(CreateTable(table).compile(dialect=dialect))
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        statements += [CreateIndex(index).compile(dialect=dialect) for index in indexes]
    rendered = [str(statement).strip().replace("\t", "    ") for statement in statements]
    lines = ["\n".join(line.rstrip() for line in text.splitlines()) for text in rendered]
    lines += sqlite_search()
    return lines + [text for text in guard_statements() if not text.startswith("DROP")]


def schema_text() -> str:
    """Return the content of `schema.sql`."""
    return "".join(f"{statement};\n" for statement in schema_statements())
