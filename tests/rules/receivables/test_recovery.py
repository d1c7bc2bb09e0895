"""Costs of recovery beside a flat sum."""

import pytest

from saasctl.rules.receivables.recovery import claimable


@pytest.mark.parametrize(
    ("mode", "spent", "flat", "claimed"),
    [
        pytest.param("in-full", 35000, 4000, 35000, id="B-91"),
        pytest.param("excess", 35000, 4000, 31000, id="S-38"),
        pytest.param("excess", 3000, 4000, 0, id="less-than-the-fee"),
        pytest.param("excess", 2000, 1600, 400, id="bank-charge"),
        pytest.param("none", 35000, 4000, 0, id="none"),
    ],
)
def test_what_may_be_claimed(mode: str, spent: int, flat: int, claimed: int) -> None:
    assert claimable(mode, spent, flat) == claimed
