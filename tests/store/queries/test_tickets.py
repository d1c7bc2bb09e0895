"""A list of open tickets reads the open ones alone."""

import sqlite3

from saasctl.store.queries.tickets import TICKETS


def test_open_tickets_are_found_by_their_index(full: sqlite3.Connection) -> None:
    plan = full.execute(f"EXPLAIN QUERY PLAN {TICKETS} WHERE k.closed = 0 ORDER BY k.id").fetchall()
    assert any("ticket_open" in str(row[-1]) for row in plan)
