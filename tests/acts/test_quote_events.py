"""Keys of quotes, one series a year."""

from decimal import Decimal
from pathlib import Path

from desk import new_desk, on
from saasctl.operations.quotes import QuoteGiven, add_quote
from saasctl.rules.billing.quoting import Offer
from saasctl.values.act import Act

LINE = QuoteGiven(Offer(one_off=(("Setup", 1, Decimal(100)),)))


def test_keys_restart_each_year_and_a_dry_run_burns_none(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.seller("koban")
    desk.org("acme", "koban")
    days = ("2026-02-01", "2026-03-01", "2027-01-01")
    add_quote(desk.store, "acme", LINE, on("2026-02-01", dry_run=True))
    assert [add_quote(desk.store, "acme", LINE, on(day)).keys for day in days] == [
        ("Q-2026-001",),
        ("Q-2026-002",),
        ("Q-2027-001",),
    ]
    act = Act(on=on("2026-04-01").on, key="once")
    assert add_quote(desk.store, "acme", LINE, act).keys == add_quote(desk.store, "acme", LINE, act).keys
    desk.store.close()
