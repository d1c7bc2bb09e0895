"""What can be found in the profile alone: contradictions, blanks, readings to confirm, dead references."""

from collections.abc import Iterator, Sequence

from saasctl.terms.check.findings import Finding, Severity
from saasctl.terms.coverage import RuleRow
from saasctl.terms.model import Profile, Warning
from saasctl.values.clause import ClauseRef


def contradictions(profile: Profile) -> Iterator[Finding]:
    """Yield every contradiction and weak point that the profile notes."""
    for number, warning in enumerate(profile.warnings, 1):
        yield Finding("warning", f"warning {number}", warning.says, _cite(profile, warning), None)


def _cite(profile: Profile, warning: Warning) -> ClauseRef:
    return ClauseRef("terms", profile.id, profile.version, warning.article, warning.rule, warning.says)


def blanks(profile: Profile) -> Iterator[Finding]:
    """Yield every blank: what the operator must supply, and what is off unless set."""
    for mark in profile.opens:
        if mark.kind != "blank":
            continue
        confirming = mark.path.startswith("confirm.")
        state = "to be confirmed once" if confirming else "off unless set" if mark.optional else "blank"
        severity: Severity = "warning" if confirming else "information"
        yield Finding(severity, mark.path, f"{state}: {mark.says}", profile.cite_open(mark), None)


def dead_references(profile: Profile, rules: Sequence[RuleRow]) -> Iterator[Finding]:
    """Yield articles that nothing cites, and rule ids that stand on one side only."""
    cited = {entry.article for entry in profile.entries.values()} | {mark.article for mark in profile.opens}
    cited |= {warning.article for warning in profile.warnings} | {row.clause for row in rules}
    for article in profile.clauses:
        if article not in cited:
            yield Finding("warning", f"clauses.{article}", "listed and cited by nothing", None, None)
    known = {row.rule for row in rules}
    if not known:
        return
    for path, entry in profile.entries.items():
        for rule in entry.rules:
            if rule not in known:
                message = f"cites {rule}, which the rules table does not hold"
                yield Finding("error", path, message, profile.cite(entry), None)
