"""What a check finds."""

from dataclasses import dataclass
from typing import Literal

from saasctl.terms.law.statutes import statute
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


def unlawful(
    path: str, message: str, clause: ClauseRef | None, key: str, severity: Severity = "warning"
) -> Finding:
    """Return a finding against the statute `key`, whose words it carries."""
    law = statute(key)
    return Finding(severity, path, message, clause, f"{law.id} {law.code}: {law.says}")
