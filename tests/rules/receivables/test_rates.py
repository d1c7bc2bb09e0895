"""Annual rates by the formula of the terms, worked from the published tables."""

from datetime import date
from decimal import Decimal

import pytest

from saasctl.errors.rates import MissingRate
from saasctl.rules.receivables.rates import RateRule, annual_percent, in_words, rate_changes
from saasctl.terms.law.rates import packaged_rates

D = date.fromisoformat
RATES = packaged_rates()
DUE = D("2026-02-01")


def rule(reading: str, multiple: str = "3", points: str = "10", fixed_at: str = "due-date") -> RateRule:
    return RateRule(reading, Decimal(multiple), Decimal(points), "ecb-mro", "professional", fixed_at)


@pytest.mark.parametrize(
    ("reading", "percent", "words"),
    [
        ("reference-plus-points", "12.15", "2.15 % + 10"),
        ("multiple-of-sum", "36.45", "3 x (2.15 + 10) %"),
        ("multiple-plus-points", "16.45", "3 x 2.15 % + 10"),
        ("legal-plus-points", "12.62", "2.62 % + 10"),
        ("multiple-of-legal-plus-points", "17.86", "3 x 2.62 % + 10"),
        ("multiple-of-legal", "7.86", "3 x 2.62 %"),
    ],
)
def test_the_six_readings_of_one_clause(reading: str, percent: str, words: str) -> None:
    """D-66: ECB 2.15, legal rate of the first half of 2026 2.62."""
    assert annual_percent(rule(reading), RATES, D("2026-03-20"), DUE) == Decimal(percent)
    assert in_words(rule(reading), RATES, D("2026-03-20"), DUE) == words


def test_a_rate_is_that_of_each_day_of_the_half_year_or_of_the_due_date() -> None:
    legal = "multiple-of-legal"
    july = D("2025-07-15")
    assert annual_percent(rule(legal, fixed_at="each-day"), RATES, july, D("2025-06-13")) == Decimal("8.28")
    assert annual_percent(rule(legal, fixed_at="half-year"), RATES, july, D("2025-06-13")) == Decimal("8.28")
    assert annual_percent(rule(legal, fixed_at="due-date"), RATES, july, D("2025-06-13")) == Decimal("11.13")


def test_the_days_from_which_a_rate_may_change() -> None:
    first, last = D("2025-05-01"), D("2026-02-01")
    legal = list(rate_changes(rule("multiple-of-legal", fixed_at="each-day"), RATES, first, last))
    assert legal == [D("2025-07-01"), D("2026-01-01")]
    assert list(rate_changes(rule("multiple-of-legal"), RATES, first, last)) == []
    each = set(rate_changes(rule("reference-plus-points", fixed_at="each-day"), RATES, first, last))
    assert {rate.from_on for rate in RATES.of("ecb-mro") if first < rate.from_on <= last} <= each


def test_no_rate_is_guessed() -> None:
    with pytest.raises(MissingRate):
        annual_percent(rule("multiple-of-legal", fixed_at="each-day"), RATES, D("2031-01-01"), DUE)
    private = RateRule("multiple-of-legal", Decimal(3), Decimal(0), "ecb-mro", "private", "each-day")
    with pytest.raises(MissingRate, match="private"):
        annual_percent(private, RATES, DUE, DUE)
