"""Figures of the contract: what is unused of the period, billed or not, and what is left to bill."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.acts.case_figures import figures_of
from saasctl.acts.contracts import load_contracts
from saasctl.acts.terms import TermsBook
from saasctl.rules.lifecycle.cases import Happened
from saasctl.store.queries.contracts import subscriptions_of

D = date.fromisoformat
NAMES = ("unused-fee", "period-fee", "year-fee", "remaining-instalments", "unpaid-invoices")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A customer of Koban, EUR 3,650.00 a year from 2026-01-01."""
    found = new_desk(tmp_path)
    found.org("acme", found.seller("koban"))
    yield found
    found.store.close()


def figures(desk: Desk, opened: str) -> dict[str, int]:
    with desk.store.reading() as tx:
        contracts = load_contracts(tx, subscriptions_of(tx, 1))
        known = Happened({}, {"opened": D(opened)}, D(opened))
        return figures_of(tx, TermsBook(tx), contracts, NAMES, known, ())


def test_the_fee_of_a_year_from_the_day_after_the_start_is_unused(desk: Desk) -> None:
    """BX-19: 3,650.00 x 296/365 = 2,960.00, before and after it is billed."""
    desk.sub("acme", "pro", "annual", 1, "2026-01-01", "3650.00")
    before = figures(desk, "2026-03-10")
    assert (before["unused-fee"], before["period-fee"], before["remaining-instalments"]) == (
        296000,
        365000,
        365000,
    )
    desk.bill("2026-01-01")
    after = figures(desk, "2026-03-10")
    assert after == {
        "unused-fee": 296000,
        "period-fee": 365000,
        "year-fee": 365000,
        "remaining-instalments": 0,
        "unpaid-invoices": 438000,
    }


def test_of_a_month_the_days_after_the_start(desk: Desk) -> None:
    """BX-19: billed monthly, 21/31 of March: 310.00 x 21/31 = 210.00."""
    desk.sub("acme", "pro", "monthly", 1, "2026-01-01", "310.00")
    desk.bill("2026-03-01")
    found = figures(desk, "2026-03-10")
    assert (found["unused-fee"], found["year-fee"]) == (21000, 372000)


def test_a_price_that_nobody_set_gives_no_figure(desk: Desk) -> None:
    desk.sub("acme", "pro", "monthly", 1, "2026-01-01")
    assert "unused-fee" not in figures(desk, "2026-01-10")
    assert on("2026-01-10").on == D("2026-01-10")
