import sqlite3

import pytest


def test_movements_of_a_subscription_are_numbered_once(full: sqlite3.Connection) -> None:
    sql = (
        "INSERT INTO slot_movement (subscription_id, seq, kind, delta, asked_on, effective_on)"
        " VALUES (1, ?, ?, 1, '2026-02-01', '2026-02-01')"
    )
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        full.execute(sql, (2, "addition"))
    with pytest.raises(sqlite3.IntegrityError, match="kind_known"):
        full.execute(sql, (3, "gift"))
    full.execute(sql, (3, "withdrawal"))


def test_slots_follow_users_in_a_known_mode(full: sqlite3.Connection) -> None:
    full.execute("INSERT INTO slot_mode VALUES (1, 1, 'automatic', '2026-01-01')")
    with pytest.raises(sqlite3.IntegrityError, match="mode_known"):
        full.execute("INSERT INTO slot_mode VALUES (2, 1, 'magic', '2026-01-01')")
