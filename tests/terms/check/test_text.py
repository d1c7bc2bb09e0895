"""What the profile says of itself: contradictions, blanks, doubts, dead references."""

from dataclasses import replace

import pytest

from saasctl.terms.check.findings import Finding
from saasctl.terms.check.text import blanks, contradictions, dead_references
from saasctl.terms.coverage import RuleRow
from saasctl.terms.load import load_profile
from saasctl.terms.model import Profile
from small import small


def row(rule: str, clause: str | None = "1") -> RuleRow:
    return RuleRow(rule, "says", clause, "main-job", (), "computed", "invoice run", (), "")


ROWS = [row(f"Z-0{number}") for number in range(1, 7)]


def told(found: list[Finding]) -> list[tuple[str, str, str]]:
    return [(one.severity, one.path, one.message) for one in found]


def test_every_warning_of_the_profile_is_a_finding_with_its_clause() -> None:
    warned = small(more='[[warning]]\nsays = "1 against 2."\nclause = "2"\nrule = "Z-04"\n')
    found = list(contradictions(warned))
    assert told(found) == [("warning", "warning 1", "1 against 2.")]
    assert found[0].clause is not None
    assert (found[0].clause.article, found[0].clause.rule) == ("2", "Z-04")
    assert list(contradictions(small())) == []


def test_every_blank_is_a_finding_until_the_document_says_it() -> None:
    assert told(list(blanks(small()))) == [("information", "vat.rate", "blank: No rate is written.")]
    mended = small(
        ('[blank."vat.rate"]\nexample = "20"\nrule = "Z-02"\nsays = "No rate is written."\n', ""),
        ('needed_by = ["invoice run"]\n', '[vat]\nrate = { value = 20, clause = "1", rule = "Z-02" }\n'),
    )
    assert list(blanks(mended)) == []


def test_an_optional_blank_is_off_unless_set() -> None:
    optional = '[blank."vat.exemption"]\nrule = "Z-02"\nsays = "None."\noptional = true\n'
    found = told(list(blanks(small(more=optional))))
    assert ("information", "vat.exemption", "off unless set: None.") in found


def test_every_blank_of_a_vendor_is_found() -> None:
    profile = load_profile("koban")
    wanted = {mark.path for mark in profile.opens if mark.kind == "blank"}
    assert {one.path for one in blanks(profile)} == wanted


def test_a_reading_to_confirm_names_the_value_and_the_other_readings() -> None:
    found = [one for one in blanks(load_profile("deskapad")) if one.path == "confirm.D-40"]
    assert [one.severity for one in found] == ["warning"]
    assert found[0].message.startswith("to be confirmed once: price.periodic.annual = 200.00 (or 2400.00); ")


def dead(profile: Profile, rows: list[RuleRow]) -> list[tuple[str, str, str]]:
    return told(list(dead_references(profile, rows)))


def test_a_profile_that_is_wired_has_no_dead_reference() -> None:
    assert dead(small(), ROWS) == []


def test_an_article_that_nothing_cites_is_found() -> None:
    spare = '[clauses."9"]\ntitle = "Spare"\nsays = "Nothing comes of it."\n'
    assert dead(small(more=spare), ROWS) == [("warning", "clauses.9", "listed and cited by nothing")]
    assert dead(small(more=spare), [*ROWS[:-1], row("Z-06", "9")]) == []


def test_a_rule_that_the_table_does_not_hold_is_found_at_each_place() -> None:
    found = dead(small(), ROWS[1:])
    assert ("error", "price.team.monthly", "cites Z-01, which the rules table does not hold") in found
    assert {severity for severity, _, _ in found} == {"error"}
    open_ = '[blank."vat.exemption"]\nrule = "Z-99"\n'
    assert dead(small(more=open_), ROWS) == [
        ("error", "blank.vat.exemption", "cites Z-99, which the rules table does not hold")
    ]


def test_a_rule_that_nothing_cites_is_information() -> None:
    assert dead(small(), [*ROWS, row("Z-50")]) == [
        ("information", "rules.Z-50", "no value, open path or warning cites it")
    ]


def test_without_a_rules_table_only_articles_are_checked() -> None:
    assert dead(small(), []) == []


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


def test_two_hundred_euros_per_month_for_a_year_are_to_be_confirmed_until_settled() -> None:
    deskapad = load_profile("deskapad")
    assert "200 per month" in next(contradictions(deskapad)).message
    settled = replace(deskapad, opens=tuple(one for one in deskapad.opens if one.path != "confirm.D-40"))
    assert [one for one in blanks(settled) if one.path == "confirm.D-40"] == []


def test_a_blank_that_stays_off_says_so() -> None:
    kantree = load_profile("kantree")
    by_path = {mark.path: mark for mark in kantree.opens if mark.kind == "blank"}
    for finding in blanks(kantree):
        assert finding.message.startswith("off unless set") == (
            by_path[finding.path].optional and not finding.path.startswith("confirm.")
        )
