"""What a profile itself tells: contradictions, blanks, readings to confirm, dead references."""

from dataclasses import replace

import pytest

from saasctl.terms.check.text import blanks, contradictions, dead_references
from saasctl.terms.coverage import load_rules
from saasctl.terms.load import load_profile
from saasctl.terms.model import Clause


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("koban", "article 16, duties of the vendor, is now 7"),
        ("koban", "article 19-4"),
        ("deskapad", "11 sends to 13"),
        ("kantree", "article 9, but no heading is numbered"),
    ],
)
def test_a_dead_reference_of_the_document_is_told_until_it_is_mended(name: str, words: str) -> None:
    profile = load_profile(name)
    assert len([one for one in contradictions(profile) if words in one.message]) == 1
    mended = replace(profile, warnings=tuple(one for one in profile.warnings if words not in one.says))
    assert [one for one in contradictions(mended) if words in one.message] == []


def test_two_hundred_euros_per_month_for_a_year_are_to_be_confirmed_once() -> None:
    deskapad = load_profile("deskapad")
    (finding,) = [one for one in blanks(deskapad) if one.path == "confirm.D-40"]
    assert (finding.severity, finding.message.split(":")[0]) == ("warning", "to be confirmed once")
    assert "200 per month" in next(contradictions(deskapad)).message
    settled = replace(deskapad, opens=tuple(one for one in deskapad.opens if one.path != "confirm.D-40"))
    assert [one for one in blanks(settled) if one.path == "confirm.D-40"] == []


@pytest.mark.parametrize("name", ["kantree", "koban", "ksaar", "deskapad"])
def test_every_blank_is_told_and_nothing_else(name: str) -> None:
    profile = load_profile(name)
    told = [one.path for one in blanks(profile)]
    assert told == [mark.path for mark in profile.opens if mark.kind == "blank"]
    assert "vat.rate" in told


def test_a_blank_that_stays_off_says_so() -> None:
    kantree = load_profile("kantree")
    by_path = {mark.path: mark for mark in kantree.opens if mark.kind == "blank"}
    for finding in blanks(kantree):
        assert finding.message.startswith("off unless set") == (
            by_path[finding.path].optional and not finding.path.startswith("confirm.")
        )


def test_an_article_that_nothing_cites_is_told() -> None:
    kantree = load_profile("kantree")
    lost = replace(kantree, clauses={**kantree.clauses, "99": Clause("99", "Lost", "Cited by nothing.")})
    assert list(dead_references(kantree, load_rules(kantree))) == []
    (finding,) = dead_references(lost, load_rules(kantree))
    assert (finding.severity, finding.path) == ("warning", "clauses.99")


def test_a_rule_that_the_table_does_not_hold_is_an_error() -> None:
    kantree = load_profile("kantree")
    rules = [row for row in load_rules(kantree) if row.rule != "K-29"]
    found = [one for one in dead_references(kantree, rules) if one.severity == "error"]
    assert found
    assert all("cites K-29" in one.message for one in found)


def test_a_profile_without_a_table_of_rules_has_no_dead_rules() -> None:
    kantree = load_profile("kantree")
    assert [one for one in dead_references(kantree, ()) if one.severity == "error"] == []
