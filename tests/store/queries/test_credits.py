"""A booking reads the lots it spends by their index, in their order."""

import sqlite3

from saasctl.acts.crediting import SOURCES
from saasctl.store.queries.credits import DIFFERING, OLDEST_FIRST, REBUILD

DAY = "2026-02-01"


def test_lots_are_read_in_the_order_of_their_index(full: sqlite3.Connection) -> None:
    plan = full.execute(f"EXPLAIN QUERY PLAN {OLDEST_FIRST}", (1, 0, DAY, DAY, *SOURCES, 5)).fetchall()
    assert any("stock_by_holder" in str(row[-1]) for row in plan)
    assert not any("TEMP B-TREE" in str(row[-1]) for row in plan)


def test_a_stock_that_differs_from_its_movements_is_found_and_rebuilt(full: sqlite3.Connection) -> None:
    full.execute("DELETE FROM credit_stock")
    full.execute(
        "INSERT INTO credit_movement (organisation_id, lot_id, kind, quantity, on_day)"
        " VALUES (1, 1, 'credited', 10, '2026-01-10')"
    )
    assert full.execute(DIFFERING).fetchall()
    full.execute(REBUILD)
    held = full.execute("SELECT holder, remaining FROM credit_stock").fetchall()
    assert held == [(0, 10)]
