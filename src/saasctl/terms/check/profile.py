"""The whole check of one profile."""

from collections.abc import Sequence
from datetime import date

from saasctl.terms.check.findings import SEVERITIES, Finding
from saasctl.terms.check.law import law_findings
from saasctl.terms.check.text import blanks, contradictions, dead_references
from saasctl.terms.coverage import RuleRow
from saasctl.terms.law.rates import Rates
from saasctl.terms.model import Profile


def check_profile(
    profile: Profile, rules: Sequence[RuleRow], rates: Rates, as_of: date
) -> tuple[Finding, ...]:
    """Return every finding on a profile that can be read, the gravest first.

    The law is that of `as_of`; a rate that is not known is a finding, never a guess.
    """
    found = [
        *law_findings(profile, rates, as_of),
        *contradictions(profile),
        *dead_references(profile, rules),
        *blanks(profile),
    ]
    return tuple(sorted(found, key=lambda finding: -SEVERITIES.index(finding.severity)))
