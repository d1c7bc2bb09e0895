"""Users whose access may be taken away, as the store knows them."""

from pathlib import Path

from creditdesk import CreditDesk, acting, credit_desk
from saasctl.acts.inactive import inactive_users
from saasctl.acts.terms import TermsBook


def idle(desk: CreditDesk, day: str) -> list[tuple[str, str]]:
    with acting(desk, day) as (tx, _):
        found = inactive_users(tx, TermsBook(tx), tx.on, tx.on, None)
        return [(email, one.on.isoformat()) for _, email, one in found]


def test_dx_23(tmp_path: Path) -> None:
    desk = credit_desk(tmp_path)
    ana = desk.user("ana", "2025-08-31")
    assert idle(desk, "2026-02-28") == []
    assert idle(desk, "2026-03-01") == [(ana, "2026-03-01")]
    desk.buy(1, 1, "2026-03-01")
    desk.allot(ana, 1, "2026-03-01")
    assert idle(desk, "2026-03-02") == []
    assert idle(desk, "2027-03-01") == []
    assert idle(desk, "2027-03-02") == [(ana, "2027-03-02")]
    desk.store.close()


def test_after_a_subscription_its_users_may_lose_access(tmp_path: Path) -> None:
    """D-44: it ended; while it runs nobody is listed."""
    desk = credit_desk(tmp_path, monthly_from="2025-08-31", credits=40)
    ana = desk.user("ana", "2025-08-31")
    assert idle(desk, "2026-03-01") == []
    with acting(desk, "2026-03-01") as (tx, _):
        tx.run("UPDATE subscription SET ended_on = '2026-02-27'")
    assert idle(desk, "2026-03-02") == [(ana, "2026-03-01")]
    desk.store.close()
