"""Refusals about reports of a compromise."""

from collections.abc import Sequence

from saasctl.errors.base import Recorded, Refused
from saasctl.values.clause import ClauseRef


class CompromiseKindUnknown(Refused):
    """The terms know no report of that kind, or none at all."""

    code = "COMPROMISE-KIND"

    def __init__(self, kind: str, known: Sequence[str], clause: ClauseRef | None) -> None:
        super().__init__(
            f"a compromise {kind!r} cannot be reported under these terms",
            why=f"kinds: {', '.join(known)}" if known else "the terms say nothing of compromised logins",
            fix=f"--kind {known[0]}" if known else None,
            clause=clause,
        )


class MeasureUnavailable(Refused):
    """The terms do not give the vendor that measure after a report."""

    code = "MEASURE-UNAVAILABLE"

    def __init__(self, measure: str, known: Sequence[str], clause: ClauseRef | None) -> None:
        super().__init__(
            f"the terms give no measure {measure!r}",
            why=f"measures: {', '.join(known) or 'none'}",
            fix=f"--measure {known[0]}" if known else None,
            clause=clause,
        )


class PurchaseContested(Recorded):
    """What a login buys after its report is contested: on record, neither carried out nor billed."""

    code = "PURCHASE-CONTESTED"

    def __init__(self, what: str, email: str, clause: ClauseRef) -> None:
        super().__init__(
            f"contested, neither carried out nor billed: {what}",
            why=f"{email} is reported as compromised, or a failure on record touches it",
            fix="to carry it out all the same: the command without --requested-by",
            clause=clause,
        )
