"""Refusals about credits and bookings."""

from collections.abc import Sequence

from saasctl.errors.base import Inconsistent, NotFound, Refused
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


class SourceRefused(Refused):
    """Credits of that source do not come to an account, or not yet."""

    code = "CREDIT-SOURCE-REFUSED"

    def __init__(self, source: str, why: str, fix: str | None, clause: ClauseRef | None) -> None:
        super().__init__(f"{source} credits cannot be credited", why=why, fix=fix, clause=clause)


class CreditsShort(Refused):
    """The account, or the user, has fewer credits than the act takes."""

    code = "CREDITS-SHORT"

    def __init__(self, who: str, asked: int, left: int, fix: str, clause: ClauseRef | None) -> None:
        super().__init__(
            f"{who} is short of credits",
            why=f"{asked} are needed and {left} are left",
            fix=fix,
            clause=clause,
        )


class ConditionsNotAccepted(Refused):
    """A booking needs the conditions of the workspace accepted, each time."""

    code = "CONDITIONS-NOT-ACCEPTED"

    def __init__(self, conditions: Sequence[str], clause: ClauseRef | None) -> None:
        super().__init__(
            "the booking's conditions are not accepted",
            why=f"for each booking the user accepts: {', '.join(conditions)}",
            fix="--accept-conditions",
            clause=clause,
        )


class AccessEnded(Refused):
    """The user has no access: the subscription has ended, the customer is suspended, or the user left."""

    code = "ACCESS-ENDED"

    def __init__(self, email: str, why: str, fix: str, clause: ClauseRef | None) -> None:
        super().__init__(f"{email} cannot book", why=why, fix=fix, clause=clause)


class RoomTooSmall(Refused):
    """More people than the workspace holds."""

    code = "ROOM-TOO-SMALL"

    def __init__(self, category: str, people: int, capacity: int, clause: ClauseRef | None) -> None:
        super().__init__(
            f"a {category} does not hold {people} people",
            why=f"it holds {capacity}",
            fix=f"--people {capacity}",
            clause=clause,
        )


class CapacityRefused(Refused):
    """A user's level of credits cannot be set like that."""

    code = "CAPACITY-REFUSED"

    def __init__(self, org: str, why: str, fix: str, clause: ClauseRef | None) -> None:
        super().__init__(f"the level of {org} cannot be set so", why=why, fix=fix, clause=clause)


class BuybackRefused(Refused):
    """The terms do not have these credits bought back."""

    code = "BUYBACK-REFUSED"

    def __init__(self, org: str, why: str, fix: str | None, clause: ClauseRef | None) -> None:
        super().__init__(f"credits of {org} cannot be bought back", why=why, fix=fix, clause=clause)


class BookingUnknown(NotFound):
    """No such booking."""

    code = "BOOKING-UNKNOWN"

    def __init__(self, key: str) -> None:
        super().__init__(f"no booking {key}", fix="saasctl credit bookings")


class BookingEnded(Refused):
    """The booking is cancelled already."""

    code = "BOOKING-ENDED"

    def __init__(self, key: str, kind: str, returned: int) -> None:
        super().__init__(
            f"{key} is over", why=f"{kind}, {returned} credits given back", fix="saasctl credit bookings"
        )


class CancelledBefore(Inconsistent):
    """A booking is cancelled at an instant before it was made."""

    code = "CANCELLED-BEFORE"

    def __init__(self, key: str, at: str, booked_at: str) -> None:
        super().__init__(f"{key} cannot be cancelled at {at}", why=f"it was booked at {booked_at}")
