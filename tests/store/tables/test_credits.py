import sqlite3

import pytest


def test_a_lot_is_never_below_nothing(full: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="remaining_known"):
        full.execute("UPDATE credit_stock SET remaining = -1")


@pytest.mark.parametrize("table", ["credit_lot", "credit_movement", "credit_right", "booking", "booking_end"])
def test_what_happened_is_not_changed(full: sqlite3.Connection, table: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        full.execute(f"DELETE FROM {table}")


def test_a_booking_ends_once(full: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        full.execute(
            "INSERT INTO booking_end VALUES (9, 1, 'no-show', '2026-01-12T09:00:00Z', '2026-01-12', 0)"
        )
