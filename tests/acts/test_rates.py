"""The rates a store knows: the packaged ones, and over them the operator's last word for a day."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.acts.rates import added_rates, rates_of
from saasctl.errors.rates import MissingRate, RateExists
from saasctl.operations.term_rates import add_rate, list_rates, read_rate
from saasctl.terms.law.rates import packaged_rates
from saasctl.values.act import Act


def desk_with(folder: Path, *rows: tuple[str, str, str]) -> Desk:
    desk = new_desk(folder)
    with desk.store.transaction(Act(on=date(2026, 1, 1))) as tx:
        for kind, from_on, percent in rows:
            row = {"kind": kind, "from_on": from_on, "percent": percent, "source": "x"}
            tx.insert("reference_rate", row)
    return desk


def test_without_rows_of_its_own_a_store_knows_the_packaged_rates(tmp_path: Path) -> None:
    desk = desk_with(tmp_path)
    with desk.store.reading() as tx:
        assert rates_of(tx) == packaged_rates()
    desk.store.close()


def test_of_several_rows_for_a_day_the_last_counts(tmp_path: Path) -> None:
    half = ("legal-interest", "2026-01-01")
    desk = desk_with(tmp_path, (*half, "2.70"), (*half, "2.80"), (*half, "2.71"))
    with desk.store.reading() as tx:
        assert rates_of(tx).legal_interest("2026-S1").percent == Decimal("2.71")
        assert [rate.percent for rate in added_rates(tx)] == [
            Decimal("2.70"),
            Decimal("2.80"),
            Decimal("2.71"),
        ]
    desk.store.close()


def test_a_row_of_the_packaged_percentage_brings_it_back(tmp_path: Path) -> None:
    """2.62 % ships for 2026-S1."""
    half = ("legal-interest", "2026-01-01")
    desk = desk_with(tmp_path, (*half, "2.70"), (*half, "2.62"))
    with desk.store.reading() as tx:
        assert rates_of(tx).legal_interest("2026-S1").percent == Decimal("2.62")
    desk.store.close()


def test_an_added_rate_is_known_afterwards_and_replaced_only_when_asked(tmp_path: Path) -> None:
    desk = new_desk(tmp_path)
    with desk.store.reading() as tx, pytest.raises(MissingRate, match="2027-S1"):
        rates_of(tx).legal_interest("2027-S1")
    rate = read_rate("legal-interest", "2027-S1", None, "2.50", "JO")
    add_rate(desk.store, rate, on("2026-12-20"), replacing=False)
    assert "already" in add_rate(desk.store, rate, on("2026-12-20"), replacing=False).told
    other = read_rate("legal-interest", "2027-S1", None, "2.60", "JO, corrected")
    with pytest.raises(RateExists):
        add_rate(desk.store, other, on("2026-12-20"), replacing=False)
    add_rate(desk.store, other, on("2026-12-20"), replacing=True)
    with desk.store.reading() as tx:
        assert rates_of(tx).legal_interest("2027-S1").percent == Decimal("2.60")
    assert ("legal-interest", "2.6", True) in [
        (row[0], row[3], row[5]) for row in list_rates(desk.store).rows
    ]
    desk.store.close()
