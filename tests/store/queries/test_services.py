"""Services of one customer are found by their index."""

import sqlite3

from saasctl.store.queries.services import BY_ID, SESSIONS


def test_one_service_is_found_by_its_key(full: sqlite3.Connection) -> None:
    plan = full.execute(f"EXPLAIN QUERY PLAN {BY_ID}", (1,)).fetchall()
    assert not [row for row in plan if str(row[-1]).startswith("SCAN")]


def test_sessions_are_counted_within_one_customer(full: sqlite3.Connection) -> None:
    plan = full.execute(f"EXPLAIN QUERY PLAN {SESSIONS}", (1, "2026-01-01", "2026-01-31")).fetchall()
    assert any("organisation_id" in str(row[-1]) for row in plan)
