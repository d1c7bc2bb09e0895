"""A price billed in parts."""

from datetime import date
from decimal import Decimal
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluator import recompute
from saasctl.rules.billing.parts import PlanStep, ShareBasis, parse_plan, parts_of, share_step
from saasctl.values.money import format_cents


@pytest.mark.parametrize(
    ("total", "deposit", "steps", "odd", "parts"),
    [
        pytest.param(275000, "30", ["40"], "last-invoice", [82500, 110000, 82500], id="BX-03c"),
        pytest.param(275000, "30", [], "last-invoice", [82500, 192500], id="no-plan"),
        pytest.param(10001, "30", ["33.33"], "last-invoice", [3000, 3333, 3668], id="balance-takes-the-cent"),
        pytest.param(10005, "30", ["40"], "last-invoice", [3002, 4002, 3001], id="halves-go-up"),
        pytest.param(10005, "30", ["40"], "deposit", [3001, 4002, 3002], id="deposit-takes-them"),
        pytest.param(10000, "0", ["50"], "last-invoice", [5000, 5000], id="no-deposit"),
        pytest.param(10000, "30", ["70"], "last-invoice", [3000, 7000, 0], id="nothing-left"),
    ],
)
def test_parts_of_a_price(
    total: int, deposit: str, steps: list[str], odd: Literal["last-invoice", "deposit"], parts: list[int]
) -> None:
    found = parts_of(total, Decimal(deposit), [Decimal(step) for step in steps], odd)
    assert [part.net_cents for part in found] == parts


def test_more_than_the_whole_is_no_plan() -> None:
    with pytest.raises(ValueError, match=r"130 %"):
        parts_of(100, Decimal(30), [Decimal(100)])


PERCENT = st.decimals(0, 50, places=2)


@given(st.integers(0, 10**9), PERCENT, st.lists(PERCENT, max_size=1), st.booleans(), st.booleans())
def test_parts_sum_to_the_whole(
    total: int, deposit: Decimal, steps: list[Decimal], at_deposit: bool, gross: bool
) -> None:
    odd: Literal["last-invoice", "deposit"] = "deposit" if at_deposit else "last-invoice"
    found = parts_of(total, deposit, steps, odd, Decimal(20) if gross else None)
    assert sum(part.net_cents for part in found) == total
    for part in found:
        step = share_step(ShareBasis.from_stored(part.basis.as_stored()), None)
        assert recompute(step.expression, step.inputs) == step.result == format_cents(part.net_cents)


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        pytest.param(
            "40 % at the end of the setup", [PlanStep(Decimal(40), None, "at the end of the setup")], id="one"
        ),
        pytest.param(
            "25% on 2026-04-20 setup; 12.5 %",
            [PlanStep(Decimal(25), date(2026, 4, 20), "setup"), PlanStep(Decimal("12.5"), None, "")],
            id="two",
        ),
    ],
)
def test_a_plan_is_read(text: str, steps: list[PlanStep]) -> None:
    assert list(parse_plan(text)) == steps


@pytest.mark.parametrize("text", ["later", "40", "60 %; 50 %", "40 % on 2026-02-30 x", ""])
def test_what_is_no_plan_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"steps|day|month"):
        parse_plan(text)


@pytest.mark.parametrize(
    ("total", "net"), [pytest.param(275000, 82500, id="same"), pytest.param(3, 1, id="cents")]
)
def test_a_deposit_of_the_price_with_vat(total: int, net: int) -> None:
    assert ShareBasis(total, Decimal(30), vat_rate=Decimal(20)).net_cents == net
