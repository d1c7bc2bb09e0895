"""Buy-back at one price, whatever was paid (DX-10), of whom the customer says."""

from datetime import date
from pathlib import Path

import pytest

from creditdesk import CreditDesk, acting, credit_desk
from desk import on
from saasctl.acts.buying_back import Buyback, buy_back
from saasctl.acts.terms import TermsBook
from saasctl.errors.credits import BuybackRefused, CreditsShort
from saasctl.operations.credits import buy_credits_back
from saasctl.values.views.credits import BuybackView


def back(desk: CreditDesk, day: str, count: int, *named: tuple[str, int]) -> BuybackView:
    """Have credits bought back."""
    with acting(desk, day) as (tx, account):
        return buy_back(tx, TermsBook(tx), account, Buyback(count, named))


@pytest.fixture
def desk(tmp_path: Path) -> CreditDesk:
    """100 credits of 20 May 2025, 60 spent by Ana, who holds the rest."""
    made = credit_desk(tmp_path)
    ana = made.user("ana", "2025-05-20")
    made.buy(100, 10, "2025-05-20")
    made.allot(ana, 100, "2025-05-20")
    made.book(ana, "300", "2025-06-02T09:00:00+02:00")
    return made


def test_dx_10(desk: CreditDesk) -> None:
    with pytest.raises(CreditsShort):
        back(desk, "2026-05-21", 40)
    found = back(desk, "2026-05-20", 40)
    assert (str(found.net), str(found.gross), str(found.paid_for_them)) == ("200.00", "240.00", "240.00")
    assert (found.available, found.due_on) == (0, date(2026, 6, 19))
    desk.store.close()


def test_the_same_request_under_its_key_is_paid_once(desk: CreditDesk) -> None:
    for _ in range(2):
        act = on("2026-05-20", key="back-1")
        written = buy_credits_back(desk.store, "acme", 30, (), act)
        view = written.answer
        assert isinstance(view, BuybackView)
        assert (view.document, str(view.gross), str(view.paid_for_them)) == (
            "CN-2026-000001",
            "180.00",
            "180.00",
        )
        assert view.available == 10
    desk.store.close()


def test_more_than_is_left_is_refused_whole(desk: CreditDesk) -> None:
    with pytest.raises(CreditsShort):
        back(desk, "2025-07-01", 41)
    assert desk.balance("2025-07-01").available == 40
    desk.store.close()


def test_of_several_holders_the_customer_names_them(desk: CreditDesk) -> None:
    bob = desk.user("bob", "2025-06-03")
    desk.buy(10, 1, "2025-06-03")
    desk.allot(bob, 10, "2025-06-03")
    with pytest.raises(BuybackRefused, match="cannot be bought back") as refused:
        back(desk, "2025-07-01", 45)
    assert refused.value.fix == "--user ana@acme.example:40 --user bob@acme.example:5"
    found = back(desk, "2025-07-01", 45, ("ana@acme.example", 40), (bob, 5))
    assert [user.remaining for user in found.users] == [0, 5]
    desk.store.close()


def test_until_the_end_of_the_contract_is_a_setting(tmp_path: Path) -> None:
    made = credit_desk(tmp_path, monthly_from="2026-01-31", credits=40)
    with acting(made, "2026-02-10") as (tx, _):
        tx.run("UPDATE subscription SET ended_on = '2026-02-27'")
    assert str(back(made, "2026-03-01", 1).net) == "5.00"
    made.setting("deskapad", "credits.buyback.until", "contract-end")
    with pytest.raises(BuybackRefused):
        back(made, "2026-03-01", 1)
    made.store.close()
