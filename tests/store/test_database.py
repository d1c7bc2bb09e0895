import sqlite3
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from saasctl.errors.store import (
    EngineUnavailable,
    FutureAct,
    NotAStore,
    StoreBusy,
    StoreMissing,
    StoreTooNew,
    StoreUnmigrated,
)
from saasctl.store import identity
from saasctl.store.database import Store, create_store, open_store
from saasctl.store.queries.meta import keep_zone, set_last_day_run
from saasctl.store.revision import REVISIONS
from saasctl.system.clock import system_clock
from saasctl.values.act import Act
from saasctl.values.clock import Clock

NOTE = {"source": "terms", "profile": "", "version": "", "article": "1", "rule": "", "says": ""}
COUNT = "SELECT count(*) FROM clause"
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.fixture
def real(tmp_path: Path) -> Store:
    place = tmp_path / "real.db"
    create_store(str(place), sandbox=False)
    return open_store(str(place), clock=Clock(lambda: NOON))


def count(store: Store) -> int:
    with store.reading() as tx:
        return int(str(tx.rows(COUNT)[0][0]))


def insert_and_raise(store: Store, error: type[BaseException]) -> None:
    with store.transaction(Act()) as tx:
        tx.insert("clause", NOTE)
        raise error


def test_opening_and_reading_loads_neither_sqlmodel_nor_alembic(path: Path) -> None:
    code = """
import sys
from saasctl.store.database import open_store
from saasctl.system.clock import system_clock
store = open_store(sys.argv[1], clock=system_clock())
with store.reading() as tx:
    tx.rows("SELECT slug FROM organisation")
store.close()
heavy = {"sqlmodel", "sqlalchemy", "pydantic", "alembic", "platformdirs", "typer", "rich", "json", "socket"}
print(sorted(heavy & set(sys.modules)))
"""
    said = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
    ).stdout
    assert said == "[]\n"


def test_an_act_is_kept_when_it_ends_well(store: Store) -> None:
    with store.transaction(Act()) as tx:
        tx.insert("clause", NOTE)
    assert count(store) == 1


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_an_act_that_raises_leaves_nothing(store: Store, error: type[BaseException]) -> None:
    with pytest.raises(error):
        insert_and_raise(store, error)
    assert count(store) == 0


def test_a_dry_run_shows_its_results_and_leaves_nothing(store: Store) -> None:
    with store.transaction(Act(dry_run=True)) as tx:
        key = tx.insert("clause", NOTE)
        tx.tell("a clause is added")
        found = tx.one("SELECT article FROM clause WHERE id = ?", (key,))
    assert found == ("1",)
    assert store.told == ["a clause is added"]
    assert count(store) == 0


def test_a_reading_sees_one_state_whatever_others_write(store: Store, outside: sqlite3.Connection) -> None:
    with store.reading() as tx:
        before = tx.rows(COUNT)
        outside.execute("INSERT INTO clause VALUES (1, 'law', '', '', '', '', '')")
        assert tx.rows(COUNT) == before == [(0,)]
    assert count(store) == 1


def test_readings_may_overlap_and_end_in_any_order(store: Store) -> None:
    first, second = store.reading(), store.reading()
    tx_first, tx_second = first.__enter__(), second.__enter__()
    first.__exit__(None, None, None)
    assert tx_second.rows(COUNT) == [(0,)]
    second.__exit__(None, None, None)
    assert tx_first is not tx_second
    with store.transaction(Act()) as tx:
        tx.insert("clause", NOTE)
    assert count(store) == 1


def test_transactions_do_not_nest(store: Store) -> None:
    with (
        store.reading(),
        pytest.raises(RuntimeError, match="one transaction at a time"),
        store.transaction(Act()),
    ):
        pass
    with store.transaction(Act()), pytest.raises(RuntimeError, match="the act's own"), store.reading():
        pass


def test_the_write_lock_is_taken_before_the_first_statement(
    store: Store, outside: sqlite3.Connection
) -> None:
    outside.execute("PRAGMA busy_timeout=0")
    with store.transaction(Act()), pytest.raises(sqlite3.OperationalError, match="locked"):
        outside.execute("BEGIN IMMEDIATE")


def test_a_store_that_another_writes_to_is_busy_after_the_timeout(
    store: Store, outside: sqlite3.Connection
) -> None:
    outside.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy) as refused, store.transaction(Act()):
        pass
    assert (refused.value.exit, refused.value.why) == (75, "another process is writing")
    with store.reading() as tx:
        assert tx.rows(COUNT) == [(0,)]
    outside.execute("ROLLBACK")
    with store.transaction(Act()) as tx:
        tx.insert("clause", NOTE)


def test_a_real_store_refuses_acts_dated_ahead(real: Store) -> None:
    with real.transaction(Act(on=date(2026, 11, 24))) as tx:
        assert tx.on == date(2026, 11, 24)
    with pytest.raises(FutureAct) as refused, real.transaction(Act(on=date(2026, 11, 25))):
        pass
    assert refused.value.exit == 5
    with pytest.raises(FutureAct), real.transaction(Act(at=datetime(2026, 11, 25, 0, 0, tzinfo=UTC))):
        pass
    real.close()


