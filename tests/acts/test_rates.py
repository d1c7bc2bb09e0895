"""Reference rates of a store: packaged and added."""

from decimal import Decimal
from pathlib import Path

import pytest

from desk import new_desk, on
from saasctl.acts.rates import rates_of
from saasctl.errors.rates import MissingRate, RateExists
from saasctl.operations.term_rates import add_rate, list_rates, read_rate


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
