"""Reference rates: what is known is dated, what is not known is refused."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saasctl.errors.rates import MissingRate, RateExists
from saasctl.terms.law.rates import Rate, RateKind, half_of, half_period, packaged_rates
from saasctl.terms.law.statutes import statute

RATES = packaged_rates()


def row(kind: RateKind, from_on: str, percent: str) -> Rate:
    return Rate(kind, date.fromisoformat(from_on), Decimal(percent), "a test")


@pytest.mark.parametrize(
    ("half", "legal", "ecb", "default_rate", "floor"),
    [
        ("2019-S1", "0.86", "0.00", "10.00", "2.58"),
        ("2019-S2", "0.87", "0.00", "10.00", "2.61"),
        ("2020-S1", "0.87", "0.00", "10.00", "2.61"),
        ("2020-S2", "0.84", "0.00", "10.00", "2.52"),
        ("2021-S1", "0.79", "0.00", "10.00", "2.37"),
        ("2021-S2", "0.76", "0.00", "10.00", "2.28"),
        ("2022-S1", "0.76", "0.00", "10.00", "2.28"),
        ("2022-S2", "0.77", "0.00", "10.00", "2.31"),
        ("2023-S1", "2.06", "2.50", "12.50", "6.18"),
        ("2023-S2", "4.22", "4.00", "14.00", "12.66"),
        ("2024-S1", "5.07", "4.50", "14.50", "15.21"),
        ("2024-S2", "4.92", "4.25", "14.25", "14.76"),
        ("2025-S1", "3.71", "3.15", "13.15", "11.13"),
        ("2025-S2", "2.76", "2.15", "12.15", "8.28"),
        ("2026-S1", "2.62", "2.15", "12.15", "7.86"),
        ("2026-S2", "2.75", "2.40", "12.40", "8.25"),
    ],
)
def test_published_rates_of_each_half_year(
    half: str, legal: str, ecb: str, default_rate: str, floor: str
) -> None:
    law = statute("L441-10-II").numbers
    assert RATES.legal_interest(half).percent == Decimal(legal)
    assert RATES.ecb_rate_of(half).percent == Decimal(ecb)
    assert RATES.ecb_rate_of(half).percent + law["default_points"] == Decimal(default_rate)
    assert RATES.legal_interest(half).percent * law["floor_multiple"] == Decimal(floor)


@pytest.mark.parametrize(
    ("on", "percent"),
    [
        pytest.param("2016-03-16", "0.00", id="first-day-of-the-table"),
        pytest.param("2019-06-06", "0.00", id="unchanged-for-years"),
        pytest.param("2022-07-26", "0.00", id="day-before-a-change"),
        pytest.param("2022-07-27", "0.50", id="day-of-a-change"),
        pytest.param("2026-02-01", "2.15", id="DX-17-due-date"),
        pytest.param("2026-06-17", "2.40", id="change-in-june"),
        pytest.param("2026-12-31", "2.65", id="end-of-the-last-half-year"),
    ],
)
def test_the_ecb_rate_runs_from_its_day_to_the_next_change(on: str, percent: str) -> None:
    assert RATES.ecb_rate_on(date.fromisoformat(on)).percent == Decimal(percent)


def test_the_legal_rate_changes_with_the_half_year() -> None:
    assert RATES.legal_interest_on(date(2025, 6, 30)).percent == Decimal("3.71")
    assert RATES.legal_interest_on(date(2025, 7, 1)).percent == Decimal("2.76")


def test_a_half_year_without_a_legal_rate_names_itself_and_the_command() -> None:
    with pytest.raises(MissingRate) as refusal:
        RATES.legal_interest_on(date(2027, 3, 1))
    error = refusal.value
    assert (error.exit, error.code, error.half) == (7, "RATE-MISSING", "2027-S1")
    assert error.message == "no legal-interest rate is known for 2027-S1"
    assert error.fix == (
        "saasctl terms rates add legal-interest --half 2027-S1 --percent PERCENT --source SOURCE"
    )
    assert error.why == "known from 2019-01-01 to 2026-12-31; a rate is never guessed"


@pytest.mark.parametrize("on", ["2027-01-01", "2027-06-30", "2016-03-15"])
def test_the_ecb_rate_is_unknown_outside_the_table(on: str) -> None:
    with pytest.raises(MissingRate, match="no ecb-mro rate is known"):
        RATES.ecb_rate_on(date.fromisoformat(on))


def test_the_refusal_of_an_ecb_rate_shows_the_day_to_add() -> None:
    with pytest.raises(MissingRate) as refusal:
        RATES.ecb_rate_on(date(2027, 2, 10))
    assert refusal.value.fix == (
        "saasctl terms rates add ecb-mro --from 2027-01-01 --percent PERCENT --source SOURCE"
    )


def test_an_added_row_makes_its_half_year_known_and_no_other() -> None:
    rates = RATES.with_added(
        [row("ecb-mro", "2027-01-01", "2.65"), row("legal-interest", "2027-01-01", "2.80")]
    )
    assert rates.ecb_rate_on(date(2027, 6, 30)).percent == Decimal("2.65")
    assert rates.legal_interest("2027-S1").added
    assert rates.known_until("ecb-mro") == rates.known_until("legal-interest") == date(2027, 6, 30)
    with pytest.raises(MissingRate):
        rates.ecb_rate_on(date(2027, 7, 1))
    assert RATES.known_until("ecb-mro") == date(2026, 12, 31), "the packaged value is not touched"


def test_a_later_row_does_not_vouch_for_the_half_years_before_it() -> None:
    rates = RATES.with_added([row("ecb-mro", "2029-03-14", "3.00")])
    assert rates.ecb_rate_on(date(2029, 3, 14)).percent == Decimal("3.00")
    assert rates.known_until("ecb-mro") == date(2026, 12, 31)
    for day in (date(2027, 1, 1), date(2028, 12, 31), date(2029, 3, 13)):
        with pytest.raises(MissingRate):
            rates.ecb_rate_on(day)


def test_a_decision_within_the_last_half_year_can_be_added_on_its_day() -> None:
    rates = RATES.with_added([row("ecb-mro", "2026-11-04", "2.90")])
    assert rates.ecb_rate_on(date(2026, 11, 3)).percent == Decimal("2.65")
    assert rates.ecb_rate_on(date(2026, 12, 31)).percent == Decimal("2.90")


def test_a_known_rate_is_replaced_only_on_request() -> None:
    other = row("legal-interest", "2026-07-01", "2.76")
    with pytest.raises(RateExists) as refusal:
        RATES.with_added([other])
    assert (refusal.value.exit, refusal.value.message) == (
        6,
        "legal-interest from 2026-07-01 is 2.75 %, not 2.76 %",
    )
    replaced = RATES.with_added([other], replacing=True)
    assert replaced.legal_interest("2026-S2").percent == Decimal("2.76")
    assert len(replaced.known) == len(RATES.known)


def test_replacing_an_old_row_leaves_the_years_after_it_known() -> None:
    rates = RATES.with_added([row("ecb-mro", "2016-03-16", "0.05")], replacing=True)
    assert rates.ecb_rate_on(date(2021, 1, 1)).percent == Decimal("0.05")


def test_the_same_rate_again_changes_nothing() -> None:
    assert RATES.with_added([row("legal-interest", "2026-07-01", "2.750")]) == RATES


def test_every_row_names_its_source() -> None:
    assert all(rate.source for rate in RATES.known)
    assert [rate.half for rate in RATES.of("legal-interest")][:2] == ["2019-S1", "2019-S2"]


@pytest.mark.parametrize("text", ["2027", "2027-S3", "2027-H1", "27-S1", "2027-S", "", "২০২৭-S1"])
def test_a_half_year_has_one_spelling(text: str) -> None:
    with pytest.raises(ValueError, match="2027-S1"):
        half_period(text)


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_every_day_lies_in_its_half_year(on: date) -> None:
    period = half_period(half_of(on))
    assert on in period
    assert 181 <= period.days <= 184
