"""A line that adds up amounts is kept as data and told from the same data."""

from fractions import Fraction

from evaluator import recompute
from saasctl.rules.billing.sums import SumBasis, sum_step

AUDIT = SumBasis(
    "shortfall",
    (("extra-fees", Fraction("1000.05"), Fraction("1.10")), ("costs", Fraction(750), Fraction(1))),
)


def test_a_sum_is_rounded_once() -> None:
    """1,000.05 x 1.10 + 750.00 = 1,850.055, half up 1,850.06."""
    assert (AUDIT.net_cents, AUDIT.quantity, AUDIT.unit_price) == (185006, 1, 185006)


def test_what_is_kept_gives_the_same_line_and_the_same_step() -> None:
    flat = SumBasis("remaining", AUDIT.parts, Fraction(45))
    for basis in (AUDIT, flat):
        again = SumBasis.from_stored(basis.as_stored())
        assert again == basis
        step = sum_step(again, "EUR", None)
        assert recompute(step.expression, step.inputs) == step.result
    assert sum_step(flat, "EUR", None).text == "remaining: 1000.05 x 1.1 + 750 + 45 = 1895.06"
