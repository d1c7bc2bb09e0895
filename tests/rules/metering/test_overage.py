"""Use above the plan by SX-20, with the other readings."""

from datetime import date

import pytest

from saasctl.errors.terms import BlankTerm
from saasctl.rules.metering.overage import (
    BilledUse,
    MonthReadings,
    excess_of,
    overage_metrics,
    price_of,
    supplement_of,
)
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Answer, Terms

PROFILE = load_profile("ksaar")
MARCH = MonthReadings(date(2026, 3, 1), 63, 48 + 63 + 56, 3, 56)
GRID = "up_to:50,price:99.00; up_to:200,price:149.00"


def terms(**answers: str) -> Terms:
    held = {f"overage.end_users.{path}": text for path, text in answers.items()}
    held["plan.business.end_users"] = "50"
    return Terms(PROFILE, {path: Answer(path, text, "x", date(2020, 1, 1)) for path, text in held.items()})


@pytest.mark.parametrize(
    ("answers", "value", "on", "net"),
    [
        pytest.param({"price": "2.00"}, 63, date(2026, 4, 1), "26.00", id="SX-20"),
        pytest.param({"price": "2.00", "billed": "per-head"}, 63, date(2026, 4, 1), "26.00", id="per-head"),
        pytest.param({"price": "2.00", "counted": "average"}, 56, date(2026, 4, 1), "12.00", id="average"),
        pytest.param(
            {"price": "2.00", "counted": "month-end"}, 56, date(2026, 4, 1), "12.00", id="month-end"
        ),
        pytest.param({"grid": GRID}, 63, date(2026, 4, 1), "50.00", id="next-band"),
    ],
)
def test_what_lies_above_the_plan_is_billed(answers: dict[str, str], value: int, on: date, net: str) -> None:
    held = terms(**answers)
    found = excess_of(held, "end_users", "business", MARCH)
    assert found is not None
    assert (found.value, found.on) == (value, on)
    priced = price_of(held, found)
    assert str(priced.unit_price.times(priced.quantity)) == net


THREE_BANDS = "up_to:50,price:99.00; up_to:60,price:120.00; up_to:200,price:149.00"


@pytest.mark.parametrize(
    ("answers", "billed", "more"),
    [
        pytest.param({"price": "2.00"}, BilledUse(5, 1000, 55, 1), 1600, id="8-more"),
        pytest.param({"price": "2.00"}, BilledUse(13, 2600, 63, 1), None, id="all-billed"),
        pytest.param({"price": "2.00"}, BilledUse(20, 4000, 70, 2), None, id="more-was-billed"),
        pytest.param({"grid": THREE_BANDS}, BilledUse(1, 2100, 58, 1), 2900, id="one-band-higher"),
        pytest.param({"grid": THREE_BANDS}, BilledUse(1, 5000, 61, 1), None, id="same-band"),
        pytest.param({"grid": THREE_BANDS}, BilledUse(13, 2600, 63, 1), None, id="terms-changed-since"),
    ],
)
def test_a_late_reading_adds_what_was_not_billed(
    answers: dict[str, str], billed: BilledUse, more: int | None
) -> None:
    held = terms(**answers)
    found = excess_of(held, "end_users", "business", MARCH)
    assert found is not None
    added = supplement_of(held, found, billed)
    assert (added and added.quantity * added.unit_price.cents) == more


def test_the_number_of_the_plan_itself_is_within_it() -> None:
    fifty = MonthReadings(date(2026, 3, 1), 50, 50, 1, 50)
    assert excess_of(terms(), "end_users", "business", fifty) is None
    assert excess_of(terms(), "end_users", "starter", MARCH) is None


@pytest.mark.parametrize(
    ("answers", "path"),
    [
        pytest.param({}, "overage.end_users.price", id="nothing-written"),
        pytest.param({"price": "2.00", "grid": GRID}, "overage.end_users.billed", id="both-written"),
        pytest.param({"grid": "up_to:60,price:99.00"}, "overage.end_users.grid", id="above-the-grid"),
    ],
)
def test_a_price_that_is_not_written_is_refused(answers: dict[str, str], path: str) -> None:
    held = terms(**answers)
    found = excess_of(held, "end_users", "business", MARCH)
    assert found is not None
    with pytest.raises(BlankTerm) as refused:
        price_of(held, found)
    assert refused.value.path == path


def test_the_metrics_are_the_terms() -> None:
    assert overage_metrics(Terms(PROFILE)) == ("end_users",)
