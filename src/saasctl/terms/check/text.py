"""What can be found in the profile alone: contradictions, blanks, readings to confirm, dead references."""

from collections.abc import Iterator, Sequence

from saasctl.terms.check.findings import Finding
from saasctl.terms.coverage import RuleRow
from saasctl.terms.model import Open, Profile, Warning
from saasctl.terms.schema.parameters import text_at
from saasctl.values.clause import ClauseRef

CONFIRM = "confirm."


def contradictions(profile: Profile) -> Iterator[Finding]:
    """Yield every contradiction and weak point that the profile notes."""
    for number, warning in enumerate(profile.warnings, 1):
        yield Finding("warning", f"warning {number}", warning.says, _cite(profile, warning), None)


def _cite(profile: Profile, warning: Warning) -> ClauseRef:
    return ClauseRef("terms", profile.id, profile.version, warning.article, warning.rule, warning.says)


def blanks(profile: Profile) -> Iterator[Finding]:
    """Yield every blank: what the operator must supply, what is off unless set, what must be confirmed."""
    for mark in profile.opens:
        if mark.kind != "blank":
            continue
        clause = profile.cite_open(mark)
        if mark.path.startswith(CONFIRM):
            yield Finding(
                "warning", mark.path, f"to be confirmed once: {_doubt(profile, mark)}", clause, None
            )
            continue
        state = "off unless set" if mark.optional else "blank"
        yield Finding("information", mark.path, f"{state}: {mark.says}", clause, None)


def _doubt(profile: Profile, mark: Open) -> str:
    rule = mark.path.removeprefix(CONFIRM)
    doubtful = [
        f"{open_.path} = {text_at(open_.path, profile.entries[open_.path].value)}"
        f" (or {', '.join(open_.choices[1:])})"
        for open_ in profile.opens
        if open_.kind == "reading" and open_.choices and rule in open_.rule.split()
    ]
    return "; ".join([*doubtful, mark.says])


def dead_references(profile: Profile, rules: Sequence[RuleRow]) -> Iterator[Finding]:
    """Yield articles that nothing cites, and rule ids that stand on one side only.

    A rule that has no value may be carried out all the same, so that side is information.
    """
    yield from _unused_articles(profile, rules)
    if not rules:
        return
    known, cited = {row.rule for row in rules}, set[str]()
    for path, said, clause in _citations(profile):
        cited.update(said)
        for rule in said:
            if rule not in known:
                message = f"cites {rule}, which the rules table does not hold"
                yield Finding("error", path, message, clause, None)
    for row in rules:
        if row.rule not in cited:
            clause = ClauseRef("terms", profile.id, profile.version, row.clause, row.rule, row.says)
            message = "no value, open path or warning cites it"
            yield Finding("information", f"rules.{row.rule}", message, clause, None)


def _unused_articles(profile: Profile, rules: Sequence[RuleRow]) -> Iterator[Finding]:
    cited = {entry.article for entry in profile.entries.values()} | {mark.article for mark in profile.opens}
    cited |= {warning.article for warning in profile.warnings} | {row.clause for row in rules}
    for article in profile.clauses:
        if article not in cited:
            yield Finding("warning", f"clauses.{article}", "listed and cited by nothing", None, None)


def _citations(profile: Profile) -> Iterator[tuple[str, tuple[str, ...], ClauseRef]]:
    for path, entry in profile.entries.items():
        yield path, entry.rules, profile.cite(entry)
    for mark in profile.opens:
        yield f"{mark.kind}.{mark.path}", tuple(mark.rule.split()), profile.cite_open(mark)
    for number, warning in enumerate(profile.warnings, 1):
        yield f"warning {number}", tuple(warning.rule.split()), _cite(profile, warning)
