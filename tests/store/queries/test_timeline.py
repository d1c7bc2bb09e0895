"""Statements of the timeline."""

from datetime import date
from pathlib import Path

from desk import new_desk
from saasctl.store.queries import timeline


def test_facts_come_with_the_table_that_holds_them(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    key = desk.org("acme", desk.seller("kantree"))
    desk.sub("acme", "team", "monthly", 1, "2026-06-15", "10.00")
    with desk.store.reading() as tx:
        assert [table for table, _ in timeline.facts_of(tx, key)] == ["organisation", "subscription"]
        assert timeline.endings_of(tx, key, date(2030, 1, 1)) == []
    desk.store.close()
