"""Orders, allotments and buy-back as an operator asks for them."""

from datetime import date
from pathlib import Path

import pytest

from creditdesk import CreditDesk, credit_desk
from desk import on
from saasctl.errors.credits import BuybackRefused, CreditsShort, SourceRefused
from saasctl.errors.usage import ValueMalformed
from saasctl.operations.credits import BuyGiven, allot_credits, buy_credits, buy_credits_back
from saasctl.values.views.credits import CreditsBoughtView


@pytest.fixture
def desk(tmp_path: Path) -> CreditDesk:
    return credit_desk(tmp_path)


def test_an_order_is_invoiced_once_under_its_key(desk: CreditDesk) -> None:
    """DX-1: 100 credits for ten users are 600.00, due at the order."""
    for _ in range(2):
        written = buy_credits(desk.store, "acme", BuyGiven(100, 10), on("2026-01-05", key="order-1"))
    view = written.answer
    assert isinstance(view, CreditsBoughtView)
    assert (str(view.net), str(view.gross), view.due_on) == ("600.00", "720.00", date(2026, 1, 5))
    assert view.available == 100
    assert desk.rows("SELECT kind, net_cents FROM invoice") == [("credits", 60000)]
    desk.store.close()


def test_an_opening_lot_is_not_invoiced_and_lives_from_its_order(desk: CreditDesk) -> None:
    desk.setting("deskapad", "credits.life_from", "ordered")
    given = BuyGiven(30, 3, "opening", ordered_on=date(2025, 10, 1))
    view = buy_credits(desk.store, "acme", given, on("2026-01-05")).answer
    assert isinstance(view, CreditsBoughtView)
    assert (view.invoice, view.expires_on, view.available) == (None, date(2026, 10, 1), 30)
    desk.store.close()


def test_a_lot_whose_life_is_over_is_not_taken_over(desk: CreditDesk) -> None:
    """Of 4 January 2025 the last day is 4 January 2026 (D-37)."""
    given = BuyGiven(30, 3, "opening", ordered_on=date(2025, 1, 4))
    with pytest.raises(SourceRefused):
        buy_credits(desk.store, "acme", given, on("2026-01-05"))
    assert buy_credits(desk.store, "acme", given, on("2026-01-04")).keys == ("acme",)
    desk.store.close()


def test_what_a_user_was_given_later_is_not_spent_before(desk: CreditDesk) -> None:
    ana = desk.user("ana", "2026-01-05")
    desk.buy(20, 1, "2026-01-05")
    desk.allot(ana, 8, "2026-01-12")
    desk.allot(ana, 12, "2026-02-10")
    with pytest.raises(CreditsShort):
        desk.book(ana, "45", "2026-02-09T09:00:00+01:00")
    desk.book(ana, "40", "2026-02-09T10:00:00+01:00")
    assert [desk.balance(day).users[0].remaining for day in ("2026-02-09", "2026-02-10")] == [0, 12]
    desk.store.close()


def test_a_user_named_twice_has_its_credits_bought_back_once(desk: CreditDesk) -> None:
    ana = desk.user("ana", "2026-01-05")
    desk.buy(20, 1, "2026-01-05")
    desk.allot(ana, 15, "2026-01-05")
    with pytest.raises(CreditsShort):
        buy_credits_back(desk.store, "acme", 20, ((ana, 10), (ana, 10)), on("2026-01-06"))
    with pytest.raises(BuybackRefused):
        buy_credits_back(desk.store, "acme", 9, ((ana, 10),), on("2026-01-06"))
    buy_credits_back(desk.store, "acme", 15, ((ana, 10), (ana, 5)), on("2026-01-06"))
    held = desk.balance("2026-01-06")
    assert (held.available, held.unallotted) == (5, 5)
    desk.store.close()


def test_an_order_on_demand_may_be_given_to_its_users_at_once(desk: CreditDesk) -> None:
    """D-33: the account is what its users hold; what nobody holds yet is warned of."""
    ana, bob = desk.user("ana", "2026-01-05"), desk.user("bob", "2026-01-05")
    given = BuyGiven(20, 2, allot=((ana, 12), (bob, 8)))
    assert buy_credits(desk.store, "acme", given, on("2026-01-05")).warnings == ()
    held = desk.balance("2026-01-05")
    assert (held.unallotted, [user.remaining for user in held.users]) == (0, [12, 8])
    with pytest.raises(CreditsShort):
        buy_credits(desk.store, "acme", BuyGiven(5, 2, allot=((ana, 6),)), on("2026-01-06"))
    assert desk.rows("SELECT count(*) FROM credit_lot") == [(1,)]
    told = buy_credits(desk.store, "acme", BuyGiven(5, 2, allot=((ana, 2),)), on("2026-01-06")).warnings
    assert told[-1].startswith("3 credits of acme are no user's yet (D-32 D-33)")
    desk.store.close()


def test_rights_are_not_bought_back_and_no_more_than_is_asked_for(tmp_path: Path) -> None:
    periodic = credit_desk(tmp_path, monthly_from="2026-01-31", credits=40)
    ana = periodic.user("ana", "2026-01-31")
    with pytest.raises(BuybackRefused):
        buy_credits_back(periodic.store, "acme", 5, ((ana, 3),), on("2026-02-01"))
    periodic.store.close()


def test_an_order_is_not_dated_after_it_is_credited(desk: CreditDesk) -> None:
    given = BuyGiven(5, 1, ordered_on=date(2026, 1, 6))
    with pytest.raises(ValueMalformed):
        buy_credits(desk.store, "acme", given, on("2026-01-05"))
    desk.store.close()


def test_on_demand_no_more_is_allotted_than_no_user_holds(desk: CreditDesk) -> None:
    ana, bob = desk.user("ana", "2026-01-05"), desk.user("bob", "2026-01-05")
    desk.buy(20, 2, "2026-01-05")
    desk.allot(ana, 15, "2026-01-05")
    with pytest.raises(CreditsShort):
        desk.allot(bob, 6, "2026-01-05")
    desk.allot(bob, 5, "2026-01-05")
    held = desk.balance("2026-01-05")
    assert (held.available, held.unallotted, [user.remaining for user in held.users]) == (20, 0, [15, 5])
    desk.store.close()


def test_all_users_may_be_given_the_same(tmp_path: Path) -> None:
    desk = credit_desk(tmp_path, monthly_from="2026-01-31", credits=40)
    for name in ("ana", "bob"):
        desk.user(name, "2026-01-31")
    allot_credits(desk.store, "acme", "all", 7, on("2026-01-31"))
    assert [user.capacity for user in desk.balance("2026-01-31").users] == [7, 7]
    desk.store.close()


def test_a_dry_run_moves_nothing(desk: CreditDesk) -> None:
    desk.buy(20, 2, "2026-01-05")
    buy_credits_back(desk.store, "acme", 20, (), on("2026-01-06", dry_run=True))
    assert desk.balance("2026-01-06").available == 20
    desk.store.close()
