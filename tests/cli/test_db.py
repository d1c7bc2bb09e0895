import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

HOLD = """
import sys, time
from saasctl.store.database import open_store
from saasctl.system.clock import system_clock
from saasctl.values.act import Act
store = open_store(sys.argv[1], clock=system_clock())
with store.exclusively("run daily"), store.transaction(Act()):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def path(folder: Path, saasctl: Run) -> Path:
    assert saasctl("db", "init", "--sandbox").exit == 0
    return folder / "store.db"


def damage(path: Path, sql: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.executescript(sql)
    connection.close()


def test_a_file_whose_pages_were_overwritten_is_damaged(path: Path, saasctl: Run) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = b"\x5a" * (len(content) - 4096)
    path.write_bytes(content)
    result = saasctl("db", "check", "--json")
    assert result.exit == 9
    assert result.error["code"] == "STORE-DAMAGED"
    assert "Traceback" not in result.stderr


def test_a_store_of_a_later_version_is_refused(path: Path, saasctl: Run) -> None:
    damage(path, "UPDATE alembic_version SET version_num = '9999'")
    for words in (("db", "info"), ("db", "migrate"), ("db", "check", "--rebuild")):
        result = saasctl(*words, "--json")
        assert (result.exit, result.error["code"]) == (9, "STORE-TOO-NEW")


def test_a_check_that_finds_something_is_exit_9_with_the_findings_on_stdout(path: Path, saasctl: Run) -> None:
    damage(path, "PRAGMA foreign_keys=OFF; INSERT INTO note VALUES (1, 99, '2026-01-01', 'x')")
    result = saasctl("db", "check", "--json")
    assert result.exit == 9
    assert result.json()["ok"] is False
    assert [finding["part"] for finding in result.json()["findings"]] == ["references"]
    assert result.error["code"] == "STORE-CHECK"
    assert result.error["fix"] is None


def test_a_stale_cache_names_the_rebuild_and_is_put_right_by_it(path: Path, saasctl: Run) -> None:
    damage(
        path,
        "PRAGMA foreign_keys=OFF;"
        "INSERT INTO due (organisation_id, subscription_id, kind, on_day) VALUES (1, 1, 'x', '2026-01-01');"
        "PRAGMA foreign_keys=ON",
    )
    result = saasctl("db", "check", "--json")
    assert (result.exit, result.error["fix"]) == (9, "saasctl db check --rebuild")
    assert saasctl("db", "check", "--rebuild").exit == 0
    assert saasctl("db", "check").exit == 0


def test_a_busy_store_names_its_holder_after_the_lock_timeout(path: Path, saasctl: Run) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        for words in (("db", "check", "--rebuild"), ("db", "migrate"), ("audit", "head", "--checkpoint")):
            result = saasctl(*words, "--lock-timeout", "100ms", "--json")
            assert (result.exit, result.error["code"]) == (75, "STORE-BUSY")
            assert f"pid {holder.pid} on " in result.error["why"]
            assert "(run daily, since " in result.error["why"]
        assert saasctl("db", "check").exit == 0
    finally:
        holder.kill()
        holder.communicate()
    assert saasctl("db", "check", "--rebuild", "--lock-timeout", "100ms").exit == 0


def test_a_truncated_listing_closes_the_store_without_a_word(path: Path, saasctl: Run) -> None:
    damage(path, "UPDATE store_meta SET value = 'sandbox' WHERE name = 'kind'")
    for number in range(3):
        (path.parent / "s.toml").write_text('name = "S"\ncountry = "FR"\n')
        assert saasctl("seller", "add", f"seller{number}", "--terms", "kantree", "--file", "s.toml").exit == 0
    result = saasctl("audit", "list", "--limit", "1", "--fields", "what")
    assert (result.exit, result.stdout) == (0, "what\nseller.added\n")
    assert "Exception" not in result.stderr


def test_a_dump_is_the_same_line_by_line_whenever_it_is_taken(path: Path, saasctl: Run) -> None:
    first, second = (saasctl("db", "dump", "--canonical") for _ in range(2))
    assert first.exit == 0
    assert first.stdout == second.stdout != ""
