"""Refusals about subscriptions and their plans."""

from collections.abc import Sequence
from datetime import date

from saasctl.errors.base import Conflict, Inconsistent, NotConfigured, NotFound, Refused
from saasctl.values.clause import ClauseRef


class SubscriptionUnknown(NotFound):
    """No subscription of that key."""

    code = "SUBSCRIPTION-UNKNOWN"

    def __init__(self, key: str, known: Sequence[str]) -> None:
        super().__init__(
            f"no subscription {key}",
            why=f"the organisation has: {', '.join(known) or 'none'}",
            fix=f"saasctl sub start {key.split('/')[0]} --plan PLAN --period monthly --on DATE",
        )


class SubscriptionExists(Conflict):
    """A subscription of that name runs already, on other conditions."""

    code = "SUBSCRIPTION-EXISTS"

    def __init__(self, key: str, differences: Sequence[str]) -> None:
        super().__init__(
            f"{key} exists already",
            why="; ".join(differences),
            fix=f"saasctl sub change {key} --plan PLAN --on DATE",
        )


class SubscriptionOverlaps(Conflict):
    """A subscription of that name still has days from the order's first day on."""

    code = "SUBSCRIPTION-OVERLAPS"

    def __init__(self, key: str, started_on: date, last_day: date | None, free_from: date) -> None:
        lasted = f"from {started_on} to {last_day}" if last_day else f"from {started_on}"
        super().__init__(
            f"{key} has days of its own then",
            why=f"the one before it ran {lasted}; the next of that name begins on {free_from} or later",
            fix=f"--on {free_from}, or another --name",
        )


class PlanUnknown(Refused):
    """The terms list their plans and this is none of them."""

    code = "PLAN-UNKNOWN"

    def __init__(self, plan: str, known: Sequence[str], clause: ClauseRef | None) -> None:
        super().__init__(
            f"no plan {plan} in these terms",
            why=f"plans: {', '.join(known)}",
            fix=f"--plan {known[0]}" if known else None,
            clause=clause,
        )


class PeriodUnavailable(Refused):
    """The plan is not sold in that rhythm."""

    code = "PERIOD-UNAVAILABLE"

    def __init__(self, plan: str, unit: str, known: Sequence[str], clause: ClauseRef | None) -> None:
        super().__init__(
            f"{plan} is not sold by the period {unit}",
            why=f"periods: {', '.join(known)}",
            fix=f"--period {known[0]}" if known else None,
            clause=clause,
        )


class PeriodNeeded(NotConfigured):
    """No rhythm was named and the terms have none for a silent order."""

    code = "PERIOD-NEEDED"

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__(
            "the order must name its period", why=f"periods: {', '.join(known)}", fix="--period monthly"
        )


class TrialUnavailable(Refused):
    """The terms know no trial."""

    code = "TRIAL-UNAVAILABLE"

    def __init__(self, profile: str) -> None:
        super().__init__(f"the terms of {profile} have no trial period")


class CreditsUnavailable(Refused):
    """Credits are ordered and the terms sell none with a subscription."""

    code = "CREDITS-UNAVAILABLE"

    def __init__(self, profile: str) -> None:
        super().__init__(
            f"the terms of {profile} sell no credits with a subscription", fix="leave --credits out"
        )


class SourceNeeded(Refused):
    """A special condition needs the document it stands in."""

    code = "SOURCE-NEEDED"

    def __init__(self, path: str, clause: ClauseRef | None, signers: Sequence[str] = ()) -> None:
        document = f"a document signed by {' and '.join(signers)}" if signers else "a signed document"
        super().__init__(
            f"the override of {path} needs its written source",
            why=f"a special condition holds only where {document} has it",
            fix='--source "Devis 2026-014 art. 3"',
            clause=clause,
        )


class ChangeTooEarly(Inconsistent):
    """A change dated before facts that are already recorded."""

    code = "CHANGE-TOO-EARLY"

    def __init__(self, key: str, on: date, last: date) -> None:
        super().__init__(
            f"{key} cannot change on {on}",
            why=f"a later change is recorded from {last}, or that day is already billed",
            fix=f"one that waits is taken back: saasctl sub change {key} --plan PLAN, with the plan in force",
        )


class NotStarted(Refused):
    """The act is dated before the subscription starts."""

    code = "NOT-STARTED"

    def __init__(self, key: str, on: date, started_on: date) -> None:
        super().__init__(f"{key} starts on {started_on}", why=f"the act is dated {on}")
