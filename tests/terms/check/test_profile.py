"""The whole check: the gravest first, each with its clause, the law of the day asked."""

from datetime import date

import pytest

from saasctl.terms.check.findings import SEVERITIES
from saasctl.terms.check.profile import check_profile
from saasctl.terms.coverage import load_rules
from saasctl.terms.law.rates import packaged_rates
from saasctl.terms.load import load_profile

DAY = date(2026, 3, 1)


@pytest.mark.parametrize("name", ["kantree", "koban", "ksaar", "deskapad"])
def test_the_gravest_findings_come_first(name: str) -> None:
    profile = load_profile(name)
    found = check_profile(profile, load_rules(profile), packaged_rates(), DAY)
    ranks = [SEVERITIES.index(one.severity) for one in found]
    assert ranks == sorted(ranks, reverse=True)


@pytest.mark.parametrize("name", ["kantree", "koban", "ksaar", "deskapad"])
def test_the_packaged_profiles_hold_no_error(name: str) -> None:
    profile = load_profile(name)
    found = check_profile(profile, load_rules(profile), packaged_rates(), DAY)
    assert [one for one in found if one.severity == "error"] == []


def test_every_finding_against_the_law_names_its_statute_and_the_clause() -> None:
    for name in ("koban", "deskapad"):
        profile = load_profile(name)
        found = check_profile(profile, load_rules(profile), packaged_rates(), DAY)
        lawful = [one for one in found if one.statute]
        assert lawful
        assert all(one.clause is not None and one.clause.profile == name for one in lawful)
