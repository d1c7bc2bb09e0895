"""An examination names what is wrong and ends as that would end."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from saasctl.errors.config import ExaminationFailed
from saasctl.operations.doctoring import diagnose, failure_of

Run = Callable[..., Any]


@pytest.fixture
def path(folder: Path, saasctl: Run) -> Path:
    assert saasctl("db", "init", "--sandbox").exit == 0
    return folder / "store.db"


def status(path: Path, name: str) -> str:
    found = diagnose(str(path), 0, ())
    return next(one.status for one in found.checks if one.name == name)


def test_a_store_that_others_may_read_is_a_warning_and_exit_10_when_asked(path: Path, saasctl: Run) -> None:
    path.chmod(0o644)
    assert saasctl("doctor", "--json").json()["warnings"] == 1
    result = saasctl("doctor", "--json", "--exit-code")
    assert (result.exit, result.error["code"]) == (10, "DOCTOR-WARNINGS")
    assert saasctl("doctor").exit == 0


def test_a_clock_behind_the_store_s_last_entry_fails(path: Path) -> None:
    assert status(path, "clock") == "ok"
    with closing(sqlite3.connect(path)) as other, other:
        other.execute(
            "INSERT INTO audit_entry VALUES "
            "(1, 'store', 1, '0', 'd', 'p', '{}', 'x', NULL, 'op-1', '2999-01-01T00:00:00Z')"
        )
    assert status(path, "clock") == "failed"
    failure = failure_of(str(path), 0, diagnose(str(path), 0, ()))
    assert isinstance(failure, ExaminationFailed)
    assert (failure.code, failure.exit) == ("DOCTOR-FAILED", 1)


def test_a_store_that_is_written_to_is_a_warning(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert status(path, "locks") == "warning"
    assert status(path, "locks") == "ok"


def test_a_damaged_store_ends_it_with_exit_9(path: Path, saasctl: Run) -> None:
    path.write_bytes(b"no store")
    result = saasctl("doctor", "--json")
    assert (result.exit, result.error["code"]) == (9, "STORE-FOREIGN")
    assert result.json()["ok"] is False
