"""A line of late interest explains itself by the figures it was made from."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from evaluator import recompute
from saasctl.rules.receivables.claims import InterestBasis, interest_steps
from saasctl.rules.receivables.interest import Segment

D = date.fromisoformat


def segment(start: str, last: str, percent: str, days: int) -> Segment:
    exact = Fraction(750000) * Fraction(percent) * days / 36500
    return Segment(D(start), D(last), Fraction(750000), Decimal(percent), exact)


BASIS = InterestBasis(
    "INV-2025-000001",
    (
        segment("2025-06-16", "2025-06-30", "11.13", 15),
        segment("2025-07-01", "2025-07-18", "8.28", 18),
    ),
    (365, 365),
    3430,
)


def test_the_segments_are_summed_before_they_are_rounded() -> None:
    """KX-11: 34.3048 + 30.6247 = 64.9295, and 34.30 was asked for at the end of June."""
    assert (BASIS.quantity, BASIS.net_cents, BASIS.unit_price) == (1, 3063, 3063)
    steps = interest_steps(BASIS.as_stored(), None)
    assert [step.result for step in steps] == ["34.3048", "30.6247", "30.63"]
    assert (
        steps[-1].text == "34.3048 + 30.6247, rounded once, less 34.30 asked for or given up before = 30.63"
    )
    assert recompute(steps[-1].expression, steps[-1].inputs) == "30.63"


def test_a_principal_that_is_no_whole_number_of_cents_is_a_fraction() -> None:
    odd = Segment(D("2026-01-01"), D("2026-01-01"), Fraction(1000, 3), Decimal(10), Fraction(100, 1095))
    assert '"1000/300"' in str(InterestBasis("INV-1", (odd,), (365,), 0).as_stored()["segments"])
