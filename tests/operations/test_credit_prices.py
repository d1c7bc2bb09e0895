"""Prices read from a profile, with a store's settings where there is one."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from desk import new_desk
from saasctl.acts.credit_terms import PriceAsked
from saasctl.operations.credit_prices import credit_price, credit_quote
from saasctl.rules.credits.purchase import Order


def test_a_price_needs_no_store() -> None:
    assert credit_price("deskapad", PriceAsked("room", Decimal(50)), None, None, None).credits == 11


def test_a_setting_of_the_store_counts_from_its_day(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    desk.seller("deskapad")
    desk.setting("deskapad", "credits.tier_bound", "exclusive", date(2026, 1, 1))
    before, _ = credit_quote("deskapad", Order(100, 10), desk.store, date(2025, 12, 31), None)
    after, warnings = credit_quote("deskapad", Order(100, 10), desk.store, date(2026, 1, 1), None)
    assert (str(before.net), str(after.net), warnings) == ("600.00", "580.00", ())
