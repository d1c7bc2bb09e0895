"""Refusals about cases."""

from collections.abc import Sequence

from saasctl.errors.base import Inconsistent, NotFound, Refused, Usage
from saasctl.values.clause import ClauseRef


class CaseUnknown(NotFound):
    """No case has that reference."""

    code = "CASE-UNKNOWN"

    def __init__(self, ref: str) -> None:
        super().__init__(f"no case {ref!r}", fix="saasctl case list")


class CaseKindUnknown(NotFound):
    """The terms of the customer's seller declare no case of that kind."""

    code = "CASE-KIND-UNKNOWN"

    def __init__(self, kind: str, profile: str, known: Sequence[str]) -> None:
        super().__init__(
            f"the terms of {profile} have no case {kind!r}",
            why=f"kinds: {', '.join(known) or 'none'}",
            fix=f"saasctl case kinds {profile}",
        )


class FactUnknown(Usage):
    """The kind of case has no fact or step of that name."""

    code = "FACT-UNKNOWN"

    def __init__(self, name: str, kind: str, known: Sequence[str]) -> None:
        super().__init__(f"a case {kind} has no {name!r}", why=f"known: {', '.join(known) or 'none'}")


class FactMissing(Refused):
    """The terms ask for a fact without which such a case cannot be opened."""

    code = "FACT-MISSING"

    def __init__(self, org: str, kind: str, missing: Sequence[str], clause: ClauseRef | None) -> None:
        options = " ".join(f"--fact {name}=VALUE" for name in missing)
        super().__init__(
            f"a case {kind} of {org} needs {', '.join(missing)}",
            fix=f"add {options}",
            clause=clause,
        )


class FactTooEarly(Inconsistent):
    """A case was over before it was opened."""

    code = "FACT-TOO-EARLY"

    def __init__(self, name: str, given: str, opened_on: str) -> None:
        super().__init__(
            f"{name} is {given}, before the case was opened on {opened_on}",
            fix=f"open the case with --on {given}, or give a later {name}",
        )


class CaseNotTheirs(Refused):
    """The terms do not let that party open such a case."""

    code = "CASE-NOT-THEIRS"

    def __init__(self, kind: str, party: str, parties: Sequence[str], clause: ClauseRef | None) -> None:
        super().__init__(
            f"a case {kind} is not opened by the {party}",
            why=f"the terms give it to: {', '.join(parties)}",
            fix=f"--by {parties[0]}",
            clause=clause,
        )


class CaseStepsOpen(Refused):
    """Steps of the terms stand open; the case is closed once they are ticked."""

    code = "CASE-STEPS-OPEN"

    def __init__(self, ref: str, steps: Sequence[str], clause: ClauseRef | None) -> None:
        ticks = " ".join(f"--tick {step}" for step in steps)
        super().__init__(
            f"{ref} is not done",
            why=f"open: {', '.join(steps)}",
            fix=f"saasctl case close {ref} {ticks}",
            clause=clause,
        )


class CaseClosed(Refused):
    """A closed case takes no more entries."""

    code = "CASE-CLOSED"

    def __init__(self, ref: str, closed_on: str) -> None:
        super().__init__(f"{ref} was closed on {closed_on}", fix=f"saasctl case show {ref}")


class CaseTooEarly(Refused):
    """A case is not touched before the day it was opened."""

    code = "CASE-TOO-EARLY"

    def __init__(self, ref: str, opened_on: str, on: str) -> None:
        super().__init__(
            f"{ref} was opened on {opened_on}, after {on}", fix=f"saasctl case show {ref} --as-of {opened_on}"
        )


NONE = "no amount"


class AmountNotClaimed(Refused):
    """The terms give the vendor no claim to that amount of a case, or not as its facts stand."""

    code = "AMOUNT-NOT-CLAIMED"

    def __init__(
        self, ref: str, amount: str, why: str, clause: ClauseRef | None, fix: str | None = None
    ) -> None:
        super().__init__(
            f"{amount} of {ref} can be invoiced"
            if amount == NONE
            else f"{amount} of {ref} cannot be invoiced",
            why=why,
            fix=fix or f"saasctl case show {ref}",
            clause=clause,
        )
