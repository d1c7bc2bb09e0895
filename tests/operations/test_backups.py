"""Backups and restorations as operations."""

from contextlib import closing
from pathlib import Path

import pytest

from desk import new_desk
from saasctl.operations.backups import back_up, copy_store, place_of, restore, same_place
from saasctl.store.database import open_store
from saasctl.store.dump import canonical_lines
from saasctl.system.clock import system_clock
from saasctl.values.act import Act
from saasctl.values.views.stores import Copied, Restored


def test_a_path_is_the_same_place_however_it_is_spelled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert same_place("store.db", str(tmp_path / "store.db"))
    assert same_place("postgresql+psycopg://ann:secret@box/db", "postgresql+psycopg://box/db")
    assert not same_place("store.db", "other.db")
    assert place_of("postgresql://ann:secret@box/db?x=1") == "postgresql://box/db"


def test_a_dry_run_restores_nothing_and_leaves_no_draft(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    back_up(desk.store, str(tmp_path / "backup.db"))
    desk.org("acme", desk.seller("kantree"))
    restore(desk.store.path, str(tmp_path / "backup.db"), Act(dry_run=True), 1)
    assert desk.rows("SELECT slug FROM organisation") == [("acme",)]
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".draft")]
    restore(desk.store.path, str(tmp_path / "backup.db"), Act(), 1)
    assert desk.rows("SELECT slug FROM organisation") == []
    desk.store.close()


def test_a_backup_goes_back_into_postgresql_in_the_place_of_what_is_there(
    tmp_path: Path, postgres: str
) -> None:
    copied = copy_store(new_store(tmp_path), postgres, 1).answer
    assert isinstance(copied, Copied)
    assert (copied.equal, copied.target) == (True, place_of(postgres))
    with closing(open_store(postgres, clock=system_clock())) as store:
        back_up(store, str(tmp_path / "backup.db"))
        with store.transaction(Act()) as tx:
            rate = {"kind": "ecb-mro", "from_on": "2026-01-01", "percent": "2", "source": "x"}
            tx.insert("reference_rate", rate)
    said = dumped(str(tmp_path / "backup.db"))
    assert dumped(postgres) != said
    restored = restore(postgres, str(tmp_path / "backup.db"), Act(), 1).answer
    assert isinstance(restored, Restored)
    assert (restored.organisations, restored.path) == (1, place_of(postgres))
    assert dumped(postgres) == said


def new_store(folder: Path) -> str:
    desk = new_desk(folder)
    desk.org("acme", desk.seller("kantree"))
    desk.store.close()
    return str(desk.path)


def dumped(place: str) -> list[str]:
    with closing(open_store(place, clock=system_clock())) as store, store.reading() as tx:
        return list(canonical_lines(tx))
