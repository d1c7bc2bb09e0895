"""Intermediate invoices whose plan names their day."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from desk import new_desk, on
from saasctl.acts.checking import check_caches, expected_due
from saasctl.acts.service_days import STEP, next_step, planned
from saasctl.operations.daily import run_daily
from saasctl.operations.services import DeliveryGiven, deliver_service, order_service
from saasctl.rules.billing.ordering import ServiceGiven

PLAN = "25 % on 2026-05-10 design; 25 % on 2026-06-01; 10 % tests"
ISSUED = "SELECT issued_on, net_cents FROM invoice ORDER BY id"


def test_dated_steps_come_with_the_daily_run_once_each(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.seller("koban")
    organisation = desk.org("acme", "koban")
    order_service(desk.store, "acme", ServiceGiven("shop", Decimal(1000), plan=PLAN), on("2026-05-02"))
    with desk.store.reading() as tx:
        found = next_step(planned(tx, organisation))
        assert found is not None
        assert (found[0], found[2]) == (date(2026, 5, 10), 1)
        assert [item.on for item in expected_due(tx) if item.kind == STEP] == [date(2026, 5, 10)]
    for _ in range(2):
        run_daily(desk.store, on("2026-06-15"))
    deliver_service(desk.store, "S-1", DeliveryGiven(), on("2026-07-01"))
    assert desk.rows(ISSUED) == [
        ("2026-05-02", 30000),
        ("2026-05-10", 25000),
        ("2026-06-01", 25000),
        ("2026-07-01", 20000),
    ]
    with desk.store.reading() as tx:
        assert list(check_caches(tx)) == []
        assert next_step(planned(tx, organisation)) is None
    desk.store.close()


def test_a_delivery_ends_the_plan(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.seller("koban")
    desk.org("acme", "koban")
    order_service(desk.store, "acme", ServiceGiven("shop", Decimal(1000), plan=PLAN), on("2026-05-02"))
    deliver_service(desk.store, "S-1", DeliveryGiven(), on("2026-05-05"))
    run_daily(desk.store, on("2026-06-15"))
    assert desk.rows(ISSUED) == [("2026-05-02", 30000), ("2026-05-05", 70000)]
    desk.store.close()


def test_a_step_of_less_than_a_cent_is_left_to_the_balance(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.seller("koban")
    desk.org("acme", "koban")
    order_service(desk.store, "acme", ServiceGiven("shop", Decimal("0.01"), plan=PLAN), on("2026-05-02"))
    run_daily(desk.store, on("2026-06-15"))
    deliver_service(desk.store, "S-1", DeliveryGiven(), on("2026-07-01"))
    assert desk.rows(ISSUED) == [("2026-07-01", 1)]
    desk.store.close()


def test_a_customer_whose_step_cannot_be_priced_keeps_it(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.seller("koban")
    for slug in ("acme", "abroad"):
        desk.org(slug, "koban")
        order_service(desk.store, slug, ServiceGiven("shop", Decimal(1000), plan=PLAN), on("2026-05-02"))
    desk.setting("koban", "vat.rate", "17", date(2026, 5, 5))
    written = run_daily(desk.store, on("2026-05-20"))
    assert written.failure is not None
    assert len(desk.rows(ISSUED)) == 2
    desk.setting("koban", "vat.rate", "20", date(2026, 5, 5))
    run_daily(desk.store, on("2026-05-20"))
    assert len(desk.rows(ISSUED)) == 4
    desk.store.close()
