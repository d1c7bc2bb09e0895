"""Whose terms an account is under, and how credits move between holders, oldest lot first."""

from datetime import date
from pathlib import Path

import pytest

from creditdesk import acting, credit_desk
from saasctl.acts.crediting import ACCOUNT, Because, Moved, account_of, available, spendable, take
from saasctl.acts.terms import TermsBook
from saasctl.errors.subscriptions import SubscriptionUnknown


def test_without_a_subscription_an_account_is_on_demand(tmp_path: Path) -> None:
    desk = credit_desk(tmp_path)
    with acting(desk, "2026-01-05") as (_, account):
        assert (account.plan, account.holds, account.contract) == ("on-demand", True, None)
    desk.store.close()


def test_a_running_subscription_gives_rights_until_its_end(tmp_path: Path) -> None:
    desk = credit_desk(tmp_path, monthly_from="2026-01-31", credits=40)
    with acting(desk, "2026-02-10") as (tx, account):
        assert (account.plan, account.holds, account.ended_on) == ("periodic", False, None)
        with pytest.raises(SubscriptionUnknown):
            account_of(tx, TermsBook(tx), "acme/other", date(2026, 2, 10))
    desk.store.close()


def test_the_oldest_lot_is_spent_first(tmp_path: Path) -> None:
    desk = credit_desk(tmp_path)
    for day in ("2026-01-05", "2026-02-05", "2026-03-05"):
        desk.buy(10, 1, day)
    with acting(desk, "2026-02-10") as (tx, account):
        assert spendable(tx, account, ACCOUNT, 15) == [Moved(1, ACCOUNT, 10), Moved(2, ACCOUNT, 5)]
        assert sum(move.credits for move in spendable(tx, account, ACCOUNT, 99)) == 20
    with acting(desk, "2027-01-06") as (tx, account):
        assert spendable(tx, account, ACCOUNT, 15)[0].lot == 2
        assert available(tx, 1, date(2027, 1, 6)) == 20
    desk.store.close()


def test_the_store_refuses_to_take_more_than_there_is(tmp_path: Path) -> None:
    desk = credit_desk(tmp_path)
    desk.buy(10, 1, "2026-01-05")
    with pytest.raises(Exception, match="remaining_known"), acting(desk, "2026-01-06") as (tx, _):
        take(tx, 1, [Moved(1, ACCOUNT, 11)], Because("booked"))
    assert desk.balance("2026-01-06").available == 10
    desk.store.close()
