"""A backup is taken while others write; a restoration leaves the old store or the new one."""

import os
import resource
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desk import Desk, new_desk
from saasctl.errors.store import BackupUnusable, StoreBusy, StoreUnwritable
from saasctl.store.backups import draft_of_backup, drafted, put_in_place, write_backup
from saasctl.store.database import open_store
from saasctl.store.dump import canonical_lines
from saasctl.system.clock import system_clock


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = new_desk(tmp_path)
    made.org("acme", made.seller("kantree"))
    return made


def said(path: Path) -> list[str]:
    with closing(open_store(str(path), clock=system_clock())) as store, store.reading() as tx:
        return list(canonical_lines(tx))


def test_a_backup_says_what_the_store_said_and_is_one_private_file(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "backup.db"
    write_backup(desk.store, target, keep=True)
    assert target.stat().st_mode & 0o777 == 0o600
    assert {path.name for path in tmp_path.iterdir() if "backup" in path.name} == {"backup.db"}
    assert said(target) == said(Path(desk.store.path))


def test_a_backup_is_taken_while_another_writes_and_holds_what_was_committed(
    desk: Desk, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(desk.store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE organisation SET name = 'half an act'")
        write_backup(desk.store, tmp_path / "backup.db", keep=True)
        other.execute("ROLLBACK")
    assert not any("half an act" in line for line in said(tmp_path / "backup.db"))


def test_a_cut_backup_is_refused(desk: Desk, tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    write_backup(desk.store, backup, keep=True)
    os.truncate(backup, backup.stat().st_size // 2)
    with drafted(tmp_path / "store.db") as draft, pytest.raises(BackupUnusable):
        draft_of_backup(backup, draft)


def test_what_is_no_store_is_refused_by_its_own_name(tmp_path: Path) -> None:
    for content in ("", "CREATE TABLE t (x)"):
        file = tmp_path / f"other{len(content)}.db"
        with closing(sqlite3.connect(file)) as other:
            other.execute(content)
            file.touch()
        with drafted(tmp_path / "store.db") as draft, pytest.raises(BackupUnusable, match=file.name):
            draft_of_backup(file, draft)


def test_a_disk_that_is_full_is_told_of_the_backup_not_of_the_store(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "backup.db"
    held = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, held[1]))
    try:
        with pytest.raises(StoreUnwritable, match=r"backup\.db cannot be written"):
            write_backup(desk.store, target, keep=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, held)
    assert not [path for path in tmp_path.iterdir() if "backup" in path.name]


def test_a_store_that_is_written_to_is_not_replaced(desk: Desk, tmp_path: Path) -> None:
    backup, place = tmp_path / "backup.db", Path(desk.store.path)
    write_backup(desk.store, backup, keep=True)
    before = said(place)
    with closing(sqlite3.connect(place, isolation_level=None)) as other, drafted(place) as draft:
        draft_of_backup(backup, draft)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy):
            put_in_place(draft, str(place), "sandbox", system_clock(), 0.1)
        other.execute("ROLLBACK")
    assert said(place) == before


def test_one_who_reads_meanwhile_reads_the_old_store_to_the_end(desk: Desk, tmp_path: Path) -> None:
    backup, place = tmp_path / "backup.db", Path(desk.store.path)
    write_backup(desk.store, backup, keep=True)
    desk.org("later", "kantree")
    with desk.store.reading() as tx, drafted(place) as draft:
        assert tx.one("SELECT count(*) FROM organisation") == (2,)
        draft_of_backup(backup, draft)
        put_in_place(draft, str(place), "sandbox", system_clock(), 1)
        assert tx.one("SELECT count(*) FROM organisation") == (2,)
    assert desk.rows("SELECT count(*) FROM organisation") == [(1,)]
    assert said(place) == said(backup)


@pytest.mark.parametrize("damage", [b"no store at all", b""], ids=["foreign", "empty"])
def test_a_file_that_is_no_store_any_more_is_set_aside(desk: Desk, tmp_path: Path, damage: bytes) -> None:
    backup, place = tmp_path / "backup.db", Path(desk.store.path)
    write_backup(desk.store, backup, keep=True)
    desk.store.close()
    place.write_bytes(damage)
    with drafted(place) as draft:
        draft_of_backup(backup, draft)
        put_in_place(draft, str(place), "sandbox", system_clock(), 0.1)
    assert said(place) == said(backup)
    assert place.with_name("store.db.damaged").read_bytes() == damage


def test_a_store_with_overwritten_pages_is_put_right(desk: Desk, tmp_path: Path) -> None:
    backup, place = tmp_path / "backup.db", Path(desk.store.path)
    write_backup(desk.store, backup, keep=True)
    desk.store.close()
    content = bytearray(place.read_bytes())
    content[4096:] = b"\x5a" * (len(content) - 4096)
    place.write_bytes(content)
    with drafted(place) as draft:
        draft_of_backup(backup, draft)
        put_in_place(draft, str(place), "sandbox", system_clock(), 0.1)
    assert said(place) == said(backup)
