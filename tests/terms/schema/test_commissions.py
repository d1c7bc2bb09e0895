"""What a profile may say of end users above a plan, commission on sales, and quotes."""

from decimal import Decimal

import pytest

from saasctl.terms.schema.commissions import COMMISSIONS
from saasctl.terms.schema.parameters import parameter_at


def read(path: str, raw: object) -> object:
    parameter = parameter_at(path)
    assert parameter is not None, path
    return parameter.kind.read(raw)


def test_bands_hold_exact_bounds_and_shares() -> None:
    bands = [
        {"from": "1.00", "to": "100.00", "percent": 30},
        {"from": "101.00", "to": "499.00", "percent": "20"},
    ]
    assert read("commission.bands", bands) == (
        {"from": Decimal("1.00"), "to": Decimal("100.00"), "percent": Decimal("30")},
        {"from": Decimal("101.00"), "to": Decimal("499.00"), "percent": Decimal("20")},
    )


def test_a_grid_of_end_users_may_be_given_as_a_setting() -> None:
    parameter = parameter_at("overage.end_users.grid")
    assert parameter is not None
    assert parameter.kind.parse("up_to:50,price:99.00; up_to:200,price:149.00") == (
        {"up_to": 50, "price": Decimal("99.00")},
        {"up_to": 200, "price": Decimal("149.00")},
    )


@pytest.mark.parametrize(
    ("path", "raw", "accepted"),
    [
        pytest.param("commission.bands", [{"from": "1.00", "percent": 30}], "missing: to", id="no-end"),
        pytest.param(
            "commission.bands", [{"from": 1.0, "to": "2", "percent": 30}], "never a float", id="float"
        ),
        pytest.param("commission.rate_above", "101", "percentage", id="over-a-hundred"),
        pytest.param("commission.minimum", 250, "amount in quotes", id="bare-number"),
        pytest.param("commission.minimum_by", "cash", "card", id="unknown-means"),
        pytest.param("commission.year_months", 13, "from 1 to 12", id="thirteen-months"),
        pytest.param("overage.end_users.counted", "median", "peak", id="unknown-count"),
    ],
)
def test_a_value_of_another_form_is_refused_with_what_is_accepted(
    path: str, raw: object, accepted: str
) -> None:
    with pytest.raises(ValueError, match=accepted):
        read(path, raw)


def test_every_parameter_of_commissions_is_found_by_its_path() -> None:
    for parameter in COMMISSIONS:
        assert parameter_at(parameter.path.replace("*", "x")) is parameter
