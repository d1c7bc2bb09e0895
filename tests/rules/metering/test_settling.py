"""The line of a year's balance explains itself from what the store keeps."""

from evaluator import recompute
from saasctl.rules.metering.settling import SettlementBasis, settlement_steps


def test_the_steps_can_be_computed_again() -> None:
    basis = SettlementBasis((("2026-06", 60_000), ("2026-07", 30_040)), 50_000, 40_040)
    steps = settlement_steps(basis.as_stored(), None)
    assert [step.text for step in steps] == ["600.00 + 300.40 = 900.40", "900.40 - 500.00 = 400.40"]
    for step in steps:
        assert recompute(step.expression, step.inputs) == step.result
    assert (basis.quantity, basis.unit_price, basis.net_cents) == (1, 40_040, 40_040)


def test_below_the_minimums_nothing_is_owed() -> None:
    steps = settlement_steps(SettlementBasis((("2026-06", 10_000),), 25_000, 0).as_stored(), None)
    assert steps[-1].result == "0.00" == recompute(steps[-1].expression, steps[-1].inputs)
    assert "nothing given back" in steps[-1].text


def test_settled_month_by_month_the_balance_stands_for_itself() -> None:
    steps = settlement_steps(
        SettlementBasis((("2026-06", 30_000), ("2026-07", 0)), 50_000, 5_000).as_stored(), None
    )
    assert (steps[-1].expression, steps[-1].result) == ("balance", "50.00")
