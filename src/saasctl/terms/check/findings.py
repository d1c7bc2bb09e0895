"""What a check finds."""

from dataclasses import dataclass
from typing import Literal

from saasctl.values.clause import ClauseRef

Severity = Literal["error", "warning", "information"]
SEVERITIES: tuple[Severity, ...] = ("information", "warning", "error")


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: how grave, where in the profile, what, the clause, and the statute it offends."""

    severity: Severity
    path: str
    message: str
    clause: ClauseRef | None
    statute: str | None
