"""Statements and reconciliations by SX-11 to SX-13."""

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saasctl.rules.metering.bands import Sale
from saasctl.rules.metering.commissions import (
    MonthOfUse,
    minimum_of,
    settle,
    statement_of,
    year_holding,
)
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Answer, Terms
from saasctl.values.money import Money
from saasctl.values.period import Period

PROFILE = load_profile("ksaar")
SX_12 = ("180", "200", "240", "250", "260", "300", "310", "400", "420", "450", "500", "616.40")
WHOLE = Answer("commission.bands", "from:1,to:900,percent:100", "x", date(2020, 1, 1))
YEAR = Period(date(2026, 1, 1), date(2027, 1, 1))


def terms(**answers: str) -> Terms:
    held = {f"commission.{path}": text for path, text in answers.items()}
    return Terms(PROFILE, {path: Answer(path, text, "x", date(2020, 1, 1)) for path, text in held.items()})


def month(number: int, *sales: tuple[str, int], last: int | None = None, paid: bool = True) -> MonthOfUse:
    used = Period.through(date(2026, number, 1), date(2026, number, last or monthrange(2026, number)[1]))
    sold = tuple(Sale(Money.of(price), count, "end-user") for price, count in sales)
    return MonthOfUse(date(2026, number, 1), sold, used, paid)


def settled(held: Terms, months: int, sales: int, failed: int = 0) -> tuple[str, str, str]:
    """Settle months of as many sales at 10.00, which owe 3.00 each; the first debits may have failed."""
    statements = [statement_of(held, month(number, ("10.00", sales))) for number in range(1, months + 1)]
    found = settle(held, YEAR, statements, [number < failed for number in range(months)])
    return str(found.total), str(found.advances), str(found.balance)


def test_a_statement_shows_the_advance_that_is_not_used() -> None:
    found = statement_of(terms(), month(3, ("49.00", 8), ("120.00", 3)))
    assert (str(found.commission), str(found.advance), str(found.unused)) == ("189.60", "250.00", "60.40")


def test_above_the_minimum_nothing_of_it_is_unused() -> None:
    found = statement_of(terms(), month(3, ("10.00", 100)))
    assert (str(found.commission), str(found.unused)) == ("300.00", "0.00")


def twelve(**answers: str) -> tuple[str, str, str]:
    """Settle the months of SX-12, each one sale whose whole price is owed."""
    held = terms(**answers).with_overrides({WHOLE.path: WHOLE})
    statements = [statement_of(held, month(number, (amount, 1))) for number, amount in enumerate(SX_12, 1)]
    found = settle(held, YEAR, statements, [False] * len(statements))
    return str(found.total), str(found.advances), str(found.balance)


def test_the_minimums_are_deducted_from_the_year() -> None:
    assert twelve() == ("4126.40", "3000.00", "1126.40")
    assert twelve(settled="monthly")[2] == "1256.40"


@pytest.mark.parametrize(
    ("answers", "failed", "advances", "balance"),
    [
        pytest.param({}, 0, "1750.00", "350.00", id="SX-13"),
        pytest.param({}, 1, "1750.00", "350.00", id="SX-13-failed-debit-deducted"),
        pytest.param({"failed_debit": "not-deducted"}, 1, "1500.00", "600.00", id="not-deducted"),
    ],
)
def test_seven_months_owe_seven_minimums(
    answers: dict[str, str], failed: int, advances: str, balance: str
) -> None:
    assert settled(terms(**answers), 7, 100, failed) == ("2100.00", advances, balance)


def test_a_year_below_its_minimums_gives_nothing_back() -> None:
    assert settled(terms(), 12, 50) == ("1800.00", "3000.00", "0.00")


@pytest.mark.parametrize(
    ("answers", "last", "paid", "owed"),
    [
        pytest.param({}, 10, False, "250.00", id="whole-and-on-every-plan"),
        pytest.param({"minimum_month": "by-days"}, 10, True, "80.65", id="250-x-10/31"),
        pytest.param({"minimum_plans": "paid"}, None, False, "0.00", id="paid-plans-alone"),
        pytest.param({"minimum_plans": "paid"}, None, True, "250.00", id="a-paid-plan"),
    ],
)
def test_a_month_of_use_owes_the_minimum(
    answers: dict[str, str], last: int | None, paid: bool, owed: str
) -> None:
    assert str(minimum_of(terms(**answers), month(3, last=last, paid=paid)).owed) == owed


@pytest.mark.parametrize(
    ("answers", "asked", "first"),
    [
        pytest.param({}, date(2027, 5, 1), date(2026, 6, 1), id="last-month"),
        pytest.param({}, date(2027, 6, 1), date(2027, 6, 1), id="next-year"),
        pytest.param({"year": "calendar"}, date(2027, 5, 1), date(2027, 1, 1), id="calendar"),
    ],
)
def test_a_year_runs_from_the_first_month_of_use(answers: dict[str, str], asked: date, first: date) -> None:
    assert year_holding(terms(**answers), date(2026, 6, 1), asked).start == first


@given(st.lists(st.integers(0, 400), min_size=1, max_size=12))
def test_a_year_is_the_sum_of_its_statements(counts: list[int]) -> None:
    held = terms()
    statements = [
        statement_of(held, month(place, *([("10.00", count)] if count else ())))
        for place, count in enumerate(counts, 1)
    ]
    found = settle(held, YEAR, statements, [False] * len(statements))
    assert found.total.cents == sum(one.commission.cents for one in statements) == 300 * sum(counts)
    assert found.advances.cents == sum(one.advance.cents for one in statements) == 25_000 * len(counts)
    assert found.balance.cents == max(0, found.total.cents - found.advances.cents)
