"""What comes to an account, at which price, with which life."""

from pathlib import Path

import pytest

from creditdesk import acting, credit_desk
from saasctl.acts.credit_buying import check_source, price_of
from saasctl.errors.credits import SourceRefused


@pytest.mark.parametrize(
    ("monthly_from", "unit"),
    [pytest.param(None, "6.00", id="D-34"), pytest.param("2026-01-01", "5.00", id="D-41")],
)
def test_the_price_is_of_the_subscription_that_runs(
    tmp_path: Path, monthly_from: str | None, unit: str
) -> None:
    desk = credit_desk(tmp_path, monthly_from=monthly_from)
    with acting(desk, "2026-01-05") as (tx, account):
        assert str(price_of(tx, account, 50, 10).unit_price) == unit
    desk.store.close()


def test_all_orders_may_count_together(tmp_path: Path) -> None:
    """60 after 60 for ten users: 12 on average, 5.80."""
    desk = credit_desk(tmp_path)
    desk.setting("deskapad", "credits.tier_credits", "cumulated")
    desk.buy(60, 10, "2026-01-05")
    with acting(desk, "2026-01-06") as (tx, account):
        assert str(price_of(tx, account, 60, 10).unit_price) == "5.80"
    desk.store.close()


def test_collected_credits_need_the_vendors_acceptance(tmp_path: Path) -> None:
    desk = credit_desk(tmp_path)
    with acting(desk, "2026-01-05") as (_, account):
        with pytest.raises(SourceRefused):
            check_source(account.terms, "collected", accepted=False)
        with pytest.raises(SourceRefused):
            check_source(account.terms, "found", accepted=True)
    desk.store.close()


def test_credits_of_a_subscription_do_not_expire(tmp_path: Path) -> None:
    desk = credit_desk(tmp_path, monthly_from="2026-01-01", credits=40)
    desk.buy(10, 1, "2026-01-05")
    assert [lot.expires_on for lot in desk.balance("2026-01-05").lots] == [None, None]
    desk.store.close()
