"""The whole check of one profile."""

from collections.abc import Sequence
from datetime import date

from saasctl.terms.check.findings import SEVERITIES, Finding
from saasctl.terms.check.law import law_findings
from saasctl.terms.check.needed import missing_values
from saasctl.terms.check.scales import scale_findings
from saasctl.terms.check.text import blanks, contradictions, dead_references
from saasctl.terms.coverage import RuleRow
from saasctl.terms.law.rates import Rates
from saasctl.terms.model import Profile
from saasctl.terms.resolve import Terms


def check_profile(
    profile: Profile, rules: Sequence[RuleRow], rates: Rates, as_of: date
) -> tuple[Finding, ...]:
    """Return every finding on a profile that can be read, the gravest first.

    The profile is checked as it is written, without any setting. The law is that of `as_of`; a rate
    that is not known is a finding, never a guess.
    """
    terms = Terms(profile)
    found = [
        *missing_values(profile),
        *law_findings(terms, rates, as_of),
        *scale_findings(terms),
        *contradictions(profile),
        *dead_references(profile, rules),
        *blanks(profile),
    ]
    return tuple(sorted(found, key=lambda finding: -SEVERITIES.index(finding.severity)))
