"""Refusals about rates carry the command that mends them."""

from datetime import date

from saasctl.errors.base import Conflict, NotConfigured
from saasctl.errors.rates import MissingRate, RateExists


def test_a_missing_legal_rate_is_added_by_half_year() -> None:
    error = MissingRate("legal-interest", "2027-S1", date(2027, 1, 1), "none is known")
    assert isinstance(error, NotConfigured)
    assert error.exit == 7
    assert error.fix == (
        "saasctl terms rates add legal-interest --half 2027-S1 --percent PERCENT --source SOURCE"
    )


def test_a_missing_ecb_rate_is_added_by_day() -> None:
    error = MissingRate("ecb-mro", "2027-S1", date(2027, 1, 1), "none is known")
    assert error.fix == "saasctl terms rates add ecb-mro --from 2027-01-01 --percent PERCENT --source SOURCE"


def test_a_known_rate_conflicts_with_another() -> None:
    error = RateExists("ecb-mro", date(2027, 1, 1), "2.65", "2.90")
    assert isinstance(error, Conflict)
    assert (error.exit, error.fix) == (6, "repeat the command with --replace")
