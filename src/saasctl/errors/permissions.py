"""Refusals of what a customer's person asks for."""

from collections.abc import Sequence

from saasctl.errors.base import Refused
from saasctl.values.clause import ClauseRef


class RequesterUnknown(Refused):
    """Who asks is no user of the organisation, or one without access."""

    code = "REQUESTER-UNKNOWN"

    def __init__(self, email: str, org: str, state: str | None, clause: ClauseRef | None) -> None:
        super().__init__(
            f"{email} cannot ask for anything in the name of {org}",
            why=f"the user is {state}" if state else "no user of the organisation has that address",
            fix=f"saasctl user list --org {org}",
            clause=clause,
        )


class RoleForbids(Refused):
    """The terms keep the act to other roles."""

    code = "ROLE-FORBIDS"

    def __init__(
        self, email: str, role: str, act: str, allowed: Sequence[str], clause: ClauseRef | None
    ) -> None:
        super().__init__(
            f"{email} may not ask for {act}",
            why=f"the role is {role}; the terms keep the act to: {', '.join(allowed) or 'nobody'}",
            fix=f"have it asked by a user whose role is {' or '.join(allowed)}" if allowed else None,
            clause=clause,
        )
