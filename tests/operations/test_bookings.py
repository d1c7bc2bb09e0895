"""A booking as an operator asks for it."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from creditdesk import CreditDesk, credit_desk
from saasctl.errors.credits import ConditionsNotAccepted
from saasctl.operations.bookings import (
    BookingGiven,
    PriceAsked,
    book_workspace,
    cancel_booking,
    list_bookings,
)
from saasctl.values.act import Act

AT = datetime.fromisoformat("2026-02-10T09:00:00+01:00")
ASKED = PriceAsked("desk", Decimal(22))


@pytest.fixture
def desk(tmp_path: Path) -> CreditDesk:
    made = credit_desk(tmp_path, monthly_from="2026-01-31", credits=40)
    made.allot(made.user("ana", "2026-01-31"), 12, "2026-01-31")
    return made


def test_conditions_are_accepted_for_each_booking(desk: CreditDesk) -> None:
    """D-25."""
    for _ in range(2):
        with pytest.raises(ConditionsNotAccepted):
            book_workspace(desk.store, "acme", "ana@acme.example", BookingGiven(ASKED, False), Act(at=AT))
        desk.book("ana@acme.example", "22", "2026-02-10T09:00:00+01:00")
    desk.store.close()


def test_the_same_request_under_its_key_books_once(desk: CreditDesk) -> None:
    for _ in range(2):
        written = book_workspace(
            desk.store, "acme", "ana@acme.example", BookingGiven(ASKED, True), Act(at=AT, key="b-1")
        )
        assert written.keys == ("BK-1",)
    assert desk.balance("2026-02-10").available == 35
    desk.store.close()


def test_bookings_are_listed_with_how_they_ended(desk: CreditDesk) -> None:
    desk.book("ana@acme.example", "22", "2026-02-10T09:00:00+01:00")
    desk.book("ana@acme.example", "22", "2026-02-11T09:00:00+01:00")
    cancel_booking(desk.store, "BK-1", True, Act(at=AT))
    rows = list(list_bookings(desk.store, "acme", date(2026, 2, 11)).rows)
    assert [(row[0], row[6], row[-2], row[-1]) for row in rows] == [
        ("BK-2", 5, "booked", 0),
        ("BK-1", 5, "no-show", 0),
    ]
    assert len(list(list_bookings(desk.store, None, date(2026, 2, 10)).rows)) == 1
    desk.store.close()
