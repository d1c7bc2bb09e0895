"""Credit and issue anew: both documents or neither, and what is refused."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.errors.invoices import LineUnknown
from saasctl.errors.receivables import ActUnavailable, CreditExcluded, CreditTooMuch
from saasctl.errors.usage import ValueMalformed
from saasctl.operations.penalties import charge_penalties
from saasctl.operations.rebilling import RebillGiven, rebill_invoice

NUMBER = "INV-2026-000001"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An invoice of 2,400.00 due 2026-01-23."""
    found = new_desk(tmp_path)
    found.org("acme", found.seller("koban"))
    found.sub("acme", "crm", "annual", 1, "2026-01-15", "2000.00")
    found.bill("2026-01-15")
    yield found
    found.store.close()


@pytest.mark.parametrize(
    ("given", "reason", "refusal"),
    [
        pytest.param(RebillGiven(cause="mood"), "x", ValueMalformed, id="no such cause"),
        pytest.param(RebillGiven(), None, ValueMalformed, id="no reason"),
        pytest.param(RebillGiven(quantities=(("7", 1),)), "x", LineUnknown, id="no such line"),
        pytest.param(RebillGiven(quantities=(("1", 0),)), "x", ValueMalformed, id="nothing left to bill"),
        pytest.param(
            RebillGiven(sums=(("1", Decimal(5)),), prices=(("1", Decimal(5)),)),
            "x",
            ValueMalformed,
            id="both",
        ),
        pytest.param(RebillGiven(sums=(("1", Decimal(5)),) * 2), "x", ValueMalformed, id="twice"),
    ],
)
def test_what_is_refused_leaves_neither_document(
    desk: Desk, given: RebillGiven, reason: str | None, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        rebill_invoice(desk.store, NUMBER, given, on("2026-01-20", reason=reason))
    assert desk.rows("SELECT number FROM invoice") == [(NUMBER,)]
    assert desk.rows("SELECT document, last_number FROM number_series") == [("invoice", 1)]


def test_once_under_its_key_and_never_twice(desk: Desk) -> None:
    given, act = RebillGiven(prices=(("1", Decimal(1800)),)), on("2026-01-20", key="k", reason="x")
    first = rebill_invoice(desk.store, NUMBER, given, act)
    assert first.keys == rebill_invoice(desk.store, NUMBER, given, act).keys == ("INV-2026-000002",)
    with pytest.raises(CreditTooMuch):
        rebill_invoice(desk.store, NUMBER, given, on("2026-01-21", reason="x"))
    with pytest.raises(CreditExcluded):
        rebill_invoice(desk.store, "CN-2026-000001", given, on("2026-01-21", reason="x"))


def test_a_penalty_invoice_is_credited_and_counted_anew(desk: Desk) -> None:
    number = charge_penalties(desk.store, "acme", on("2026-03-10")).keys[0]
    with pytest.raises(ActUnavailable):
        rebill_invoice(desk.store, number, RebillGiven(), on("2026-03-11", reason="x"))
