"""What is kept of a month that is closed."""

from datetime import date
from pathlib import Path

from desk import new_desk
from saasctl.acts.closings import first_month, months_between, sums_of_month


def test_a_months_sums_cover_all_its_entries(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("koban"))
    desk.sub("acme", "crm", "annual", 1, "2026-01-15", "2000.00")
    with desk.store.reading() as tx:
        assert first_month(tx) is None
        empty = sums_of_month(tx, date(2026, 1, 10))
    desk.bill("2026-01-15")
    with desk.store.reading() as tx:
        assert first_month(tx) == date(2026, 1, 1)
        sums = sums_of_month(tx, date(2026, 1, 10))
    assert (empty.entries, empty.debit_cents) == (0, 0)
    assert (sums.entries, sums.debit_cents) == (2, 249315)
    assert sums.digest != empty.digest
    desk.store.close()


def test_months_run_from_the_first_to_the_last_day() -> None:
    found = months_between(date(2025, 12, 31), date(2026, 2, 1))
    assert [month.start for month in found] == [date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)]
