"""Services and accesses."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.errors.usage import ValueMalformed
from saasctl.operations.services import (
    DeliveryGiven,
    deliver_service,
    list_services,
    order_service,
    send_access,
)
from saasctl.rules.billing.ordering import ServiceGiven
from saasctl.values.act import Act

TRAINING = ServiceGiven("onboarding", Decimal("800.00"), training=True)
SETUP = ServiceGiven("setup", Decimal("800.00"))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    for profile in ("kantree", "ksaar", "koban"):
        made.seller(profile)
        made.org(profile, profile)
    yield made
    made.store.close()


def test_a_service_is_ordered_once_under_its_key(desk: Desk) -> None:
    desk.sub("koban", "pro", "annual", 1, "2026-03-02", "540.00")
    act = Act(on=date(2026, 3, 2), key="order-7")
    for _ in range(2):
        assert order_service(desk.store, "koban", TRAINING, act).keys == ("S-1",)
    assert len(list(list_services(desk.store, "koban", date(2026, 3, 2)).rows)) == 1
    assert desk.bill("2026-04-06", "koban") == ()
    send_access(desk.store, "koban", on("2026-04-07"))
    assert len(desk.bill("2026-04-07", "koban")) == 1


@pytest.mark.parametrize(
    ("profile", "plan", "apart"),
    [
        pytest.param("koban", "pro", True, id="B-71"),
        pytest.param("kantree", "team", False, id="unsaid"),
    ],
)
def test_a_service_is_invoiced_apart_where_the_terms_say_so(
    desk: Desk, profile: str, plan: str, apart: bool
) -> None:
    desk.sub(profile, plan, "annual", 1, "2026-03-02", "540.00")
    told = order_service(desk.store, profile, SETUP, on("2026-03-02")).told
    assert ("excl. VAT, on an invoice of its own" in told) is apart


def test_no_step_is_billed_after_the_balance(desk: Desk) -> None:
    given = ServiceGiven("setup", Decimal(1000), plan="40 % later")
    order_service(desk.store, "koban", given, on("2026-03-02"))
    deliver_service(desk.store, "S-1", DeliveryGiven(), on("2026-04-01"))
    told = deliver_service(desk.store, "S-1", DeliveryGiven(step=1), on("2026-04-02")).told
    assert told == "S-1: was delivered on 2026-04-01"
    assert desk.rows("SELECT sum(net_cents) FROM invoice") == [(100000,)]


def test_a_delivery_is_not_available_after_it_is_put_off(desk: Desk) -> None:
    order_service(desk.store, "koban", ServiceGiven("setup", Decimal(1000)), on("2026-03-02"))
    given = DeliveryGiven(available_on=date(2026, 5, 1))
    with pytest.raises(ValueMalformed):
        deliver_service(desk.store, "S-1", given, on("2026-04-01"))
