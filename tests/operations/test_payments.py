"""Payments through the use cases: what is kept whatever is done with them."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk import Desk, new_desk, on
from saasctl.errors.receivables import ActUnavailable, TooMuchAllocated
from saasctl.errors.usage import ValueMalformed
from saasctl.operations.payments import Move, PaymentGiven, allocate, list_payments, record, refund
from saasctl.values.views.receivables import PAYMENT_COLUMNS


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Three invoices of 12.00."""
    found = new_desk(tmp_path)
    found.org("acme", found.seller("kantree"))
    found.sub("acme", "team", "monthly", 1, "2026-01-15", "10.00")
    found.bill("2026-03-15")
    yield found
    found.store.close()


def test_an_amount_above_zero_and_a_known_ground(desk: Desk) -> None:
    with pytest.raises(ValueMalformed):
        record(desk.store, "acme", PaymentGiven(Decimal(0)), on("2026-03-20"))
    record(desk.store, "acme", PaymentGiven(Decimal(50)), on("2026-03-20"))
    with pytest.raises(TooMuchAllocated):
        refund(desk.store, "P-1", Decimal(15), "error", on("2026-03-21"))
    with pytest.raises(ActUnavailable):
        refund(desk.store, "P-1", Decimal(1), "mood", on("2026-03-21"))


SUMS = """
SELECT p.amount_cents, coalesce(sum(a.amount_cents), 0)
FROM payment p LEFT JOIN allocation a ON a.payment_id = p.id GROUP BY p.id, p.amount_cents
"""


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(1, 3000), st.integers(15, 28), st.integers(0, 3)), max_size=4))
def test_allocations_and_what_is_left_are_the_payment(desk: Desk, paid: list[tuple[int, int, int]]) -> None:
    """Recorded, named, moved: no payment is spent twice, no invoice is below zero."""
    for cents, day, how in paid:
        named = (f"INV-2026-00000{how}",) if how else ()
        done = record(desk.store, "acme", PaymentGiven(Decimal(cents) / 100, named), on(f"2026-03-{day}"))
        if how == 2:
            allocate(desk.store, done.keys[0], Move(), on("2026-03-28"))
    for amount, put in desk.rows(SUMS):
        assert int(str(put)) <= int(str(amount))
    assert all(int(str(row[0])) >= 0 for row in desk.rows("SELECT balance_cents FROM receivable"))
    for row in list_payments(desk.store, "acme", None, (None, None)).rows:
        names = (column.name for column in PAYMENT_COLUMNS)
        held: dict[str, Any] = dict(zip(names, row, strict=True))
        put = sum(part.amount.cents for part in held["allocations"])
        assert held["amount"].cents == put + held["refunded"].cents + held["unallocated"].cents


def test_money_that_came_first_settles_what_is_issued_later(tmp_path: Path) -> None:
    """Paid before the invoice or after it, the same is left."""
    desk = new_desk(tmp_path)
    seller = desk.seller("koban")
    for slug in ("acme", "beta"):
        desk.org(slug, seller)
        desk.sub(slug, "crm", "annual", 1, "2026-01-15", "1000.00")
    record(desk.store, "acme", PaymentGiven(Decimal(300)), on("2026-01-10"))
    desk.bill("2026-01-15")
    record(desk.store, "beta", PaymentGiven(Decimal(300)), on("2026-01-10"))
    assert desk.rows("SELECT balance_cents FROM receivable") == [(90000,), (90000,)]
    assert desk.rows("SELECT DISTINCT on_day, amount_cents, pinned FROM allocation") == [
        ("2026-01-15", 30000, 0)
    ]
    desk.store.close()
