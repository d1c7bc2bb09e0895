"""A booking debits user and account together or not at all (D-29, D-30); what a cancelled one returns."""

from datetime import datetime
from pathlib import Path

import pytest

from creditdesk import CreditDesk, acting, credit_desk
from saasctl.acts.booking import check_access, load_booking
from saasctl.acts.finding import user_of
from saasctl.acts.terms import TermsBook
from saasctl.errors.credits import (
    AccessEnded,
    BookingEnded,
    BookingUnknown,
    CancelledBefore,
    CreditsShort,
)
from saasctl.operations.bookings import cancel_booking
from saasctl.values.act import Act


@pytest.fixture
def desk(tmp_path: Path) -> CreditDesk:
    """40 credits, Ana may use 12 and Bob 50 (DX-7)."""
    made = credit_desk(tmp_path, monthly_from="2026-01-31", credits=40)
    for name, level in (("ana", 12), ("bob", 50)):
        made.allot(made.user(name, "2026-01-31"), level, "2026-01-31")
    return made


def test_neither_balance_moves_when_one_is_short(desk: CreditDesk) -> None:
    desk.book("ana@acme.example", "55", "2026-02-10T09:00:00+01:00")
    for email, price in (("ana@acme.example", "25"), ("bob@acme.example", "150")):
        with pytest.raises(CreditsShort):
            desk.book(email, price, "2026-02-10T10:00:00+01:00")
    held = desk.balance("2026-02-10")
    assert (held.available, [user.remaining for user in held.users]) == (29, [1, 50])
    desk.store.close()


def test_what_a_later_booking_took_is_not_booked_again_on_a_day_before(desk: CreditDesk) -> None:
    """Ana's 12 of a month are one right: 11 of 20 February leave 1 for 10 February, not 12."""
    desk.book("ana@acme.example", "55", "2026-02-20T09:00:00+01:00")
    with pytest.raises(CreditsShort):
        desk.book("ana@acme.example", "10", "2026-02-10T09:00:00+01:00")
    desk.book("ana@acme.example", "5", "2026-02-10T10:00:00+01:00")
    desk.book("ana@acme.example", "55", "2026-03-02T09:00:00+01:00")
    held = desk.balance("2026-03-02")
    assert (held.available, held.users[0].remaining) == (17, 1)
    desk.store.close()


def test_a_booking_is_not_cancelled_before_it_was_made(desk: CreditDesk) -> None:
    key = desk.book("ana@acme.example", "55", "2026-02-10T09:00:00+01:00")
    with pytest.raises(CancelledBefore):
        cancel_booking(desk.store, key, False, Act(at=datetime.fromisoformat("2026-02-10T08:59:59+01:00")))
    assert desk.balance("2026-02-10").available == 29
    desk.store.close()


@pytest.mark.parametrize(
    ("at", "left"),
    [
        pytest.param("2026-02-11T09:00:00+01:00", (40, 12), id="in-time"),
        pytest.param("2026-02-11T09:00:01+01:00", (35, 7), id="late-half-of-11-is-6"),
    ],
)
def test_a_cancelled_booking_gives_both_balances_their_part_back(
    desk: CreditDesk, at: str, left: tuple[int, int]
) -> None:
    """Half of 11 credits is 5.5, rounded half up: 6."""
    key = desk.book("ana@acme.example", "55", "2026-02-10T09:00:00+01:00", "2026-02-12T09:00:00+01:00")
    cancel_booking(desk.store, key, False, Act(at=datetime.fromisoformat(at)))
    held = desk.balance("2026-02-11")
    assert (held.available, held.users[0].remaining) == left
    with pytest.raises(BookingEnded):
        cancel_booking(desk.store, key, False, Act(at=datetime.fromisoformat(at)))
    desk.store.close()


def test_a_suspended_customer_does_not_book(desk: CreditDesk) -> None:
    with acting(desk, "2026-02-10") as (tx, account):
        row = {"organisation_id": 1, "cause": "non-payment", "scope": "organisation", "until_on": None}
        tx.insert("suspension", row | {"from_on": "2026-02-01"})
        with pytest.raises(AccessEnded):
            check_access(tx, TermsBook(tx), account, user_of(tx, "ana@acme.example", "acme"))
    desk.store.close()


def test_only_a_booking_that_was_made_is_found(desk: CreditDesk) -> None:
    key = desk.book("ana@acme.example", "55", "2026-02-10T09:00:00+01:00")
    with acting(desk, "2026-02-10") as (tx, _):
        assert load_booking(tx, key.lower()).credits == 11
        for wrong in ("BK-2", "BK-", "S-1"):
            with pytest.raises(BookingUnknown):
                load_booking(tx, wrong)
    desk.store.close()
