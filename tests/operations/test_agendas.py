"""The agenda of all customers and of one."""

from datetime import date
from pathlib import Path

from desk import new_desk
from saasctl.operations.agendas import agenda_calendar, agenda_of, timeline


def test_one_customer_can_be_asked_for_alone(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    seller = desk.seller("kantree")
    for slug in ("acme", "blue"):
        desk.org(slug, seller)
        desk.sub(slug, "team", "monthly", 1, "2026-06-15", "10.00")
    day = date(2026, 6, 15)
    assert {item.org for item in agenda_of(desk.store, 30, None, day)} == {"acme", "blue"}
    assert {item.org for item in agenda_of(desk.store, 30, "blue", day)} == {"blue"}
    assert "BEGIN:VEVENT" in agenda_calendar(desk.store, 30, "acme", day)
    assert timeline(desk.store, "acme", day).org == "acme"
    desk.store.close()
