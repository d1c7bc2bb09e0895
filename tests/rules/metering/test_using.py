"""Use above the plan is explained by what computed it."""

from decimal import Decimal

import pytest

from evaluator import recompute
from rules.metering.test_overage import MARCH, THREE_BANDS, terms
from saasctl.rules.metering.overage import BilledUse, excess_of, price_of, supplement_of
from saasctl.rules.metering.using import UseBasis, use_steps


@pytest.mark.parametrize("answers", [{"price": "2.00"}, {"grid": THREE_BANDS}])
@pytest.mark.parametrize("billed", [None, BilledUse(5, 2100, 55, 1)])
def test_use_is_explained_by_the_figures_it_was_computed_from(
    answers: dict[str, str], billed: BilledUse | None
) -> None:
    held = terms(**answers)
    found = excess_of(held, "end_users", "business", MARCH)
    assert found is not None
    priced = price_of(held, found) if billed is None else supplement_of(held, found, billed)
    assert priced is not None
    basis = UseBasis.of(found, priced, billed)
    steps = use_steps(basis.as_stored(), (basis.quantity, basis.unit_price), priced.clause, priced.clause)
    for step in steps:
        assert Decimal(recompute(step.expression, step.inputs)) == Decimal(step.result)
    assert Decimal(steps[-1].result) * 100 == basis.net_cents
