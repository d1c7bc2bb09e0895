"""Balances as of a day, from the movements: DX-7, DX-8, DX-9, and what has fallen low (D-95)."""

from pathlib import Path

from creditdesk import credit_desk


def test_dx_7_and_dx_8(tmp_path: Path) -> None:
    """A room at 50.00 is 11 credits; a desk at 55.00 is 11 as well."""
    desk = credit_desk(tmp_path, monthly_from="2026-01-31", credits=40)
    ana = desk.user("ana", "2026-01-31")
    desk.allot(ana, 12, "2026-01-31")
    desk.book(ana, "55", "2026-02-10T09:00:00+01:00")
    assert (desk.balance("2026-02-10").available, desk.balance("2026-02-10").users[0].remaining) == (29, 1)
    desk.allot(ana, 20, "2026-02-28")
    after = desk.balance("2026-02-28")
    assert (after.available, after.users[0].remaining, str(after.users[0].refills_on)) == (
        29,
        20,
        "2026-03-31",
    )
    assert desk.balance("2026-02-09").available == 40
    desk.store.close()


def test_dx_9_a_lot_is_nothing_the_day_after_its_last(tmp_path: Path) -> None:
    desk = credit_desk(tmp_path)
    ana = desk.user("ana", "2025-05-20")
    desk.buy(100, 10, "2025-05-20")
    desk.allot(ana, 100, "2025-05-20")
    desk.book(ana, "300", "2025-06-02T09:00:00+02:00")
    last, after = desk.balance("2026-05-20"), desk.balance("2026-05-21")
    assert (last.available, last.users[0].remaining, last.unallotted) == (40, 40, 0)
    assert (after.available, after.users[0].remaining, after.unallotted) == (0, 0, 0)
    desk.store.close()


def test_what_falls_below_the_operators_threshold_is_told(tmp_path: Path) -> None:
    desk = credit_desk(tmp_path, monthly_from="2026-01-31", credits=19)
    assert desk.balance("2026-02-01").alerts == ()
    desk.setting("deskapad", "credits.low_balance", "20")
    assert desk.balance("2026-02-01").alerts == ("acme has 19 credits left, fewer than 20",)
    desk.store.close()
