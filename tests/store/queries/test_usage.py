"""Sums and last readings are read from their indexes."""

import sqlite3

from saasctl.store.database import Store
from saasctl.store.queries import usage


def test_readings_are_found_by_index(full: sqlite3.Connection) -> None:
    for statement in (usage.SUMS, usage.LAST):
        text = statement.format(wanted="")
        plan = full.execute(f"EXPLAIN QUERY PLAN {text}", (None,) * text.count("?")).fetchall()
        assert not any(str(row[-1]).startswith("SCAN usage_reading") for row in plan), plan


def test_known_readings_are_looked_up_and_not_scanned_for(full: sqlite3.Connection) -> None:
    plan = full.execute(f"EXPLAIN QUERY PLAN {usage.keyed(2)}", (None,) * 8).fetchall()
    assert any("SEARCH r USING INDEX" in str(row[-1]) for row in plan), plan


def test_the_last_reading_and_the_sum(full: sqlite3.Connection, store: Store) -> None:
    full.execute(
        "INSERT INTO usage_reading VALUES "
        "(2, 1, 'records', '', '2026-01-06T09:00:00Z', '2026-01-06', 120, 'x')"
    )
    end = "2026-01-31T00:00:00Z"
    with store.reading() as tx:
        assert usage.last(tx, "records", "2026-01-31", end, None) == [(1, "", 120)]
        assert usage.last(tx, "records", "2026-01-05", end, 1) == [(1, "", 100)]
        days = ("2026-01-01", "2026-01-31")
        assert usage.sums(tx, "records", days, ("2026-01-01T00:00:00Z", end), 1) == [(1, "", 220)]
        assert usage.held(tx, [(1, "records", "", "2026-01-06T09:00:00Z")]) == {
            (1, "records", "", "2026-01-06T09:00:00Z"): 120
        }
        assert usage.measured(tx, ["records", "none"], None) == [1]
        assert usage.months(tx, "records", days, [1]) == [(1, "2026-01", 120, 220, 2, "2026-01-06T09:00:00Z")]
