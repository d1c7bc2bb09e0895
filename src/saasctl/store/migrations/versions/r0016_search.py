"""The index of trigrams of keys, names, addresses and numbers, filled from the rows that are there.

Its triggers are made after every migration, with the guards.
"""

from alembic import op

revision = "0016"
down_revision = "0015"

SEARCHED = {
    "organisation": ("slug", "name", "email"),
    "org_user": ("email", "display_name"),
    "invoice": ("number",),
}
PENDING = (
    "CREATE TABLE search_pending (of_table TEXT NOT NULL, row_id INTEGER NOT NULL, said TEXT, "
    "PRIMARY KEY (of_table, row_id)) WITHOUT ROWID, STRICT"
)
FUNCTION = """
CREATE OR REPLACE FUNCTION saasctl_grams(said text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT AS $$
SELECT array_agg(DISTINCT substr(lower(said COLLATE "C"), n, 3)) FROM generate_series(1, length(said) - 2) n
$$
"""


def upgrade() -> None:
    """Make the index."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    op.execute(PENDING if sqlite else FUNCTION)
    for table, columns in SEARCHED.items():
        said = " || ' ' || ".join(f"coalesce({column}, '')" for column in columns)
        if not sqlite:
            op.execute(f"CREATE INDEX {table}_search ON {table} USING gin (saasctl_grams({said}))")
            continue
        options = "content='', columnsize=0, detail=none, tokenize='trigram'"
        op.execute(f"CREATE VIRTUAL TABLE {table}_search USING fts5(said, {options})")
        op.execute(f"INSERT INTO {table}_search (rowid, said) SELECT id, {said} FROM {table}")
