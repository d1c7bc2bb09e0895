"""Data come back while the contract runs, in the time after it, and later only with more."""

import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.errors.base import Conflict
from saasctl.errors.custody import ReturnRefused
from saasctl.operations.bundles import export_bundle
from saasctl.values.views.custody import BundleView


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A running customer of Koban, and one of Koban and of Kantree whose contract is over."""
    found = new_desk(tmp_path)
    found.org("acme", found.seller("koban"))
    found.org("over", "koban", closed_on="2026-12-31")
    found.org("gone", found.seller("kantree"), closed_on="2026-12-31")
    yield found
    found.store.close()


def test_a_bundle_is_written_whole_and_put_on_record(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "a.zip"
    written = export_bundle(desk.store, "acme", str(target), None, on("2026-03-01"))
    with zipfile.ZipFile(target) as archive:
        assert {"manifest.json", "organisation.csv"} <= set(archive.namelist())
    assert written.keys == (str(target),)
    assert desk.rows("SELECT what FROM audit_entry WHERE chain <> 'store'") == [("data.bundled",)]
    with pytest.raises(Conflict):
        export_bundle(desk.store, "acme", str(target), None, on("2026-03-01"))


def test_an_act_that_cannot_be_kept_leaves_no_file(desk: Desk, tmp_path: Path) -> None:
    for statement in (
        "CREATE TABLE wanted (id INTEGER PRIMARY KEY)",
        "CREATE TABLE wanting (id INTEGER REFERENCES wanted DEFERRABLE INITIALLY DEFERRED)",
        "CREATE TRIGGER wants AFTER INSERT ON audit_entry BEGIN INSERT INTO wanting VALUES (1); END",
    ):
        desk.store.engine.connection.execute(statement)
    with pytest.raises(sqlite3.IntegrityError):
        export_bundle(desk.store, "acme", str(tmp_path / "a.zip"), None, on("2026-03-01"))
    assert [one.name for one in tmp_path.iterdir() if "zip" in one.name] == []
    assert desk.rows("SELECT what FROM audit_entry WHERE chain <> 'store'") == []


def test_a_dry_run_writes_no_file(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "a.zip"
    export_bundle(desk.store, "acme", str(target), None, on("2026-03-01", dry_run=True))
    assert not target.exists()


DAYS = [
    ("over", "2027-03-31", None, False),
    ("over", "2027-04-01", "offer of 1 April", True),
    ("gone", "2027-01-05", "consent of 4 January", False),
]


@pytest.mark.parametrize(("org", "day", "evidence", "paid"), DAYS, ids=["free", "paid", "consent"])
def test_after_the_end(
    desk: Desk, tmp_path: Path, org: str, day: str, evidence: str | None, paid: bool
) -> None:
    """BX-12: free to 2027-03-31, then by offer; K-58: with consent only."""
    target = str(tmp_path / "a.zip")
    if evidence:
        with pytest.raises(ReturnRefused):
            export_bundle(desk.store, org, target, None, on(day))
    view = export_bundle(desk.store, org, target, evidence, on(day)).answer
    assert isinstance(view, BundleView)
    assert view.paid is paid
