"""Refusals about readings of use."""

from collections.abc import Sequence

from saasctl.errors.base import Conflict, Findings, Inconsistent, Refused
from saasctl.values.clause import ClauseRef


class ReadingDiffers(Conflict):
    """The same instant of the same metric was read otherwise before."""

    code = "READING-DIFFERS"

    def __init__(self, metric: str, at: str, known: int, given: int) -> None:
        super().__init__(
            f"{metric} at {at} is {known} already, not {given}",
            why="a reading is never changed",
            fix="record the other value at another instant",
        )


class ReadingMalformed(Inconsistent):
    """A reading is not of the form that is kept."""

    code = "READING-MALFORMED"

    def __init__(self, column: str, text: str, accepted: str) -> None:
        super().__init__(f"{column} cannot be {text[:60]!r}", why=f"accepted: {accepted}")
        self.column = column


class RouteUnknown(Refused):
    """The terms know no such way to send e-mail apart from campaigns."""

    code = "ROUTE-UNKNOWN"

    def __init__(self, org: str, route: str, known: Sequence[str], clause: ClauseRef | None) -> None:
        super().__init__(
            f"{route or 'nothing'} is no way of {org} to send e-mail",
            why=f"known: {', '.join(known) or 'none'}",
            fix=f"--subject {known[0]}" if known else None,
            clause=clause,
        )


class ThresholdsPassed(Findings):
    """A check of use that was asked to fail on findings found some."""

    code = "THRESHOLDS-PASSED"

    def __init__(self, count: int) -> None:
        super().__init__(
            f"{count} finding{'s' if count != 1 else ''} of use",
            why="--exit-code was given",
            fix="saasctl usage check",
        )
