"""What documents and money book: every entry balances and equals what it books."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saasctl.rules.ledger.posting import (
    AGAINST,
    BilledDocument,
    BilledLine,
    DepositEarned,
    MoneyMoved,
    deposit_entry,
    earned_entries,
    is_balanced,
    moved_entry,
    role_of,
    sale_entry,
)
from saasctl.values.ledger import Booked
from saasctl.values.period import Period

ISSUED = date(2026, 1, 15)
YEAR = Period(ISSUED, date(2027, 1, 15))


def document(*lines: BilledLine, vat: int = 0, taken: date | None = None) -> BilledDocument:
    return BilledDocument("INV-1", "acme", "Acme", "subscription", ISSUED, vat, lines, taken)


def test_a_prepaid_year_is_booked_as_deferred_and_moved_by_month() -> None:
    billed = document(BilledLine("subscription", 200000, YEAR), vat=40000)
    assert sale_entry(billed).lines == (
        Booked("customer", 240000),
        Booked("deferred", -200000),
        Booked("vat", -40000),
    )
    moved = list(earned_entries(billed, Period(date(2026, 2, 1), date(2026, 3, 1))))
    assert [entry.lines for entry in moved] == [
        (Booked("deferred", 15343), Booked("sales.subscription", -15343))
    ]


def test_what_was_taken_over_stands_against_the_opening() -> None:
    billed = document(BilledLine("subscription", 1000, YEAR), taken=date(2026, 3, 1))
    entry = sale_entry(billed)
    assert (entry.on, entry.lines) == (date(2026, 3, 1), (Booked("customer", 1000), Booked("opening", -1000)))
    assert list(earned_entries(billed)) == []


@pytest.mark.parametrize("kind", AGAINST)
def test_money_moves_between_the_customer_and_one_account(kind: str) -> None:
    entry = moved_entry(MoneyMoved("P-1", "acme", "Acme", kind, ISSUED, 1500))
    assert entry.lines == (Booked(AGAINST[kind][0], 1500), Booked("customer", -1500))


def test_every_kind_of_sale_has_a_role() -> None:
    assert [role_of(kind) for kind in ("slots", "penalty", "strange")] == [
        "sales.slots",
        "penalty",
        "sales.other",
    ]


LINES = st.builds(
    BilledLine,
    st.sampled_from(["subscription", "slots", "service", "fee", "penalty", "error"]),
    st.integers(-(10**8), 10**8),
    st.none()
    | st.builds(
        lambda days: Period(ISSUED, date.fromordinal(ISSUED.toordinal() + days)), st.integers(1, 800)
    ),
)


@given(st.lists(LINES, min_size=1, max_size=4), st.integers(-(10**7), 10**7))
def test_entries_balance_and_the_customer_owes_the_gross(lines: list[BilledLine], vat: int) -> None:
    billed = document(*lines, vat=vat)
    entries = [sale_entry(billed), *earned_entries(billed)]
    assert is_balanced(entries)
    owed = sum(line.cents for entry in entries for line in entry.lines if line.role == "customer")
    assert owed == vat + sum(line.net_cents for line in lines)
    assert sum(line.cents for entry in entries for line in entry.lines if line.role == "deferred") == 0


def test_a_deposit_is_revenue_once_its_service_is_delivered() -> None:
    day = date(2026, 5, 22)
    entry = deposit_entry(DepositEarned("INV-1", "acme", "Acme", date(2026, 3, 2), day, 82500))
    assert entry.on == day
    assert entry.lines == (Booked("deposit", 82500), Booked("sales.service", -82500))
    assert is_balanced([entry])
