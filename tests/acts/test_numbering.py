"""Document numbers: gapless, chronological, restarting each year."""

from datetime import date
from pathlib import Path

from desk import new_desk, on
from saasctl.acts.numbering import Series


def test_numbers_are_allotted_in_order_and_kept(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.seller("kantree")
    for expected in (["INV-2026-000001", "INV-2026-000002"], ["INV-2026-000003", "INV-2027-000001"]):
        with desk.store.transaction(on("2026-01-01")) as tx:
            series = Series(tx, 1, "invoice", "INV", sandbox=True)
            days = (
                [date(2026, 5, 1)] * 2
                if expected[1].startswith("INV-2026")
                else [date(2026, 6, 1), date(2027, 1, 1)]
            )
            assert [series.next(day) for day in days] == expected
            series.save()
    desk.store.close()


def test_a_real_series_never_goes_back_in_time_and_a_sandbox_keeps_each_day(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.seller("kantree")
    with desk.store.transaction(on("2026-01-01")) as tx:
        first = Series(tx, 1, "invoice", "INV", sandbox=True)
        first.next(date(2026, 5, 1))
        first.save()
        early = date(2026, 2, 1)
        assert Series(tx, 1, "invoice", "INV", sandbox=True).issued_on(early) == early
        assert Series(tx, 1, "invoice", "INV", sandbox=False).issued_on(early) == date(2026, 5, 1)
    desk.store.close()
