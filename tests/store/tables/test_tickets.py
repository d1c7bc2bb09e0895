import sqlite3

import pytest


def test_a_ticket_comes_by_a_known_channel(full: sqlite3.Connection) -> None:
    sql = "INSERT INTO ticket VALUES (9, 1, 1, '2026-01-05T09:00:00Z', 'major', ?, 'x', NULL, 0, 0, 0"
    sql += ", NULL, NULL, NULL, NULL, NULL)"
    with pytest.raises(sqlite3.IntegrityError, match="channel_known"):
        full.execute(sql, ("pigeon",))
    full.execute(sql, ("phone",))


def test_events_are_of_known_kinds(full: sqlite3.Connection) -> None:
    at = "2026-01-05T09:00:00Z"
    with pytest.raises(sqlite3.IntegrityError, match="kind_known"):
        full.execute("INSERT INTO ticket_event VALUES (9, 1, 'sing', ?, ?, NULL, NULL, NULL)", (at, at))
