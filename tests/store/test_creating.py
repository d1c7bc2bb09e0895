import subprocess
import sys
from pathlib import Path

import pytest

from saasctl.errors.store import EngineUnavailable, NotAStore, StoreExists, StoreUnwritable
from saasctl.store import creating
from saasctl.store.creating import create_store, schema_sql
from saasctl.store.database import open_store
from saasctl.system.clock import system_clock


def test_a_new_store_is_empty_of_its_kind_and_its_owner_s_alone(tmp_path: Path) -> None:
    place = tmp_path / "made" / "on the way" / "s%20?#ü.db"
    assert create_store(str(place), sandbox=True) is True
    store = open_store(str(place), clock=system_clock())
    assert store.sandbox is True
    with store.reading() as tx:
        assert tx.rows("SELECT count(*) FROM organisation") == [(0,)]
        assert tx.rows("PRAGMA journal_mode") == [("wal",)]
    store.close()
    assert place.stat().st_mode & 0o777 == 0o600
    assert [entry.name for entry in place.parent.iterdir()] == [place.name]


def test_the_same_kind_again_changes_nothing(tmp_path: Path) -> None:
    place = tmp_path / "s.db"
    create_store(str(place), sandbox=False)
    before = place.read_bytes()
    assert create_store(str(place), sandbox=False) is False
    assert place.read_bytes() == before


@pytest.mark.parametrize("sandbox", [True, False])
def test_a_store_does_not_change_its_kind(tmp_path: Path, sandbox: bool) -> None:
    place = tmp_path / "s.db"
    create_store(str(place), sandbox=sandbox)
    with pytest.raises(StoreExists) as refused:
        create_store(str(place), sandbox=not sandbox)
    assert refused.value.exit == 6


def test_a_directory_is_not_a_store(tmp_path: Path) -> None:
    with pytest.raises(NotAStore) as refused:
        create_store(str(tmp_path))
    assert (refused.value.exit, refused.value.why) == (9, "it is a directory")


def test_another_program_s_file_is_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "letter.txt"
    place.write_text("Dear customer, " * 100)
    with pytest.raises(NotAStore):
        create_store(str(place))
    assert place.read_text() == "Dear customer, " * 100


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    place = tmp_path / "s.db"
    place.touch()
    assert create_store(str(place)) is True
    open_store(str(place), clock=system_clock()).close()


def test_a_file_in_the_place_of_a_directory_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreUnwritable) as refused:
        create_store(str(tmp_path / "file" / "s.db"))
    assert refused.value.exit == 1


def test_a_file_system_that_takes_no_files_is_told() -> None:
    with pytest.raises(StoreUnwritable) as refused:
        create_store("/proc/saasctl/s.db")
    assert refused.value.exit == 1


def test_a_sqlite_without_full_text_search_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = schema_sql().replace("USING fts5(", "USING fts5_left_out(")
    monkeypatch.setattr(creating, "schema_sql", lambda: text)
    with pytest.raises(StoreUnwritable) as refused:
        create_store(str(tmp_path / "s.db"))
    assert "FTS5" in str(refused.value.fix)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path) -> None:
    limited = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))
from saasctl.errors.store import StoreUnwritable
from saasctl.store.creating import create_store, schema_sql
try:
    create_store(sys.argv[1])
except StoreUnwritable as refused:
    sys.exit(40 + refused.exit)
"""
    ended = subprocess.run([sys.executable, "-c", limited, str(tmp_path / "s.db")], check=False)
    assert ended.returncode == 41
    assert list(tmp_path.iterdir()) == []


def test_the_address_of_another_database_is_refused() -> None:
    with pytest.raises(EngineUnavailable) as refused:
        create_store("mysql://localhost/saasctl")
    assert refused.value.exit == 7


@pytest.mark.parametrize("empty_file", [True, False])
def test_processes_that_make_one_store_at_once_make_one(tmp_path: Path, empty_file: bool) -> None:
    place = tmp_path / "s.db"
    if empty_file:
        place.touch()
    make = "import sys; from saasctl.store.creating import create_store; print(create_store(sys.argv[1]))"
    command = [sys.executable, "-c", make, str(place)]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    said = sorted(process.communicate()[0].strip() for process in started)
    assert said == ["False", "False", "False", "True"]
    open_store(str(place), clock=system_clock()).close()
    assert [entry.name for entry in tmp_path.iterdir()] == ["s.db"]
