"""Months closed and opened again."""

from datetime import date
from pathlib import Path

import pytest

from desk import new_desk, on
from saasctl.errors.periods import PeriodClosed, PeriodOrder
from saasctl.operations.periods import close_period, list_periods, reopen_period


def test_what_fell_due_in_a_closed_month_is_issued_on_the_first_open_day(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("koban"))
    desk.sub("acme", "crm", "annual", 1, "2026-01-15", "2000.00")
    close_period(desk.store, date(2026, 1, 1), on("2026-02-01"))
    with pytest.raises(PeriodClosed):
        desk.bill("2026-01-31")
    desk.bill("2026-02-02")
    assert desk.rows("SELECT issued_on, obligation_on FROM invoice") == [("2026-02-01", "2026-01-15")]
    desk.store.close()


def test_opening_a_month_opens_the_later_ones(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.seller("koban")
    for month in (1, 2, 3):
        close_period(desk.store, date(2026, month, 1), on("2026-04-01"))
    reopen_period(desk.store, date(2026, 2, 1), on("2026-04-02"))
    rows = list(list_periods(desk.store, date(2026, 3, 15)).rows)
    assert [row[:2] for row in rows] == [("2026-01", "closed"), ("2026-02", "open"), ("2026-03", "open")]
    with pytest.raises(PeriodOrder):
        reopen_period(desk.store, date(2026, 3, 1), on("2026-04-02"))
    desk.store.close()


def test_a_month_that_is_not_over_is_not_closed_in_a_real_store(tmp_path: Path) -> None:
    desk = new_desk(tmp_path, sandbox=False)
    with pytest.raises(PeriodOrder):
        close_period(desk.store, desk.store.clock.today(), on(desk.store.clock.today().isoformat()))
    desk.store.close()
