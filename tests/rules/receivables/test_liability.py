"""The four formulas of the cap, worked by hand from the rulebooks."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saasctl.rules.calendars.months import nth_period
from saasctl.rules.receivables.liability import Facts, Fee, Reading, Receipt, alternatives, cap_of, reading_of
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Terms
from saasctl.values.period import Period

START = date(2026, 2, 1)
ALL = Fraction(1)


def fee(period: Period, net: int, paid: Fraction = ALL) -> Fee:
    return Fee(period, Fraction(net), Fraction(net * 6, 5), paid)


def monthly(anchor: date, prices: list[int], event: date) -> Facts:
    periods = [nth_period(anchor, 1, n) for n in range(len(prices))]
    current = next(period for period in periods if event in period)
    fees = tuple(fee(period, price) for period, price in zip(periods, prices, strict=True))
    return Facts(anchor, 1, current, fees, ())


def annual(nets: list[int], event: date) -> Facts:
    year = nth_period(START, 12, (event.year - START.year) - ((event.month, event.day) < (2, 1)))
    return Facts(START, 12, year, tuple(fee(year, net) for net in nets), ())


K = Reading(("paid-annual-period",), Fraction(4, 5), "net", 12, "last-periods", "elapsed-days")


@pytest.mark.parametrize(
    ("facts", "reading", "event", "cap"),
    [
        pytest.param(
            monthly(START, [20000] * 9, date(2026, 10, 31)), K, date(2026, 10, 31), 144000, id="KX-19a"
        ),
        pytest.param(annual([1200000], date(2026, 10, 31)), K, date(2026, 10, 31), 718027, id="KX-19b"),
        pytest.param(
            annual([1200000], date(2026, 10, 31)),
            replace(K, first_year="elapsed-months"),
            date(2026, 10, 31),
            720000,
            id="KX-19b-by-months",
        ),
        pytest.param(
            annual([1200000], date(2026, 10, 31)),
            replace(K, first_year="whole-payment"),
            date(2026, 10, 31),
            960000,
            id="KX-19b-whole",
        ),
        pytest.param(annual([1200000, 60000], date(2027, 6, 1)), K, date(2027, 6, 1), 1008000, id="KX-19c"),
        pytest.param(
            monthly(START, [20000] * 14, date(2027, 3, 15)), K, date(2027, 3, 15), 192000, id="KX-19d"
        ),
        pytest.param(
            monthly(START, [20000] * 14, date(2027, 3, 15)),
            replace(K, monthly="since-anniversary"),
            date(2027, 3, 15),
            32000,
            id="KX-19d-anniversary",
        ),
        pytest.param(
            monthly(START, [9900] * 8 + [14900] * 6, date(2027, 3, 15)),
            Reading(("last-fees",), ALL, "net", 12, "last-periods", "whole-payment"),
            date(2027, 3, 15),
            148800,
            id="SX-24",
        ),
    ],
)
def test_the_cap_of_the_rulebooks(facts: Facts, reading: Reading, event: date, cap: int) -> None:
    assert cap_of(reading, facts, event).cents == cap


def test_the_lowest_of_three_sums_is_the_cap() -> None:
    # BX-23: paid 4,500.00 of 6,000.00 invoiced, the part concerned costs 1,200.00
    reading = Reading(
        ("paid-for-period", "invoiced-for-period", "price-of-part"), ALL, "net", 12, "last-periods", ""
    )
    year = nth_period(START, 12, 0)
    facts = Facts(START, 12, year, (fee(year, 600000, Fraction(3, 4)),), (), 120000)
    found = cap_of(reading, facts, date(2026, 6, 1))
    assert [one.cents for one in found.sums] == [450000, 600000, 120000]
    assert found.cents == 120000
    assert cap_of(reading, replace(facts, part_cents=None), date(2026, 6, 1)).cents == 450000


def test_the_same_day_a_year_before_lies_outside() -> None:
    # DX-31
    receipts = tuple(
        Receipt(date.fromisoformat(day), Fraction(cents), Fraction(cents * 5, 6))
        for day, cents in (("2025-09-15", 240000), ("2025-10-01", 24000), ("2026-09-15", 24000))
    )
    event = date(2026, 9, 15)
    facts = Facts(START, 12, nth_period(START, 12, 0), (), receipts)
    reading = Reading(("paid-before-event",), ALL, "gross", 12, "last-periods", "")
    assert cap_of(reading, facts, event).cents == 48000
    assert cap_of(replace(reading, amounts="net"), facts, event).cents == 40000


def test_the_readings_of_a_profile_are_printed_beside_the_one_in_force() -> None:
    terms = Terms(load_profile("kantree"))
    reading = reading_of(terms)
    assert reading == K
    assert [name for name, _ in alternatives(terms, reading)] == [
        "liability.monthly=since-anniversary",
        "liability.first_year=elapsed-months",
        "liability.first_year=whole-payment",
        "liability.amounts=gross",
    ]


@given(st.lists(st.integers(0, 10**6), min_size=14, max_size=14))
def test_a_cap_is_never_more_than_its_share_of_what_was_paid(prices: list[int]) -> None:
    facts = monthly(START, prices, date(2027, 3, 15))
    assert cap_of(K, facts, date(2027, 3, 15)).cents * 5 <= sum(prices) * 4 + 5
