"""The end that force majeure brings by itself credits what was billed beyond its use (B-122)."""

from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.operations.cases import CaseGiven, open_case
from saasctl.operations.corrections import CreditGiven, credit_invoice
from saasctl.operations.daily import run_daily
from saasctl.values.money import Money

NOTES = """
SELECT c.obligation_on, i.number, c.net_cents, c.vat_cents, r.balance_cents FROM invoice c
JOIN invoice i ON i.id = c.corrects_id JOIN receivable r ON r.invoice_id = i.id ORDER BY c.id
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a store with a yearly contract at 365.00 from 1 January 2026, billed."""
    made = new_desk(tmp_path)
    made.org("acme", made.seller("koban"))
    made.sub("acme", "pro", "annual", 1, "2026-01-01", "365.00")
    made.bill("2026-01-01")
    return made


def flooded(desk: Desk, day: str) -> None:
    open_case(desk.store, "acme", "force-majeure", CaseGiven((("event", "flood"),)), on(day))


def test_the_unused_fee_is_credited_once_on_the_day_of_the_end(desk: Desk) -> None:
    """From 20 April 110 days are used: 255.00 come back on 21 June, 306.00 with VAT, of 438.00."""
    flooded(desk, "2026-04-20")
    run_daily(desk.store, on("2026-06-20"))
    assert desk.rows(NOTES) == []
    run_daily(desk.store, on("2026-07-05"))
    run_daily(desk.store, on("2026-07-06"))
    assert desk.rows(NOTES) == [("2026-06-21", "INV-2026-000001", -25500, -5100, 13200)]


def test_suspended_days_count_as_used_where_a_setting_says_so(desk: Desk) -> None:
    """To the day before the end, 20 June, 171 days: 194.00."""
    desk.setting("koban", "force_majeure.used", "to-end-day")
    flooded(desk, "2026-04-20")
    run_daily(desk.store, on("2026-07-05"))
    assert [row[2] for row in desk.rows(NOTES)] == [-19400]


def test_what_was_credited_for_the_event_before_counts(desk: Desk) -> None:
    flooded(desk, "2026-04-20")
    asked = CreditGiven(None, Money(5500).amount, "force-majeure", "agreed")
    credit_invoice(desk.store, "INV-2026-000001", asked, on("2026-05-02"))
    run_daily(desk.store, on("2026-07-05"))
    assert [row[2] for row in desk.rows(NOTES)] == [-5500, -20000]


def test_nothing_is_credited_where_the_period_was_held(desk: Desk) -> None:
    """A month that begins in the event was never billed."""
    desk.org("beta", "koban")
    desk.sub("beta", "pro", "monthly", 1, "2026-04-20", "30.00")
    open_case(desk.store, "beta", "force-majeure", CaseGiven((("event", "flood"),)), on("2026-04-20"))
    run_daily(desk.store, on("2026-07-05"))
    assert desk.rows(NOTES) == []
    assert desk.rows("SELECT ended_on FROM subscription WHERE id = 2") == [("2026-06-20",)]
