"""The rows that a store is made with, and those written after."""

import sqlite3

from saasctl.store.queries.calendars import LAST_OF, LAST_ROW, SEEDS, WRITTEN


def test_seeded_holidays_are_found_by_calendar_and_written_days_apart(full: sqlite3.Connection) -> None:
    """From 2009 to 2060 two holidays fall on one day once: Easter 2059 is 30 March, Ascension 8 May."""
    assert len(full.execute(SEEDS, ("FR",)).fetchall()) == 11 * 52 - 1
    assert len(full.execute(SEEDS, ("FR-ALSACE-MOSELLE",)).fetchall()) == 2 * 52
    assert [row[1:5] for row in full.execute(WRITTEN)] == [("p", "2026-01-02", "closed", "bridge")]
    assert full.execute(LAST_ROW).fetchone() == (13 * 52 - 1 + 1,)
    assert full.execute(LAST_OF, ("FR", "2026-05-14")).fetchone() == ("closed", "Ascension Day")


def test_a_calendar_is_read_by_its_index(full: sqlite3.Connection) -> None:
    plan = full.execute(f"EXPLAIN QUERY PLAN {SEEDS}", ("FR",)).fetchall()
    assert any("calendar_day_by_scope" in str(row[-1]) for row in plan)