def test_an_act_that_may_be_dated_ahead_is_taken(real: Store) -> None:
    with real.transaction(Act(on=date(2027, 1, 31)), ahead=True) as tx:
        assert tx.on == date(2027, 1, 31)
    real.close()


def test_a_sandbox_takes_any_day(store: Store) -> None:
    with store.transaction(Act(on=date(2199, 12, 31))) as tx:
        assert tx.on == date(2199, 12, 31)


def test_a_sandbox_s_today_is_the_later_of_the_system_s_and_the_last_day_run(path: Path) -> None:
    store = open_store(str(path), clock=Clock(lambda: NOON))
    assert store.clock.today() == date(2026, 11, 24)
    for day in (date(2027, 3, 1), date(2027, 2, 1)):
        with store.transaction(Act()) as tx:
            set_last_day_run(tx, day)
    with store.transaction(Act()) as tx:
        assert tx.on == date(2027, 3, 1)
    assert store.clock.today() == date(2027, 3, 1)
    store.close()


def test_a_real_store_s_today_does_not_run_ahead(real: Store) -> None:
    with real.transaction(Act()) as tx:
        set_last_day_run(tx, date(2027, 3, 1))
    with real.transaction(Act()) as tx:
        assert tx.on == date(2026, 11, 24)
    real.close()


def test_days_begin_in_the_zone_of_the_first_seller_s_terms(path: Path) -> None:
    clock = Clock(lambda: datetime(2026, 6, 30, 22, 30, tzinfo=UTC))
    store = open_store(str(path), clock=clock)
    assert store.clock.today() == date(2026, 6, 30)
    for zone in ("Europe/Paris", "America/New_York"):
        with store.transaction(Act()) as tx:
            keep_zone(tx, zone)
    store.close()
    again = open_store(str(path), clock=clock)
    assert again.clock.today() == date(2026, 7, 1)
    again.close()


def test_a_missing_store_names_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing) as refused:
        open_store(str(tmp_path / "none.db"), clock=system_clock())
    assert refused.value.exit == 9
    assert refused.value.fix == f"saasctl --db {tmp_path / 'none.db'} db init"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "why"),
    [
        pytest.param(b"", "the file is empty", id="empty"),
        pytest.param(b"Dear customer, " * 500, "the file is not a database", id="letter"),
    ],
)
def test_a_file_of_another_kind_is_not_a_store(tmp_path: Path, content: bytes, why: str) -> None:
    place = tmp_path / "s.db"
    place.write_bytes(content)
    with pytest.raises(NotAStore) as refused:
        open_store(str(place), clock=system_clock())
    assert (refused.value.exit, refused.value.why) == (9, why)


def test_another_program_s_database_is_not_a_store(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "s.db")
    other.execute("CREATE TABLE song (title)")
    other.close()
    with pytest.raises(NotAStore):
        open_store(str(tmp_path / "s.db"), clock=system_clock())


def test_a_directory_is_not_a_store(tmp_path: Path) -> None:
    with pytest.raises(NotAStore, match="not a store"):
        open_store(str(tmp_path), clock=system_clock())


def test_a_store_of_a_later_version_is_refused(path: Path, outside: sqlite3.Connection) -> None:
    outside.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreTooNew) as refused:
        open_store(str(path), clock=system_clock())
    assert refused.value.exit == 9


def test_a_store_of_an_earlier_version_names_the_migration(
    path: Path, outside: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identity, "REVISIONS", ("0000", *REVISIONS))
    outside.execute("UPDATE alembic_version SET version_num = '0000'")
    with pytest.raises(StoreUnmigrated) as refused:
        open_store(str(path), clock=system_clock())
    assert refused.value.exit == 9
    assert str(refused.value.fix).endswith("db migrate")


@pytest.mark.parametrize("table", ["alembic_version", "store_meta"])
def test_a_store_that_does_not_say_what_it_is_is_refused(
    path: Path, outside: sqlite3.Connection, table: str
) -> None:
    outside.execute(f"DELETE FROM {table}")
    with pytest.raises(NotAStore):
        open_store(str(path), clock=system_clock())


def test_the_address_of_another_database_is_refused() -> None:
    with pytest.raises(EngineUnavailable):
        open_store("mysql://localhost/saasctl", clock=system_clock())


def test_the_long_jobs_lock_may_be_taken_twice_by_its_holder(store: Store, path: Path) -> None:
    other = open_store(str(path), lock_timeout=0, clock=system_clock())
    with store.exclusively("run daily"), store.exclusively("invoice run"):
        with pytest.raises(StoreBusy) as refused, other.exclusively("run daily"):
            pass
        with other.transaction(Act()) as tx:
            tx.insert("clause", NOTE)
    assert "(run daily, since " in str(refused.value.why)
    with other.exclusively("run daily"):
        pass
    other.close()


def test_a_writer_that_waits_for_a_long_job_is_told_its_name(store: Store, path: Path) -> None:
    other = open_store(str(path), lock_timeout=0, clock=system_clock())
    with (
        store.exclusively("run daily"),
        store.transaction(Act()),
        pytest.raises(StoreBusy) as refused,
        other.transaction(Act()),
    ):
        pass
    assert "(run daily, since " in str(refused.value.why)
    other.close()
