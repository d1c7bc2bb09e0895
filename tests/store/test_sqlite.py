import sqlite3
from pathlib import Path

import pytest

from saasctl.errors.base import SaasctlError
from saasctl.errors.store import NotAStore, StoreBusy, StoreDamaged, StoreUnwritable
from saasctl.store.engine import Engine
from saasctl.store.sqlite import HeldConnection, SqliteEngine, connect, primary


@pytest.fixture
def engine(path: Path) -> SqliteEngine:
    return SqliteEngine(path, 0)


def failed(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("said so")
    error.sqlite_errorcode = code
    return error


def test_the_engine_is_what_the_store_asks_for(engine: SqliteEngine, path: Path) -> None:
    asked: Engine = engine
    assert asked.name == str(path)
    asked.close()


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        pytest.param(sqlite3.SQLITE_BUSY, StoreBusy, id="busy"),
        pytest.param(sqlite3.SQLITE_BUSY_SNAPSHOT, StoreBusy, id="busy-extended"),
        pytest.param(sqlite3.SQLITE_LOCKED, StoreBusy, id="locked"),
        pytest.param(sqlite3.SQLITE_NOTADB, NotAStore, id="no-database"),
        pytest.param(sqlite3.SQLITE_CORRUPT, StoreDamaged, id="corrupt"),
        pytest.param(sqlite3.SQLITE_FULL, StoreUnwritable, id="full"),
        pytest.param(sqlite3.SQLITE_READONLY, StoreUnwritable, id="read-only"),
        pytest.param(sqlite3.SQLITE_IOERR_WRITE, StoreUnwritable, id="input-output"),
    ],
)
def test_an_error_of_the_file_is_a_refusal(engine: SqliteEngine, code: int, kind: type[SaasctlError]) -> None:
    assert isinstance(engine.fault(failed(code)), kind)
    engine.close()


@pytest.mark.parametrize("code", [sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_ERROR])
def test_a_programmer_s_mistake_is_not_dressed_up(engine: SqliteEngine, code: int) -> None:
    assert engine.fault(failed(code)) is None
    engine.close()


def test_a_sqlite_without_full_text_search_is_told(engine: SqliteEngine) -> None:
    error = sqlite3.OperationalError("no such module: fts5")
    refused = engine.fault(error)
    assert isinstance(refused, StoreUnwritable)
    assert refused.exit == 1
    assert "FTS5" in str(refused.fix)
    engine.close()


def test_an_extended_result_code_is_reduced_to_its_primary_one() -> None:
    assert primary(failed(sqlite3.SQLITE_IOERR_WRITE)) == sqlite3.SQLITE_IOERR
    assert primary(ValueError()) == 0


def test_a_connection_keeps_its_transaction_whatever_a_session_does(path: Path) -> None:
    connection = connect(path)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO store_meta VALUES ('x', '')")
    for ending in (connection.commit, connection.rollback, connection.close):
        ending()
        assert connection.in_transaction
    assert connection.execute("SELECT count(*) FROM store_meta WHERE name = 'x'").fetchall() == [(1,)]
    sqlite3.Connection.close(connection)


def test_references_are_enforced_and_writes_survive_a_crash_of_the_program(path: Path) -> None:
    connection = connect(path)
    settings = ("foreign_keys", "synchronous", "recursive_triggers", "trusted_schema", "journal_mode")
    held = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in settings]
    assert held == [1, 1, 1, 0, "wal"]
    assert isinstance(connection, HeldConnection)
    sqlite3.Connection.close(connection)


def test_a_row_that_a_guard_keeps_is_not_replaced_either(path: Path) -> None:
    connection = connect(path)
    sql = "INSERT OR REPLACE INTO term_setting VALUES (1, 'p', 'vat.rate', ?, '2026-01-01', NULL)"
    connection.execute(sql, ("20",))
    with pytest.raises(sqlite3.IntegrityError, match="terms set"):
        connection.execute(sql, ("10",))
    sqlite3.Connection.close(connection)


def test_undoing_after_closing_does_nothing(engine: SqliteEngine) -> None:
    engine.begin(writing=True)
    engine.close()
    engine.rollback()


def test_a_sound_file_has_nothing_to_tell(engine: SqliteEngine) -> None:
    assert list(engine.inspect()) == []
    engine.close()
