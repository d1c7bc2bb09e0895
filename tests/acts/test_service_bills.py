"""What is invoiced of a service, and when."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.operations.services import DeliveryGiven, deliver_service, order_service
from saasctl.rules.billing.ordering import ServiceGiven

NETS = "SELECT kind, net_cents, gross_cents, issued_on, due_on FROM invoice ORDER BY id"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    for profile in ("koban", "deskapad"):
        made.seller(profile)
        made.org(profile, profile)
    yield made
    made.store.close()


def test_a_training_on_site_with_travel_is_one_invoice(desk: Desk) -> None:
    given = ServiceGiven("site-training", travel=Decimal("84.60"), people=10)
    order_service(desk.store, "deskapad", given, on("2026-03-02"))
    deliver_service(desk.store, "S-1", DeliveryGiven(), on("2026-03-20"))
    assert desk.rows(NETS) == [("service", 58460, 70152, "2026-03-20", "2026-03-20")]


def test_a_restore_is_billed_when_complete(desk: Desk) -> None:
    order_service(desk.store, "koban", ServiceGiven("restore"), on("2026-03-02"))
    assert desk.rows(NETS) == []
    deliver_service(desk.store, "S-1", DeliveryGiven(), on("2026-03-03"))
    assert desk.rows(NETS) == [("service", 40000, 48000, "2026-03-03", "2026-03-11")]


@pytest.mark.parametrize(
    ("reading", "net"),
    [
        pytest.param("full-price", 36500, id="full"),
        pytest.param("prorated", 30600, id="306-of-365-days"),
        pytest.param("next-period", None, id="later"),
    ],
)
def test_a_module_is_billed_the_day_it_is_delivered(desk: Desk, reading: str, net: int | None) -> None:
    desk.setting("koban", "module.first_period", reading)
    desk.sub("koban", "pro", "annual", 1, "2026-03-02", "540.00")
    order_service(desk.store, "koban", ServiceGiven("sms", Decimal("365.00"), module=True), on("2026-03-10"))
    assert desk.rows(NETS) == []
    deliver_service(desk.store, "S-1", DeliveryGiven(), on("2026-04-30"))
    expected = [] if net is None else [("service", net, net * 120 // 100, "2026-04-30", "2026-05-08")]
    assert desk.rows(NETS) == expected


def test_what_is_free_is_not_invoiced(desk: Desk) -> None:
    order_service(desk.store, "deskapad", ServiceGiven("tutorial"), on("2026-03-02"))
    assert deliver_service(desk.store, "S-1", DeliveryGiven(), on("2026-03-02")).keys == ("S-1",)
    assert desk.rows(NETS) == []


def test_a_postponed_delivery_counts_from_the_day_it_was_available(desk: Desk) -> None:
    order_service(desk.store, "koban", ServiceGiven("setup", Decimal(1000)), on("2026-03-02"))
    given = DeliveryGiven(available_on=date(2026, 4, 1))
    deliver_service(desk.store, "S-1", given, on("2026-04-20"))
    assert desk.rows("SELECT delivered_on FROM service_order") == [("2026-04-01",)]
    assert desk.rows(NETS)[-1] == ("service", 70000, 84000, "2026-04-01", "2026-04-09")
