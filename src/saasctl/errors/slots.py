"""Refusals about slots."""

from saasctl.errors.base import Refused
from saasctl.values.clause import ClauseRef


class SlotsFixed(Refused):
    """The operator has answered that slots do not change during a term."""

    code = "SLOTS-FIXED"

    def __init__(self, clause: ClauseRef) -> None:
        super().__init__(
            "the number of slots does not change during the term",
            why="the document has no slot clause and the setting slots.without_clause refuses changes",
            clause=clause,
        )


class NoFreeSlot(Refused):
    """A user needs a slot and none is free."""

    code = "NO-FREE-SLOT"

    def __init__(self, org: str, slots: int, clause: ClauseRef | None, key: str | None = None) -> None:
        super().__init__(
            f"{org} has no free slot",
            why=f"all {slots} slots are taken" if slots != 1 else "its one slot is taken",
            fix=f"saasctl slot add {key or org} 1",
            clause=clause,
        )


class TooFewSlots(Refused):
    """More slots are taken away than there are."""

    code = "TOO-FEW-SLOTS"

    def __init__(self, key: str, asked: int, left: int) -> None:
        super().__init__(
            f"{key} cannot lose {asked} slots",
            why=f"{left} slots are left once pending reductions have taken effect",
            fix=f"saasctl slot show {key}",
        )


class SlotsFewerThanUsers(Refused):
    """An order has fewer slots than users already hold."""

    code = "SLOTS-FEWER-THAN-USERS"

    def __init__(self, org: str, slots: int, users: int, clause: ClauseRef | None) -> None:
        super().__init__(
            f"{slots} slots are too few for {org}",
            why=f"{users} of its users hold a slot already",
            fix=f"--slots {users}",
            clause=clause,
        )


class SlotsFollowUsers(Refused):
    """In automatic mode slots are not moved by hand."""

    code = "SLOTS-AUTOMATIC"

    def __init__(self, key: str, clause: ClauseRef | None) -> None:
        super().__init__(
            f"the slots of {key} follow its users",
            why="the mode is automatic: users are added or disabled instead",
            fix=f"saasctl slot mode {key} manual",
            clause=clause,
        )


class ModeUnavailable(Refused):
    """The terms do not let slots follow users in that way."""

    code = "SLOT-MODE-UNAVAILABLE"

    def __init__(self, mode: str, modes: tuple[str, ...], clause: ClauseRef | None) -> None:
        super().__init__(
            f"slots cannot be {mode} under these terms",
            why=f"the terms know: {', '.join(modes) or 'manual'}",
            clause=clause,
        )


class NothingPending(Refused):
    """There is no pending reduction to withdraw."""

    code = "NOTHING-PENDING"

    def __init__(self, key: str) -> None:
        super().__init__(f"{key} has no pending reduction", fix=f"saasctl slot show {key}")
