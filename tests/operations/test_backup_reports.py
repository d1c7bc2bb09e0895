"""The copies that may hold a customer's data end with its closing."""

from datetime import date
from pathlib import Path

from desk import new_desk
from saasctl.operations.backup_reports import report_backups

D = date.fromisoformat


def test_copies_of_a_closed_customer_age_out(tmp_path: Path) -> None:
    """SX-22: contract over on 2026-04-09, the last copy goes by 2026-07-08."""
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("ksaar"), closed_on="2026-04-09")
    last = report_backups(desk.store, None, "acme", None, D("2026-07-08"))
    gone = report_backups(desk.store, None, "acme", None, D("2026-07-09"))
    desk.store.close()
    assert (last.kept, last.oldest_on) == (1, D("2026-04-09"))
    assert (gone.kept, gone.oldest_on) == (0, None)
