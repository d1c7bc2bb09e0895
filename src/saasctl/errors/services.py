"""Refusals about services."""

from collections.abc import Sequence
from datetime import date

from saasctl.errors.base import Inconsistent, NotConfigured, NotFound, Refused
from saasctl.values.clause import ClauseRef


class ServiceUnknown(NotFound):
    """No service was ordered under that id."""

    code = "SERVICE-UNKNOWN"

    def __init__(self, ref: str) -> None:
        super().__init__(f"no service {ref!r}", why="ids are as S-12", fix="saasctl service list")


class TooManyPeople(Refused):
    """A training takes fewer people than were named."""

    code = "TOO-MANY-PEOPLE"

    def __init__(
        self, org: str, code: str, people: int, most: int, clause: ClauseRef | None, *, by_quote: bool
    ) -> None:
        offer = f"saasctl quote add {org} --training {code}=PRICE --people {people} --on DATE"
        super().__init__(
            f"{code} takes {most} people, not {people}",
            why="for more its price is set anew by a quote" if by_quote else "more are not taken",
            fix=offer if by_quote else f"--people {most}",
            clause=clause,
        )


class ServiceUnpriced(NotConfigured):
    """The terms have no price for a service, and the order names none."""

    code = "SERVICE-UNPRICED"

    def __init__(self, code: str, source: str, clause: ClauseRef | None) -> None:
        super().__init__(
            f"{code} has no price",
            why="the terms neither price it nor leave its price open",
            fix=f"--service {code}=PRICE" if source == "quote" else "--price AMOUNT",
            clause=clause,
        )


class QuoteNeeded(Refused):
    """A service needs an offer that the customer signed."""

    code = "QUOTE-NEEDED"

    def __init__(self, org: str, code: str, signers: Sequence[str], clause: ClauseRef | None) -> None:
        super().__init__(
            f"{code} needs a quote signed by the {' and the '.join(signers)}",
            why="no signed quote is named",
            fix=f"saasctl quote add {org} --service {code}=PRICE --on DATE",
            clause=clause,
        )


class PlanMalformed(Inconsistent):
    """A plan of intermediate invoices cannot be carried out."""

    code = "PLAN-MALFORMED"

    def __init__(self, plan: str, why: str, clause: ClauseRef | None) -> None:
        super().__init__(
            f"the plan {plan!r} cannot be billed",
            why=why,
            fix='--plan "40 % at the end of the setup"',
            clause=clause,
        )


class StepUnknown(NotFound):
    """The plan of a service has no such intermediate invoice."""

    code = "STEP-UNKNOWN"

    def __init__(self, ref: str, step: int, known: int) -> None:
        super().__init__(
            f"{ref} has no intermediate invoice {step}",
            why=f"its plan has {known}"
            if known
            else "no plan of intermediate invoices was agreed at its order",
            fix="saasctl service list",
        )


class PartUnknown(NotFound):
    """A project has no part of that name."""

    code = "PART-UNKNOWN"

    def __init__(self, ref: str, part: str, known: Sequence[str]) -> None:
        super().__init__(
            f"{part} is no part of {ref}",
            why=f"its parts: {', '.join(known) or 'none, it is delivered as a whole'}",
            fix=f"saasctl service deliver {ref} --on DATE",
        )


class DeliveryRefused(Refused):
    """A delivery cannot be taken as made."""

    code = "DELIVERY-REFUSED"

    def __init__(self, ref: str, why: str, clause: ClauseRef | None, fix: str | None = None) -> None:
        super().__init__(f"{ref} is not delivered", why=why, fix=fix, clause=clause)


class DeliveredBefore(Inconsistent):
    """A delivery is dated before the order."""

    code = "DELIVERED-BEFORE"

    def __init__(self, ref: str, on: date, ordered_on: date) -> None:
        super().__init__(f"{ref} cannot be delivered on {on}", why=f"it was ordered on {ordered_on}")


class SessionsUsed(Refused):
    """The plan includes no more sessions this month."""

    code = "SESSIONS-USED"

    def __init__(self, org: str, why: str, clause: ClauseRef | None) -> None:
        super().__init__(
            f"no session is left for {org}",
            why=why,
            fix=f"saasctl quote add {org} --service session=PRICE --on DATE",
            clause=clause,
        )
