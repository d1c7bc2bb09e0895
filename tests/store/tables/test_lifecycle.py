import sqlite3

import pytest


def test_notices_are_between_two_parties(full: sqlite3.Connection) -> None:
    sql = (
        "INSERT INTO notice (organisation_id, kind, form, by_party, status, recorded_at)"
        " VALUES (1, 'reminder', 'email', ?, ?, '2026-01-01T00:00:00Z')"
    )
    with pytest.raises(sqlite3.IntegrityError, match="by_party_known"):
        full.execute(sql, ("judge", "recorded"))
    with pytest.raises(sqlite3.IntegrityError, match="status_known"):
        full.execute(sql, ("vendor", "lost"))
    full.execute(sql, ("vendor", "recorded"))
