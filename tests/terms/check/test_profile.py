"""The whole check: the gravest first, and empty for a profile without fault."""

from datetime import date

import pytest

from saasctl.terms.check.findings import SEVERITIES
from saasctl.terms.check.profile import check_profile
from saasctl.terms.coverage import load_rules
from saasctl.terms.law.rates import packaged_rates
from saasctl.terms.load import load_profile
from small import small

SPRING = date(2026, 3, 1)


def test_a_profile_without_fault_has_only_its_blank() -> None:
    found = check_profile(small(), (), packaged_rates(), SPRING)
    assert [(one.severity, one.path) for one in found] == [("information", "vat.rate")]


def test_the_gravest_comes_first() -> None:
    broken = small(
        ('timing = "advance"\n', ""),
        ('multiple = "3"', 'multiple = "1"'),
        more='[[warning]]\nsays = "1 against 2."\nrule = "Z-04"\n',
    )
    found = check_profile(broken, (), packaged_rates(), SPRING)
    assert [(one.severity, one.path) for one in found] == [
        ("error", "invoice.timing"),
        ("warning", "late_interest.multiple"),
        ("warning", "warning 1"),
        ("information", "vat.rate"),
    ]


@pytest.mark.parametrize(
    ("name", "paths"),
    [
        ("kantree", ["confirm.K-07", "late_interest.starts"]),
        ("koban", ["late_interest.multiple"]),
        ("ksaar", ["commission.bands"]),
        ("deskapad", ["confirm.D-40", "late_interest.reading", "recovery_fee.after_days", "credits.tiers"]),
    ],
)
def test_a_vendor_is_found_where_its_text_is_weak(name: str, paths: list[str]) -> None:
    profile = load_profile(name)
    found = check_profile(profile, load_rules(profile), packaged_rates(), SPRING)
    assert set(paths) <= {one.path for one in found}
    assert [one for one in found if one.severity == "error"] == []
    assert len([one for one in found if one.path.startswith("warning")]) == len(profile.warnings)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("koban", ["article 16,", "article 9,", "article 16.4", "article 19-4", "not named"]),
        ("kantree", ["article 9"]),
        ("deskapad", ["11 sends to 13"]),
    ],
)
def test_the_dead_cross_references_of_the_documents_are_told(name: str, words: list[str]) -> None:
    profile = load_profile(name)
    told = [one.message for one in check_profile(profile, load_rules(profile), packaged_rates(), SPRING)]
    assert [word for word in words if not any(word in message for message in told)] == []


@pytest.mark.parametrize("name", ["kantree", "koban", "ksaar", "deskapad"])
def test_the_gravest_findings_of_a_vendor_come_first(name: str) -> None:
    profile = load_profile(name)
    found = check_profile(profile, load_rules(profile), packaged_rates(), SPRING)
    ranks = [SEVERITIES.index(one.severity) for one in found]
    assert ranks == sorted(ranks, reverse=True)


@pytest.mark.parametrize("name", ["koban", "deskapad"])
def test_every_warning_against_the_law_names_its_statute_and_the_clause(name: str) -> None:
    profile = load_profile(name)
    found = check_profile(profile, load_rules(profile), packaged_rates(), SPRING)
    unlawful = [one for one in found if one.statute and one.severity == "warning"]
    assert unlawful
    assert all(one.clause is not None and one.clause.profile == name for one in unlawful)
