"""Print a refusal: what, why, clause, fix; as text, or as one JSON line for a machine."""

from saasctl.errors.base import SaasctlError
from saasctl.output.cells import dumps
from saasctl.output.encoding import encode
from saasctl.output.text import escaped
from saasctl.values.clause import ClauseRef

LONGEST = 1000
"""Characters of what happened that are printed; what was typed may be as long as the system allows."""


def refusal_text(error: SaasctlError) -> str:
    """Return `error[CODE]: what` and its `why:`, `clause:` and `fix:` lines."""
    lines = [f"error[{error.code}]: {escaped(_short(error.message))}"]
    if error.why:
        lines.append(f"  why: {escaped(error.why)}")
    if error.clause is not None:
        lines.append(f"  clause: {escaped(clause_text(error.clause))}")
    if error.fix:
        lines.append(f"  fix: {escaped(error.fix)}")
    return "\n".join(lines) + "\n"


def _short(message: str) -> str:
    """Return a message whose quoted input cannot fill the screen."""
    return message if len(message) <= LONGEST else f"{message[:LONGEST]}..."


def clause_text(clause: ClauseRef) -> str:
    """Return a citation on one line: profile and article, rule, and what it says."""
    place = f"{clause.profile}@{clause.version}" if clause.profile else clause.source
    article = f" {clause.article}" if clause.article else ""
    rule = f" ({clause.rule})" if clause.rule else ""
    says = f": {clause.says}" if clause.says else ""
    return f"{place}{article}{rule}{says}"


def refusal_json(error: SaasctlError) -> str:
    """Return the refusal as one JSON line of the schema saasctl.error/1."""
    body = {
        "schema": "saasctl.error/1",
        "code": error.code,
        "exit": error.exit,
        "message": _short(error.message),
        "why": error.why,
        "clause": error.clause,
        "fix": error.fix,
    }
    return dumps(encode(body)) + "\n"
