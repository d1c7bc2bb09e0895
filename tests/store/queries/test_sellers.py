"""Statements on sellers and settings."""

from datetime import date
from pathlib import Path

from desk import new_desk
from saasctl.store.queries.sellers import settings


def test_settings_come_oldest_first(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.setting("kantree", "vat.rate", "20", date(2026, 3, 1))
    desk.setting("kantree", "vat.rate", "10", date(2026, 1, 1))
    with desk.store.reading() as tx:
        assert [row[2] for row in settings(tx)] == ["10", "20"]
    desk.store.close()
