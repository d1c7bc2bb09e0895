"""Refusals about quotes."""

from collections.abc import Sequence
from datetime import date

from saasctl.errors.base import Inconsistent, NotFound, Refused
from saasctl.values.clause import ClauseRef


class QuoteUnknown(NotFound):
    """No quote has that key."""

    code = "QUOTE-UNKNOWN"

    def __init__(self, ref: str, org: str | None = None) -> None:
        super().__init__(
            f"no quote {ref!r}{f' of {org}' if org else ''}",
            why="keys are as Q-2026-014",
            fix=f"saasctl quote list --org {org}" if org else "saasctl quote list",
        )


class QuoteEmpty(Inconsistent):
    """A quote offers nothing."""

    code = "QUOTE-EMPTY"

    def __init__(self, org: str) -> None:
        super().__init__(
            "the quote has no line and no condition",
            fix=f"saasctl quote add {org} --plan PLAN --period monthly --slots N --on DATE",
        )


class QuoteExpired(Refused):
    """A quote is accepted after its last day."""

    code = "QUOTE-EXPIRED"

    def __init__(self, ref: str, org: str, until: date, clause: ClauseRef | None) -> None:
        super().__init__(
            f"{ref} can no longer be accepted",
            why=f"it was open up to {until}",
            fix=f"saasctl quote add {org} --on DATE",
            clause=clause,
        )


class QuoteStateForbids(Refused):
    """What is asked does not fit the state that a quote is in."""

    code = "QUOTE-STATE"

    def __init__(self, ref: str, act: str, why: str, clause: ClauseRef | None = None) -> None:
        super().__init__(f"{ref} cannot be {act}", why=why, fix=f"saasctl quote show {ref}", clause=clause)


class OrderFileIncomplete(Refused):
    """What must come with a signed quote is missing."""

    code = "ORDER-FILE-INCOMPLETE"

    def __init__(self, ref: str, missing: str, clause: ClauseRef | None) -> None:
        super().__init__(
            f"{ref} is not accepted: {missing}",
            why="the terms want the whole order file",
            fix=f"saasctl quote sign {ref} --by customer --copies 2 --on DATE",
            clause=clause,
        )


class GateUnknown(NotFound):
    """The terms have no such gate before access opens."""

    code = "GATE-UNKNOWN"

    def __init__(self, ref: str, gate: str, known: Sequence[str]) -> None:
        super().__init__(
            f"no gate {gate} for {ref}",
            why=f"known: {', '.join(known) or 'none in these terms'}",
            fix=f"saasctl quote show {ref}",
        )


class GatesOpen(Refused):
    """Access is asked for before everything that it waits for has happened."""

    code = "GATES-OPEN"

    def __init__(self, key: str, ref: str, gates: Sequence[str], clause: ClauseRef | None) -> None:
        super().__init__(
            f"access of {key} does not open yet",
            why=f"{ref} waits for: {', '.join(gates)}",
            fix=f"saasctl quote confirm {ref} --gate {gates[0]} --on DATE",
            clause=clause,
        )


class DeclineUnfounded(Refused):
    """An order is refused for a cause that the terms do not have, or that is not so."""

    code = "DECLINE-UNFOUNDED"

    def __init__(self, ref: str, why: str, causes: Sequence[str], clause: ClauseRef | None) -> None:
        super().__init__(
            f"{ref} is not refused",
            why=why,
            fix=f"saasctl quote decline {ref} --code {causes[0]} --on DATE" if causes else None,
            clause=clause,
        )


class ChangeTooLate(Refused):
    """A change of the order is asked for later than the terms allow."""

    code = "CHANGE-TOO-LATE"

    def __init__(self, ref: str, until: date, clause: ClauseRef | None) -> None:
        super().__init__(
            f"{ref} is not changed any more",
            why=f"a change could be asked for up to {until}",
            clause=clause,
        )


class SignatureMissing(Refused):
    """A plan needs conditions of its own, signed by both parties."""

    code = "SIGNATURE-MISSING"

    def __init__(self, org: str, plan: str, clause: ClauseRef | None) -> None:
        super().__init__(
            f"{plan} needs conditions of its own, signed before it is used",
            why=f"no signed quote of {org} offers it",
            fix=f"saasctl quote add {org} --plan {plan} --unit-price PRICE --on DATE",
            clause=clause,
        )
