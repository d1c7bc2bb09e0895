"""The cap of liability as read from a store."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from desk import new_desk, on
from saasctl.operations.liability_reports import report_liability
from saasctl.operations.payments import PaymentGiven, record
from saasctl.values.money import Money


def test_only_what_was_paid_by_the_day_of_the_damage_counts(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("kantree"))
    desk.sub("acme", "team", "monthly", 1, "2026-02-01", "200.00")
    desk.bill("2026-04-01")
    record(desk.store, "acme", PaymentGiven(Decimal("480.00")), on("2026-03-05"))
    caps = [
        next(iter(report_liability(desk.store, "acme/main", None, date.fromisoformat(day)).rows))[3]
        for day in ("2026-03-04", "2026-03-05", "2026-04-20")
    ]
    # nothing, then two months of 200.00 at 80 %
    assert caps == [Money(0), Money(32000), Money(32000)]
    assert list(report_liability(desk.store, None, None, date(2026, 1, 1)).rows) == []
    desk.store.close()
