import sqlite3

import pytest

EVENT = """
INSERT INTO quote_event VALUES (9, 1, 'lost', '2026-01-02', 'x', NULL, NULL, '2026-01-02T09:00:00Z')
"""


def test_a_part_of_a_service_is_billed_once(full: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        full.execute("INSERT INTO service_bill VALUES (2, 1, 'deposit', 30, 1)")
    full.execute("INSERT INTO service_bill VALUES (2, 1, 'balance', 70, 1)")


def test_the_key_of_a_quote_is_its_own(full: sqlite3.Connection) -> None:
    fields = "organisation_id, ref, issued_on, slots, credits"
    sql = f"INSERT INTO quote ({fields}) VALUES (1, ?, '2026-01-01', 0, 0)"
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        full.execute(sql, ("Q-2026-001",))
    full.execute(sql, ("Q-2026-002",))


def test_only_known_things_happen_to_a_quote(full: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="kind_known"):
        full.execute(EVENT)
