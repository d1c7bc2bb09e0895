import sqlite3

import pytest


def test_a_key_is_used_once(full: sqlite3.Connection) -> None:
    sql = (
        "INSERT INTO operation_key (key_text, what, fingerprint, result, recorded_at)"
        " VALUES ('k1', ?, 'f', 'r', '2026-01-01T00:00:00Z')"
    )
    full.execute(sql, ("payment record",))
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        full.execute(sql, ("credit buy",))


def test_a_run_is_in_a_known_state(full: sqlite3.Connection) -> None:
    sql = "INSERT INTO run VALUES (NULL, ?, '2026-01-01', '2026-01-01T00:00:00Z', NULL, 0, 0, 0, ?)"
    full.execute(sql, ("R-1", "running"))
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        full.execute(sql, ("R-1", "running"))
    with pytest.raises(sqlite3.IntegrityError, match="state_known"):
        full.execute(sql, ("R-2", "tired"))


def test_an_organisation_fails_once_in_a_run(full: sqlite3.Connection) -> None:
    full.execute(
        "INSERT INTO run VALUES (1, 'R-1', '2026-01-01', '2026-01-01T00:00:00Z', NULL, 0, 0, 0, 'done')"
    )
    sql = "INSERT INTO run_failure (run_id, organisation_id, code, message) VALUES (1, 1, 'X', 'x')"
    full.execute(sql)
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        full.execute(sql)
