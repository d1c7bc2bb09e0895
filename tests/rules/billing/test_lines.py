"""The arithmetic of a line: one rounding, and the same numbers explained."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator import recompute
from saasctl.rules.billing.lines import Basis, line_step, price_step


@pytest.mark.parametrize(
    ("basis", "net", "text"),
    [
        pytest.param(Basis("whole", 12, 900), 10800, "12 x 9.00 = 108.00", id="KX-02"),
        pytest.param(
            Basis("actual", 3, 1000, days=20, days_total=30),
            2000,
            "3 x 10.00 x 20/30 days = 20.00",
            id="KX-03",
        ),
        pytest.param(
            Basis("actual", 2, 9600, 12, 12, 190, 365), 9995, "2 x 96.00 x 190/365 days = 99.95", id="KX-04"
        ),
        pytest.param(Basis("full", 3, 20000, 12, 12), 60000, "3 x 200.00 = 600.00", id="DX-28"),
        pytest.param(Basis("whole", 1, 118800, 1, 12), 9900, "1 x 1188.00 x 1/12 months = 99.00", id="S-15"),
        pytest.param(Basis("unit", 60, 500), 30000, "60 x 5.00 = 300.00", id="DX-11-credits"),
    ],
)
def test_a_line_is_computed_and_told_alike(basis: Basis, net: int, text: str) -> None:
    assert basis.net_cents == net
    assert line_step(basis, None).text == text


def test_a_unit_price_says_for_how_long_it_is() -> None:
    assert price_step(Basis("whole", 1, 9600, 12, 12), None).text == "unit price 96.00 for 12 months"


BASES = st.builds(
    Basis,
    st.sampled_from(["whole", "actual", "thirty", "month-fraction"]),
    st.integers(1, 500),
    st.integers(0, 10**7),
    st.sampled_from([1, 12]),
    st.sampled_from([1, 12]),
    st.just(1),
    st.just(1),
)


@given(BASES, st.integers(1, 366), st.integers(1, 366))
def test_the_explanation_recomputes_the_amount(basis: Basis, days: int, more: int) -> None:
    if basis.method != "whole":
        basis = Basis(
            basis.method,
            basis.quantity,
            basis.unit_price,
            basis.months,
            basis.price_months,
            days,
            days + more,
        )
    step = line_step(basis, None)
    assert recompute(step.expression, step.inputs) == step.result


@given(BASES)
def test_a_stored_basis_is_read_back(basis: Basis) -> None:
    assert Basis.from_stored(basis.as_stored(), basis.quantity, basis.unit_price) == basis
