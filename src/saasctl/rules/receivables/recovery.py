"""How much of the real costs of recovery may be claimed beside a flat sum."""


def claimable(mode: str, spent_cents: int, flat_cents: int) -> int:
    """Return what may be claimed of all that was spent: all of it, or what exceeds the flat sum.

    Costs may come on top of the flat sum, in full (B-91); elsewhere only the excess is an additional
    compensation (S-38, D-69), and of a bank's charge what exceeds the fee of the rejection (B-91).
    """
    if mode == "none":
        return 0
    return spent_cents if mode == "in-full" else max(0, spent_cents - flat_cents)
