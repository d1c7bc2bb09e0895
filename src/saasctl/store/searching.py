"""An index of the trigrams of keys, names, addresses and numbers, kept by the database in each act.

PostgreSQL keeps it in a GIN index over a function. SQLite keeps it in FTS5 tables without content:
triggers note the rows that changed, and what they noted is written before the act is committed, all
at once, because FTS5 writes a segment of its own for each statement of a trigger. It says which rows
may hold a text; whether one does is asked of the row itself.
"""

from collections.abc import Iterable, Sequence
from itertools import chain

from saasctl.store.engine import Connection
from saasctl.store.transaction import Transaction

SEARCHED = {
    "organisation": ("slug", "name", "email"),
    "org_user": ("email", "display_name"),
    "invoice": ("number",),
}
"""The columns of each table in which a text is sought."""
GRAM = 3
MOST = 60
"""Characters of a text whose trigrams are asked for."""
NEAR = 1000
"""Rows that may hold a text, at most: where more do, a read in the order of keys soon finds enough."""
PENDING = (
    "CREATE TABLE search_pending (of_table TEXT NOT NULL, row_id INTEGER NOT NULL, said TEXT, "
    "PRIMARY KEY (of_table, row_id)) WITHOUT ROWID, STRICT"
)
"""Rows that an act has changed, with what the index holds of them: nothing of new ones."""
NOTED = "SELECT 1 FROM search_pending LIMIT 1"
FUNCTION = """
CREATE OR REPLACE FUNCTION saasctl_grams(said text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT array_agg(DISTINCT substr(lower(said COLLATE "C"), n, 3)) FROM generate_series(1, length(said) - 2) n
$$
"""


def sqlite_search() -> list[str]:
    """Return the statements that make the index of a new SQLite store."""
    made = [text for text in search_triggers() if not text.startswith("DROP")]
    return [PENDING, *map(_virtual_table, SEARCHED), *made]


def search_triggers() -> list[str]:
    """Return the statements that make the triggers anew: a table that is rebuilt loses them."""
    return list(chain.from_iterable(map(_triggers, SEARCHED)))


def postgres_search() -> list[str]:
    """Return the statements that make the index of a PostgreSQL store, where it is not there."""
    made = "CREATE INDEX IF NOT EXISTS {0}_search ON {0} USING gin (saasctl_grams({1}))"
    return [FUNCTION, *(made.format(table, _said("", table)) for table in SEARCHED)]


def write_pending(connection: Connection) -> None:
    """Bring the index of a SQLite store up to what its triggers noted, in the open transaction."""
    if not connection.execute(NOTED).fetchall():
        return
    for table in SEARCHED:
        connection.execute(
            f"INSERT INTO {table}_search ({table}_search, rowid, said) SELECT 'delete', row_id, said "
            "FROM search_pending WHERE of_table = ? AND said IS NOT NULL ORDER BY row_id",
            (table,),
        )
        connection.execute(
            f"INSERT INTO {table}_search (rowid, said) SELECT id, {_said('', table)} FROM {table} "
            "WHERE id IN (SELECT row_id FROM search_pending WHERE of_table = ?) ORDER BY id",
            (table,),
        )
    connection.execute("DELETE FROM search_pending")


def tidy(tx: Transaction) -> None:
    """Write the index of a SQLite store anew without what was removed; PostgreSQL's vacuum does it there."""
    if _in_sqlite(tx):
        write_pending(tx.connection)
        for table in SEARCHED:
            tx.run(f"INSERT INTO {table}_search ({table}_search) VALUES ('optimize')")


def near(
    tx: Transaction, table: str, texts: Iterable[str], test: str, values: Sequence[object]
) -> list[int] | None:
    """Return the ids of the rows that hold one of `texts`: those of the index that pass `test`.

    None where the index does not tell: a text has less than three characters, more rows than NEAR hold
    one, or the act under way has changed some.
    """
    wanted = [_grams(text) for text in texts]
    if not all(wanted) or (_in_sqlite(tx) and tx.rows(NOTED)):
        return None
    if _in_sqlite(tx):
        asked: tuple[object, ...] = (" OR ".join(f"({_all_of(grams)})" for grams in wanted),)
        found = f"{table}_search s JOIN {table} ON {table}.id = s.rowid WHERE {table}_search MATCH ?"
    else:
        one = f"saasctl_grams({_said('', table)}) @> ?::text[]"
        asked = tuple(wanted)
        found = f"{table} WHERE ({' OR '.join([one] * len(wanted))})"
    rows = tx.rows(f"SELECT {table}.id FROM {found} AND {test} LIMIT ?", (*asked, *values, NEAR + 1))
    return [int(str(row[0])) for row in rows] if len(rows) <= NEAR else None


def _grams(text: str) -> list[str]:
    """Return trigrams that cover a text, side by side: fewer lists to read, and `test` asks the row."""
    last = min(len(text) - GRAM, MOST)
    return list(dict.fromkeys(text[at : at + GRAM] for at in (*range(0, last, GRAM), last) if last >= 0))


def _all_of(grams: Iterable[str]) -> str:
    return " AND ".join('"' + gram.replace('"', '""') + '"' for gram in grams)


def _in_sqlite(tx: Transaction) -> bool:
    return not hasattr(tx.connection, "raw")


def _virtual_table(table: str) -> str:
    options = "content='', columnsize=0, detail=none, tokenize='trigram'"
    return f"CREATE VIRTUAL TABLE {table}_search USING fts5(said, {options})"


def _triggers(table: str) -> list[str]:
    columns = ", ".join(SEARCHED[table])
    statements = []
    for name, event, row, said in (
        ("insert", "INSERT", "NEW", "NULL"),
        ("update", f"UPDATE OF {columns}", "OLD", _said("OLD.", table)),
        ("delete", "DELETE", "OLD", _said("OLD.", table)),
    ):
        body = f"INSERT OR IGNORE INTO search_pending VALUES ('{table}', {row}.id, {said});"
        statements.append(f"DROP TRIGGER IF EXISTS {table}_search_{name}")
        statements.append(f"CREATE TRIGGER {table}_search_{name} AFTER {event} ON {table} BEGIN {body} END")
    return statements


def _said(row: str, table: str) -> str:
    """Return what is indexed of a row: its columns, with a space between."""
    return " || ' ' || ".join(f"coalesce({row}{column}, '')" for column in SEARCHED[table])
