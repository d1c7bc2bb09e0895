"""Payments settle the oldest due first, whatever the order of recording."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from saasctl.rules.receivables.allocation import Free, Open, Put, allocate

D = date.fromisoformat
OWED = [
    Open(1, D("2026-02-01"), D("2026-01-01"), 10000),
    Open(2, D("2026-03-01"), D("2026-02-01"), 5000),
]


def test_the_oldest_due_is_settled_first_and_the_rest_is_left() -> None:
    found = allocate([Free(7, D("2026-02-10"), 12000), Free(8, D("2026-02-20"), 9000)], OWED)
    assert found == [
        Put(7, 1, 10000, D("2026-02-10")),
        Put(7, 2, 2000, D("2026-02-10")),
        Put(8, 2, 3000, D("2026-02-20")),
    ]


def test_money_in_hand_counts_from_the_day_the_invoice_was_issued() -> None:
    assert allocate([Free(7, D("2025-12-01"), 100)], OWED) == [Put(7, 1, 100, D("2026-01-01"))]


days = st.dates(D("2026-01-01"), D("2026-12-31"))
parts = st.lists(st.tuples(days, st.integers(1, 9999)), max_size=8)


@given(parts, parts, st.randoms())
def test_no_order_of_recording_matters_and_nothing_is_put_twice(
    paid: list[tuple[date, int]], due: list[tuple[date, int]], random: object
) -> None:
    free = [Free(key, on, cents) for key, (on, cents) in enumerate(paid)]
    owed = [Open(key, on, D("2026-01-01"), cents) for key, (on, cents) in enumerate(due)]
    found = allocate(free, owed)
    assert found == allocate(list(reversed(free)), list(reversed(owed)))
    for one in free:
        assert sum(put.cents for put in found if put.payment_id == one.payment_id) <= one.cents
    for debt in owed:
        assert sum(put.cents for put in found if put.invoice_id == debt.invoice_id) <= debt.cents
    settled, money = sum(put.cents for put in found), sum(cents for _, cents in paid)
    assert settled == min(money, sum(cents for _, cents in due))
