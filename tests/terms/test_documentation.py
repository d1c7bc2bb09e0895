"""What docs/terms.md shows as a profile is one, and says of itself what the page says."""

import re
from datetime import date
from pathlib import Path

import pytest

from saasctl.terms.check.profile import check_profile
from saasctl.terms.coverage import load_rules
from saasctl.terms.law.rates import packaged_rates
from saasctl.terms.load import load_profile
from saasctl.terms.model import Profile

PAGE = Path(__file__).parents[2] / "docs" / "terms.md"


@pytest.fixture
def acme(tmp_path: Path) -> Profile:
    profile, rules = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    (tmp_path / "acme@2026-01.toml").write_text(profile, encoding="utf-8")
    (tmp_path / "acme.rules.toml").write_text(rules, encoding="utf-8")
    return load_profile("acme", tmp_path)


def test_the_profile_of_the_page_is_lawful_and_complete(acme: Profile) -> None:
    found = check_profile(acme, (), packaged_rates(), date(2026, 3, 1))
    assert [(one.severity, one.path) for one in found] == [
        ("warning", "warning 1"),
        ("information", "vat.rate"),
    ]


def test_the_rules_table_of_the_page_is_read(acme: Profile) -> None:
    assert [(row.rule, row.mode) for row in load_rules(acme)] == [("A-01", "computed")]
