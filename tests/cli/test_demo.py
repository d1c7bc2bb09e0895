"""The demo runs from the packaged data and shows the main job at 80 columns."""

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Result


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Result:
    from conftest import environment_in, run_forked

    folder = tmp_path_factory.mktemp("demo")
    return run_forked(["demo", "--keep", "kept"], folder, environment_in(folder))


def test_the_demo_shows_invoices_dates_and_an_explanation_of_each_vendor(shown: Result) -> None:
    assert shown.exit == 0, shown.stderr
    for words in (
        "KOBAN-INV-2026-000002",
        "KSAAR-INV-2026",
        "DESKAPAD-INV-2026",
        "3 x 9.00 x 20/30 days = 18.00",
    ):
        assert words in shown.stdout
    assert "deadline_on=2026-11-01" in shown.stdout


def test_the_demo_ends_a_contract_of_each_vendor_and_shows_what_is_due(shown: Result) -> None:
    last_days = ("2026-12-14", "2027-03-01", "2027-04-09", "2026-12-30")
    assert [f"last_day: {day}" in shown.stdout for day in last_days] == [True] * len(last_days)
    for words in ("payment-late", "halles/main: contract-end", "revenue_by_month"):
        assert words in shown.stdout


def test_the_demo_shows_support_clocks_of_two_vendors(shown: Result) -> None:
    """Koban: met after 45 minutes of 2 h, paused after 1 h, missed by 90 minutes; Ksaar by 1 h 40."""
    text = " ".join(shown.stdout.replace("│", " ").split())
    for words in (
        "37 % of 2 h, met",
        "25 % of 4 h, paused",
        "over by 1 h 30",
        "50 % of 4 h",
        "over by 1 h 40",
    ):
        assert words in text
    assert "paused 2026-11-25T17:00+01:00 to now" in text


def test_the_demo_shows_a_late_payer_of_each_vendor(shown: Result) -> None:
    """129.60 due 2025-07-15, at 8.28, 7.86 and 8.25 % for 169, 181 and 153 days: 14.50."""
    text = " ".join(shown.stdout.replace("│", " ").split())
    assert "INV-2025-000001 2025-07-16 503 14.50 40.00 54.50" in text
    for words in (
        "next: closing: possible from 2026-11-24",
        "next: termination: possible from 2026-12-05",
        "next: suspension: possible from 2026-12-06",
        "suspension: done on 2026-11-13",
    ):
        assert words in text


def test_the_demo_shows_money_received(shown: Result) -> None:
    """288.00 + 672.00 + 5,184.00 + 646.22 of halles, each on its own invoice."""
    text = " ".join(shown.stdout.replace("│", " ").split())
    assert "2026-04-14 5184.00" in text
    assert "KOBAN-INV-2026-000004" in text


def test_the_demo_states_a_commission_and_checks_use(shown: Result) -> None:
    """392.00 x 30 % + 360.00 x 20 % = 189.60 of the 250.00; 501 and 4 of 10,000; 13 end users at 2.00."""
    text = " ".join(shown.stdout.replace("│", " ").split())
    for words in (
        "unused_advance: 60.40",
        "5.01 5 campaign suspended",
        "63 50 26.00 EUR billed in 2026-12",
        "0.04 0.03 watch",
    ):
        assert words in text


def test_the_demos_year_has_a_reconciliation_an_audit_a_quote_and_a_buy_back(shown: Result) -> None:
    """189.60 + 30 x 49.00 x 30 % = 630.60 less 500.00; 1,000.00 x 1.10 + 200.00; 40 x 5.00 + 100.00."""
    text = " ".join(shown.stdout.replace("│", " ").split())
    for words in (
        "total: 630.60 advances: 500.00 balance: 130.60",
        "shortfall 1300.00 EUR yes 1560.00 customer 2026-12-01",
        "net: 300.00",
        "40 credits for 10 users 40",
        "available: 74",
    ):
        assert words in text


def test_the_demos_tables_fit_80_columns(shown: Result) -> None:
    tables = [line for line in shown.stdout.splitlines() if line.startswith(("╭", "│", "╰"))]
    assert tables
    assert max(len(line) for line in tables) <= 80


def test_a_kept_demo_is_not_overwritten(saasctl: Callable[..., Result], folder: Path) -> None:
    (folder / "kept").mkdir()
    (folder / "kept" / "demo.db").write_text("something else")
    assert saasctl("demo", "--keep", "kept").exit == 6
    assert (folder / "kept" / "demo.db").read_text() == "something else"
