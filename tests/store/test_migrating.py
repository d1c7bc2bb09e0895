import re
import shutil
import sqlite3
from pathlib import Path

import pytest

from saasctl.errors.store import NotAStore, StoreDamaged, StoreTooNew
from saasctl.store.migrating import MIGRATIONS, migrate_store, upgrade
from saasctl.store.revision import HEAD, REVISIONS
from saasctl.store.searching import search_triggers
from saasctl.store.sqlite import SqliteEngine, connect
from saasctl.store.triggers import GUARDS, guard_statements
from saasctl.system.clock import system_clock

LATER = '''
"""A later revision, made for the test."""

import sqlalchemy as sa
from alembic import op

revision = "9001"
down_revision = "{head}"


def upgrade() -> None:
    op.add_column("organisation", sa.Column("nickname", sa.Text(), nullable=True))
    with op.batch_alter_table("invoice") as table:
        table.add_column(sa.Column("remark", sa.Text(), nullable=False, server_default="none"))
    {more}
'''
ROWS = """
INSERT INTO seller (id, slug, name, profile, profile_version, country, currency, prefix_invoice,
    prefix_credit_note, created_on) VALUES (1, 'sell', 'S', 'p', '1', 'FR', 'EUR', 'INV', 'CN', '2026-01-01');
INSERT INTO organisation (id, slug, seller_id, name, country, professional, created_on, status)
    VALUES (1, 'acme', 1, 'Acme', 'FR', 1, '2026-01-01', 'active');
INSERT INTO invoice VALUES (1, 1, 1, NULL, 'INV-2026-000001', 'service', '2026-01-01', '2026-01-01',
    '2026-01-31', NULL, NULL, 'EUR', 1000, 200, 1200, NULL, 'p@1', NULL, NULL);
INSERT INTO invoice_vat VALUES (1, 'S', '20', 1000, 200);
"""
KNOWN = (*REVISIONS, "9001")


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """The migrations with one more, which rebuilds a guarded table that others refer to."""
    return with_revision(tmp_path, "pass")


def with_revision(tmp_path: Path, more: str) -> Path:
    copied = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, copied)
    (copied / "versions" / "r9001_later.py").write_text(LATER.format(head=HEAD, more=more))
    return copied


def migrate(path: Path, migrations: Path, *, dry_run: bool = False) -> tuple[str, str]:
    return migrate_store(
        str(path), clock=system_clock(), lock_timeout=0, dry_run=dry_run, migrations=migrations, known=KNOWN
    )


def schema(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """Return each object's parts; the constraints of a table in any order."""
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
    found = {}
    for name, sql in rows:
        text = re.sub(r"\s+", " ", sql).strip()
        inside = re.split(
            r", (?=(?:UNIQUE|PRIMARY|FOREIGN|CONSTRAINT|CHECK)\b)", text.removesuffix(") STRICT")
        )
        found[name] = [inside[0].rstrip(), *sorted(part.rstrip() for part in inside[1:])]
    return found


def test_the_migrations_build_the_schema_that_a_new_store_has(
    tmp_path: Path, outside: sqlite3.Connection
) -> None:
    place = tmp_path / "migrated.db"
    place.touch()
    connection = connect(place)
    connection.execute("BEGIN IMMEDIATE")
    upgrade(connection)
    for statement in (*guard_statements(), *search_triggers()):
        connection.execute(statement)
    connection.execute("COMMIT")
    assert schema(connection) == schema(outside)
    assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(HEAD,)]
    sqlite3.Connection.close(connection)


def test_a_store_of_today_stays_as_it_is(path: Path) -> None:
    assert migrate_store(str(path), clock=system_clock(), lock_timeout=0) == (HEAD, HEAD)


def test_a_migration_keeps_the_rows_and_the_guards_of_a_table_it_rebuilds(
    path: Path, outside: sqlite3.Connection, later: Path
) -> None:
    outside.executescript(ROWS)
    assert migrate(path, later) == (HEAD, "9001")
    assert outside.execute("SELECT number, remark FROM invoice").fetchall() == [("INV-2026-000001", "none")]
    assert outside.execute("SELECT nickname FROM organisation").fetchall() == [(None,)]
    triggers = outside.execute(
        "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%!_keeps!_%' ESCAPE '!'"
    ).fetchall()
    assert triggers == [(2 * len(GUARDS),)]
    with pytest.raises(sqlite3.IntegrityError, match="saasctl invoice credit"):
        outside.execute("UPDATE invoice SET net_cents = 1")
    assert outside.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_dry_run_of_a_migration_leaves_the_store_as_it_was(
    path: Path, outside: sqlite3.Connection, later: Path
) -> None:
    before = schema(outside)
    assert migrate(path, later, dry_run=True) == (HEAD, "9001")
    assert schema(outside) == before
    assert outside.execute("SELECT version_num FROM alembic_version").fetchall() == [(HEAD,)]


@pytest.mark.parametrize(
    ("more", "error"),
    [
        pytest.param("raise LookupError", LookupError, id="revision-that-raises"),
        pytest.param('op.execute("DELETE FROM seller")', StoreDamaged, id="dangling-reference"),
    ],
)
def test_a_migration_that_fails_changes_nothing(
    path: Path, outside: sqlite3.Connection, tmp_path: Path, more: str, error: type[Exception]
) -> None:
    outside.executescript(ROWS)
    before = schema(outside)
    with pytest.raises(error):
        migrate(path, with_revision(tmp_path, more))
    assert schema(outside) == before
    assert outside.execute("SELECT count(*) FROM seller").fetchall() == [(1,)]
    assert outside.execute("SELECT version_num FROM alembic_version").fetchall() == [(HEAD,)]


def test_a_store_of_a_later_version_is_not_touched(path: Path, outside: sqlite3.Connection) -> None:
    outside.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreTooNew):
        migrate_store(str(path), clock=system_clock(), lock_timeout=0)


def test_a_file_that_is_no_store_is_not_migrated(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "songs.db")
    other.execute("CREATE TABLE song (title)")
    other.close()
    with pytest.raises(NotAStore):
        migrate_store(str(tmp_path / "songs.db"), clock=system_clock(), lock_timeout=0)


def test_references_are_checked_again_after_a_migration(path: Path, later: Path) -> None:
    migrate(path, later)
    engine = SqliteEngine(path, 0)
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        engine.connection.execute("INSERT INTO note VALUES (1, 99, '2026-01-01', 'x')")
    engine.close()
