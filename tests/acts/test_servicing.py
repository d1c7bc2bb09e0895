"""Services read back, and the day by which the customer hands its elements over."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.acts.servicing import elements_due, load_service, service_id, terms_of_service
from saasctl.acts.terms import TermsBook
from saasctl.errors.services import ServiceUnknown
from saasctl.operations.services import ask_elements, order_service
from saasctl.rules.billing.ordering import ServiceGiven


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    made.seller("koban")
    made.org("acme", "koban")
    yield made
    made.store.close()


@pytest.mark.parametrize(
    ("plan_day", "reading", "due"),
    [
        pytest.param(None, {}, date(2026, 2, 24), id="BX-22-from-the-request"),
        pytest.param(date(2026, 2, 20), {}, date(2026, 2, 20), id="the-plan-goes-first"),
        pytest.param(date(2026, 2, 20), {"project.elements_plan": "never"}, date(2026, 2, 24), id="or-never"),
        pytest.param(None, {"project.elements_from": "signature"}, date(2026, 2, 18), id="or-the-signature"),
    ],
)
def test_elements_are_due(desk: Desk, plan_day: date | None, reading: dict[str, str], due: date) -> None:
    for path, value in reading.items():
        desk.setting("koban", path, value)
    given = ServiceGiven("setup", Decimal(1000), elements_by=plan_day)
    order_service(desk.store, "acme", given, on("2026-02-10"))
    ask_elements(desk.store, "S-1", on("2026-02-16"))
    ask_elements(desk.store, "S-1", on("2026-02-18"))
    with desk.store.reading() as tx:
        service = load_service(tx, "S-1")
        assert elements_due(terms_of_service(TermsBook(tx), service, tx.on), service, None) == due


@pytest.mark.parametrize("ref", ["S-", "T-1", "S-x", "1²"])
def test_what_is_no_id_names_no_service(ref: str) -> None:
    with pytest.raises(ServiceUnknown):
        service_id(ref)
