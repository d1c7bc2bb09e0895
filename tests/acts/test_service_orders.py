"""Orders of services under the terms of their customer."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.errors.services import SessionsUsed
from saasctl.errors.terms import BlankTerm
from saasctl.operations.services import order_service
from saasctl.rules.billing.ordering import ServiceGiven

SESSION = ServiceGiven("session")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    made.seller("ksaar")
    made.org("acme", "ksaar")
    made.sub("acme", "business", "monthly", 1, "2026-01-15", "149.00")
    yield made
    made.store.close()


def test_two_sessions_a_month_are_included(desk: Desk) -> None:
    with pytest.raises(BlankTerm, match=r"sessions\.plans"):
        order_service(desk.store, "acme", SESSION, on("2026-02-02"))
    desk.setting("ksaar", "sessions.plans", "business, enterprise")
    for day in ("2026-02-02", "2026-02-28"):
        order_service(desk.store, "acme", SESSION, on(day))
    with pytest.raises(SessionsUsed, match="acme"):
        order_service(desk.store, "acme", SESSION, on("2026-02-28"))
    order_service(desk.store, "acme", SESSION, on("2026-03-01"))


def test_a_plan_without_sessions_has_none(desk: Desk) -> None:
    desk.setting("ksaar", "sessions.plans", "enterprise")
    with pytest.raises(SessionsUsed):
        order_service(desk.store, "acme", SESSION, on("2026-02-02"))
    order_service(desk.store, "acme", ServiceGiven("session", Decimal(120)), on("2026-02-02"))
