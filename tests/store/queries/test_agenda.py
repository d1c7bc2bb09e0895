"""Statements of the agenda."""

from datetime import date
from pathlib import Path

from desk import new_desk
from saasctl.store.queries import agenda


def test_only_what_falls_up_to_the_last_day_is_read(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("kantree"))
    desk.sub("acme", "team", "monthly", 1, "2026-06-15", "10.00")
    with desk.store.reading() as tx:
        assert agenda.due_until(tx, date(2026, 6, 14), None) == []
        assert [row[0] for row in agenda.due_until(tx, date(2026, 6, 15), None)] == ["invoice"]
        assert agenda.trials_until(tx, date(2030, 1, 1), None) == []
        assert agenda.endings_until(tx, date(2030, 1, 1), date(2030, 1, 1), None) == []
        assert agenda.unpaid_until(tx, date(2030, 1, 1), date(2030, 1, 1), None) == []
    desk.store.close()
