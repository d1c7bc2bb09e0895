"""Runs of some days, whichever they are, leave what one run over all of them leaves."""

from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from desk import Desk, new_desk, on
from saasctl.operations.cancelling import CancelGiven, cancel
from saasctl.operations.cases import CaseGiven, open_case
from saasctl.operations.changes import change_subscription
from saasctl.operations.credits import BuyGiven, buy_credits
from saasctl.operations.daily import run_daily
from saasctl.operations.repricing import RepriceGiven, reprice
from saasctl.operations.stores import check_store, dump_store
from saasctl.operations.subscriptions import OrderGiven, override_terms, start_subscription
from saasctl.values.act import Act

BEGAN, LAST = date(2026, 1, 1), date(2026, 7, 2)
EVENT = ("event", "flood")


def customers(desk: Desk) -> None:
    """Write customers to whom the days bring every event of the daily run."""
    for profile in ("deskapad", "koban", "kantree"):
        desk.seller(profile)
    desk.setting("kantree", "plan_change.upgrade", "next-period")
    for org, seller in (("lots", "deskapad"), ("ends", "deskapad"), ("moved", "deskapad")):
        desk.org(org, seller)
    desk.sub("lots", "on-demand", "on-demand", 1, "2026-01-05")
    life = "credits.life.on-demand", "3 months", "order form"
    override_terms(desk.store, "lots/main", *life, on("2026-01-05"))
    buy_credits(desk.store, "lots", BuyGiven(10, 1), on("2026-01-10"))
    buy_credits(desk.store, "lots", BuyGiven(5, 1), on("2026-02-28"))
    desk.sub("ends", "periodic", "monthly", 1, "2026-01-31")
    cancel(desk.store, "ends/main", CancelGiven(form="registered-letter"), on("2026-02-01"))
    desk.sub("moved", "periodic", "monthly", 1, "2026-01-15")
    for org in ("lots", "moved"):
        ended = ("ended_on", "2026-03-19")
        open_case(desk.store, org, "force-majeure", CaseGiven((EVENT, ended)), on("2026-03-10"))
    for org in ("held", "tried"):
        desk.org(org, "koban")
    desk.sub("held", "crm", "monthly", 1, "2026-01-10", "120.00")
    open_case(desk.store, "held", "force-majeure", CaseGiven((EVENT,)), on("2026-03-12"))
    trial = OrderGiven("main", "professional", "monthly", 1, trial=True)
    start_subscription(desk.store, "tried", trial, on("2026-03-02"))
    desk.org("grows", "kantree")
    for day, price in (("2026-01-01", "10.00"), ("2026-05-01", "11.00")):
        desk.setting("kantree", "price.team.monthly", price, date.fromisoformat(day))
    desk.sub("grows", "team", "monthly", 3, "2026-01-31")
    dearer = (Decimal("20.00"), "amendment")
    change_subscription(desk.store, "grows/main", "more", "monthly", dearer, on("2026-06-05"))
    prices(desk)


def prices(desk: Desk) -> None:
    """Tell new prices: one contract ends without a signed quote (D-64), one renews at its price (B-11)."""
    desk.org("unsigned", "deskapad")
    desk.sub("unsigned", "periodic", "monthly", 1, "2026-02-10")
    told = RepriceGiven(price=Decimal("25.00"), orgs=("unsigned",))
    reprice(desk.store, "deskapad", told, on("2026-05-20"))
    desk.org("priced", "koban")
    desk.sub("priced", "crm", "monthly", 1, "2026-01-20", "100.00")
    told = RepriceGiven(percent=Decimal(10), orgs=("priced",))
    reprice(desk.store, "koban", told, on("2026-04-01"))


def left_by(days: list[date]) -> list[str]:
    """Return what the store holds after runs on some days, the record of the runs left out."""
    with TemporaryDirectory() as folder:
        desk = new_desk(Path(folder))
        customers(desk)
        for day in days:
            run_daily(desk.store, Act(on=day))
        assert check_store(desk.store).ok
        lines = [line for line in dump_store(desk.store) if '"table":"audit' not in line]
        desk.store.close()
    return lines


@cache
def once() -> list[str]:
    """Return what one run leaves."""
    return left_by([LAST])


def test_the_events_are_all_there() -> None:
    text = "\n".join(once())
    for kind in ("ended", "trial-ended", "purge-due", "plan-change", "renewal"):
        assert f'"kind":"{kind}"' in text
    assert '"subscription":"held/main@2026-01-10","kind":"ended","on_day":"2026-05-13"' in text
    assert '"kind":"expired"' in text
    assert '"subscription":"unsigned/main@2026-02-10","kind":"ended","on_day":"2026-06-10"' in text
    assert '"net_cents":11000' in text


@settings(max_examples=2, deadline=None)
@given(st.sets(st.integers(1, (LAST - BEGAN).days - 1), min_size=3, max_size=6))
def test_any_days_equal_once_over_the_gap(offsets: set[int]) -> None:
    days = [BEGAN + timedelta(days=one) for one in sorted(offsets)]
    assert left_by([*days, LAST]) == once()
