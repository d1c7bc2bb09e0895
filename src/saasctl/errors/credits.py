"""Refusals about credits and bookings."""

from collections.abc import Sequence

from saasctl.errors.base import Refused
from saasctl.values.clause import ClauseRef


class CategoryUnknown(Refused):
    """The terms have no such kind of workspace."""

    code = "CATEGORY-UNKNOWN"

    def __init__(self, category: str, known: Sequence[str], clause: ClauseRef | None) -> None:
        super().__init__(
            f"{category} is no kind of workspace in these terms",
            why=f"known: {', '.join(known) or 'none'}",
            fix=f"--category {known[0]}" if known else None,
            clause=clause,
        )


class LengthUnavailable(Refused):
    """That kind of workspace is not let for such a length."""

    code = "LENGTH-UNAVAILABLE"

    def __init__(self, category: str, length: str, known: Sequence[str], clause: ClauseRef | None) -> None:
        super().__init__(
            f"{category} is not let by the {length}",
            why=f"it is let by: {', '.join(known)}",
            fix=f"--let-by {known[0]}" if known else None,
            clause=clause,
        )


class OwnPriceRefused(Refused):
    """The vendor sets a price in credits freely only where it commits itself to the space, and says why."""

    code = "OWN-PRICE-REFUSED"

    def __init__(self, why: str, fix: str, clause: ClauseRef | None) -> None:
        super().__init__("the price in credits cannot be set freely", why=why, fix=fix, clause=clause)


class CreditsNotSold(Refused):
    """The terms have no price for credits."""

    code = "CREDITS-NOT-SOLD"

    def __init__(self, profile: str, path: str) -> None:
        super().__init__(
            f"the terms of {profile} sell no credits that way",
            why=f"they have no {path}",
            fix=f"saasctl terms show {profile} credits",
        )
