"""Reports and datasets of credits."""

from datetime import date
from pathlib import Path

import pytest

from creditdesk import CreditDesk, credit_desk
from saasctl.operations.credit_reports import list_accounts, list_lots, report_seats, report_usage


@pytest.fixture
def desk(tmp_path: Path) -> CreditDesk:
    """Ten slots, 40 credits, Ana and Bob; Ana books 5."""
    made = credit_desk(tmp_path, monthly_from="2026-01-31", credits=40)
    for name in ("ana", "bob"):
        made.allot(made.user(name, "2026-01-31"), 12, "2026-01-31")
    made.book("ana@acme.example", "22", "2026-02-10T09:00:00+01:00")
    return made


def test_seats_and_credits_of_a_customer(desk: CreditDesk) -> None:
    listing = report_seats(desk.store, "acme", date(2026, 2, 10))
    row = dict(zip((column.name for column in listing.columns), next(iter(listing.rows)), strict=True))
    assert (row["slots"], row["users_active"], row["credits"], row["fits"]) == (10, 2, 35, True)
    before = next(iter(report_seats(desk.store, None, date(2026, 1, 30)).rows))
    assert before[2] is None
    desk.store.close()


def test_lots_and_accounts_are_datasets(desk: CreditDesk) -> None:
    day = date(2026, 2, 10)
    assert [row[:4] for row in list_lots(desk.store, day).rows] == [("acme", 40, 35, "bought")]
    assert [row[:5] for row in list_accounts(desk.store, day).rows] == [
        ("acme", "periodic", "drawing-right", 35, 0)
    ]
    desk.store.close()


def test_a_month_is_reported_by_user(desk: CreditDesk) -> None:
    found = report_usage(desk.store, "acme", date(2026, 2, 1))
    assert (found.bookings, found.booked, found.left) == (1, 5, 35)
    assert [(one.email, one.credits) for one in found.users] == [("ana@acme.example", 5)]
    desk.store.close()
