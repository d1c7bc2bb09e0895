"""The year of settlement and what of it is still to be billed."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.acts.commissions import commission_drafts, next_commission, settlement, use_of, year_of
from saasctl.acts.contracts import load_contract
from saasctl.acts.terms import TermsBook
from saasctl.operations.commissions import DeclarationGiven, SaleGiven, declare_sales


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    made.seller("ksaar")
    made.setting("ksaar", "commission.due_days", "30")
    made.org("acme", "ksaar")
    made.sub("acme", "free", "monthly", 1, "2026-01-01")
    yield made
    made.store.close()


def declare(desk: Desk, month: int, year: int = 2026) -> None:
    given = DeclarationGiven(date(year, month, 1), (SaleGiven(Decimal("10.00"), 100),))
    declare_sales(desk.store, "acme", given, on("2027-12-31"))


def test_a_year_whose_last_month_is_declared_is_settled_on_the_day_after(desk: Desk) -> None:
    for month in (1, 12):
        declare(desk, month)
    with desk.store.reading() as tx:
        contract = load_contract(tx, 1)
        terms_on = TermsBook(tx).of(contract)
        use = use_of(tx, contract, terms_on)
        drafts = commission_drafts(contract, use, terms_on, date(2027, 1, 1))
        assert [(one.obligation_on.isoformat(), one.due_path) for one in drafts] == [
            ("2026-02-01", "invoice.due_days"),
            ("2027-01-01", "invoice.due_days"),
            ("2027-01-01", "commission.due_days"),
        ]
        assert drafts[-1].lines[0].net_cents == 60_000 - 50_000
        assert next_commission(contract, use, terms_on) == date(2026, 2, 1)


def test_a_year_whose_last_month_is_missing_waits_a_month(desk: Desk) -> None:
    declare(desk, 1)
    with desk.store.reading() as tx:
        contract = load_contract(tx, 1)
        terms_on = TermsBook(tx).of(contract)
        use = use_of(tx, contract, terms_on)
        assert len(commission_drafts(contract, use, terms_on, date(2027, 1, 31))) == 1
        assert len(commission_drafts(contract, use, terms_on, date(2027, 2, 1))) == 2
        year = year_of(contract, use, terms_on, date(2026, 8, 1))
        found, statements = settlement(use, terms_on, year)
        assert (found.months, len(statements), found.balance.cents) == (1, 1, 5_000)


def test_the_billed_year_equals_its_statements(desk: Desk) -> None:
    for month in range(1, 13):
        declare(desk, month)
    desk.bill("2027-01-01")
    total = "SELECT sum(net_cents) FROM invoice WHERE kind = 'commission'"
    assert desk.rows(total) == [(12 * 30_000,)]
    assert desk.bill("2029-01-01") == ()
