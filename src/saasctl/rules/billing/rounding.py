"""Rounding to the cent: half away from zero, once per printed line, and parts that add up."""

from collections.abc import Sequence
from decimal import Decimal

from saasctl.values.money import divide_half_up


def percent_of(cents: int, percent: Decimal) -> int:
    """Return `percent` of an amount in cents, rounded once, a half away from zero."""
    numerator, denominator = percent.as_integer_ratio()
    return divide_half_up(cents * numerator, 100 * denominator)


def equal_parts(total_cents: int, parts: int) -> tuple[int, ...]:
    """Return `total_cents` in `parts` equal instalments; the last takes what rounding left (D-53).

    The parts always add up to the total. Raises ValueError for less than one part.
    """
    if parts < 1:
        raise ValueError(f"{parts} parts")
    part = divide_half_up(total_cents, parts)
    return (*(part for _ in range(parts - 1)), total_cents - part * (parts - 1))


def allocate(total_cents: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Return `total_cents` divided in proportion to `weights`, adding up to the total.

    Largest remainder: each part is its exact share rounded down or up to a whole cent; equal
    remainders go to the earlier part. Weights are zero or more and not all zero (ValueError).
    """
    whole = sum(weights)
    if whole < 1 or min(weights) < 0:
        raise ValueError(f"weights {list(weights)}")
    shares = [divmod(total_cents * weight, whole) for weight in weights]
    missing = total_cents - sum(share for share, _ in shares)
    by_remainder = sorted(range(len(shares)), key=lambda index: (-shares[index][1], index))
    raised = set(by_remainder[:missing])
    return tuple(share + (index in raised) for index, (share, _) in enumerate(shares))
