"""Datasets for exports."""

from datetime import date
from pathlib import Path

from desk import new_desk, on
from saasctl.operations.exporting import list_lines, list_slots
from saasctl.operations.slots import add_slots


def test_lines_and_slots_are_listed_for_every_customer(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.seller("kantree")
    for slug in ("one", "two"):
        desk.org(slug, "kantree")
        desk.sub(slug, "team", "monthly", 3, "2026-06-15", "10.00")
    desk.bill("2026-06-15")
    add_slots(desk.store, "two", 1, on("2026-06-25"))
    lines = list(list_lines(desk.store, date(2026, 6, 30)).rows)
    assert [(row[0], row[2], row[5], row[7]) for row in lines] == [
        ("INV-2026-000001", "one", 3, 3000),
        ("INV-2026-000002", "two", 3, 3000),
        ("INV-2026-000003", "two", 1, 667),
    ]
    assert list(list_lines(desk.store, date(2026, 6, 14)).rows) == []
    slots = list(list_slots(desk.store, date(2026, 6, 25)).rows)
    assert [row[1:4] for row in slots] == [("one/main", "manual", 3), ("two/main", "manual", 4)]
    assert list(list_slots(desk.store, date(2026, 6, 14)).rows) == []
    desk.store.close()
