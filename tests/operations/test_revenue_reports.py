"""Revenue and what is deferred: together what was invoiced."""

from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from desk import new_desk
from saasctl.operations.revenue_reports import earned_until, report_deferred, report_revenue
from saasctl.values.money import Money
from saasctl.values.period import Period


def test_revenue_and_the_deferred_rest_are_the_net(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("koban"))
    desk.sub("acme", "crm", "annual", 1, "2026-01-15", "2000.00")
    desk.bill("2026-01-15")
    day = date(2026, 6, 30)
    rows = report_revenue(desk.store, "koban", (None, day)).rows
    earned = sum((row[4] for row in rows if isinstance(row[4], Money)), Money(0))
    left = [row[7] for row in report_deferred(desk.store, None, day).rows]
    assert (earned, left) == (Money(91507), [Money(108493)])
    assert list(report_deferred(desk.store, "koban", date(2027, 1, 14)).rows) == []
    desk.store.close()


@given(st.integers(0, 10**8), st.integers(1, 800), st.integers(-10, 900))
def test_never_more_is_earned_than_was_invoiced(cents: int, days: int, after: int) -> None:
    start = date(2026, 1, 15)
    period = Period(start, date.fromordinal(start.toordinal() + days))
    earned = earned_until(cents, period, date.fromordinal(start.toordinal() + after))
    assert 0 <= earned <= cents
    assert earned == cents or after < days
