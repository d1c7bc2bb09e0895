"""What the agenda says of credits."""

from datetime import date
from pathlib import Path

from creditdesk import acting, credit_desk
from saasctl.acts.credit_agenda import credit_items
from saasctl.acts.terms import TermsBook


def test_reminders_and_low_balances_are_the_operators_choice(tmp_path: Path) -> None:
    desk = credit_desk(tmp_path)
    desk.buy(10, 2, "2026-01-05")

    def kinds() -> list[tuple[str, str]]:
        with acting(desk, "2026-12-06") as (tx, _):
            found = credit_items(tx, TermsBook(tx), date(2026, 12, 6), date(2027, 1, 6), None)
            return sorted((one.kind, one.on.isoformat()) for one in found)

    usual = [("credit-expiry", "2027-01-06"), ("usage-report", "2026-02-01")]
    assert kinds() == usual
    desk.setting("deskapad", "credits.reminder_days", "30, 7")
    desk.setting("deskapad", "credits.low_balance", "20")
    ana = desk.user("ana", "2026-12-05")
    desk.allot(ana, 10, "2026-12-05")
    reminders = [("credits-expiring", "2026-12-06"), ("credits-expiring", "2026-12-29")]
    assert kinds() == sorted([*usual, *reminders, ("credits-low", "2026-12-06")])
    desk.store.close()
