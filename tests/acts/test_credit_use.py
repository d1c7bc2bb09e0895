"""What moved in some days, by user; what a cancelled booking gave back is taken off."""

from datetime import date, datetime
from pathlib import Path

from creditdesk import acting, credit_desk
from saasctl.acts.credit_use import used_in
from saasctl.operations.bookings import cancel_booking
from saasctl.values.act import Act
from saasctl.values.period import Period


def test_a_month_of_use(tmp_path: Path) -> None:
    desk = credit_desk(tmp_path, monthly_from="2026-01-31", credits=40)
    ana = desk.user("ana", "2026-01-31")
    desk.allot(ana, 12, "2026-01-31")
    desk.book(ana, "22", "2026-02-10T09:00:00+01:00", "2026-02-20T09:00:00+01:00")
    desk.book(ana, "25", "2026-02-11T09:00:00+01:00")
    cancel_booking(desk.store, "BK-1", False, Act(at=datetime.fromisoformat("2026-02-12T09:00:00+01:00")))
    with acting(desk, "2026-03-05") as (tx, account):
        found = used_in(tx, account.organisation.id, Period(date(2026, 2, 1), date(2026, 3, 1)))
    assert [(one.email, one.bookings, one.credits) for one in found.users] == [(ana, 2, 5)]
    assert (found.credited, found.expired, found.left) == (0, 0, 35)
    desk.store.close()
