"""Backups and restorations as operations."""

from pathlib import Path

import pytest

from desk import new_desk
from saasctl.operations.backups import back_up, place_of, restore, same_place
from saasctl.values.act import Act


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
