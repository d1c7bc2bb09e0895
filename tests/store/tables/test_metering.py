import sqlite3

import pytest


def test_a_version_of_a_declared_month_stands_once(full: sqlite3.Connection) -> None:
    row = (
        "INSERT INTO commission_declaration VALUES (?, 1, '2026-01-01', ?, '2026-01-01', '2026-01-31', ?, ?)"
    )
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        full.execute(row, (8, 1, "vendor", "2026-02-01"))
    with pytest.raises(sqlite3.IntegrityError, match="by_party_known"):
        full.execute(row, (8, 2, "nobody", "2026-02-01"))
    full.execute(row, (8, 2, "vendor", "2026-02-01"))


def test_a_reading_of_an_instant_stands_once(full: sqlite3.Connection) -> None:
    row = (
        "INSERT INTO usage_reading VALUES (9, 1, 'records', ?, '2026-01-05T09:00:00Z', '2026-01-05', 7, NULL)"
    )
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        full.execute(row, ("",))
    full.execute(row, ("other database",))
