"""Profiles read through the operations: lists, clauses, blanks, coverage, checks, differences."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from saasctl.errors.base import Findings, NotFound, Usage
from saasctl.errors.terms import ProfileInvalid
from saasctl.operations.term_settings import set_terms
from saasctl.operations.terms import (
    check_terms,
    compare,
    coverage,
    list_blanks,
    list_profiles,
    refuse_findings,
    severity_named,
    show_clause,
    show_profile,
)
from saasctl.store.database import Store
from saasctl.values.act import Act

PROFILES = Path(__file__).parents[1] / "profiles"
DAY = date(2026, 3, 1)


def test_a_folder_adds_profiles_to_the_four() -> None:
    names = [str(row[0]) for row in list_profiles(PROFILES).rows]
    assert sorted(names) == ["deskapad", "kantree", "koban", "ksaar", "mixed"]
    assert "mixed" not in [row[0] for row in list_profiles(None).rows]


def test_a_profile_is_shown_whole_below_a_path_or_by_a_rule() -> None:
    whole = show_profile("kantree", None, None)
    below = show_profile("kantree", "slots", None)
    of_rule = show_profile("kantree", "K-30", None)
    assert len(whole.values) > len(below.values) > 0
    assert all(value.path.startswith("slots.") for value in below.values)
    assert "slots.reduction" in [value.path for value in of_rule.values]


def test_a_path_that_a_profile_does_not_hold_is_refused() -> None:
    with pytest.raises(NotFound, match="nothing at nonsense"):
        show_profile("kantree", "nonsense", None)


def test_an_article_is_shown_with_what_is_taken_from_it() -> None:
    view = show_clause("deskapad", "9.3", None)
    assert "notice.annual.length" in [value.path for value in view.values]


def test_an_unknown_article_is_refused_with_near_ones() -> None:
    with pytest.raises(NotFound) as caught:
        show_clause("deskapad", "9", None)
    assert "9.3" in (caught.value.why or "")


def test_a_setting_stands_among_the_blanks_from_its_day_on(
    store: Store, selling: Callable[[str], str]
) -> None:
    selling("kantree")
    set_terms(store, "kantree", [("vat.rate", "20")], Act(on=DAY))

    def rate(day: date) -> tuple[object, object]:
        rows = {row[0]: row for row in list_blanks("kantree", store, day, None).rows}
        return rows["vat.rate"][4], rows["vat.rate"][5]

    assert rate(date(2026, 2, 28)) == (None, None)
    assert rate(DAY) == ("20", "setting")


def test_a_convention_stands_with_the_value_it_ships_and_its_alternatives() -> None:
    rows = {row[0]: row for row in list_blanks("kantree", None, None, None).rows}
    basis = rows["proration.basis"]
    assert (basis[1], basis[4], basis[5], basis[9]) == (
        "convention",
        "actual",
        "convention",
        ["actual", "thirty"],
    )


def test_no_rule_is_missing_from_the_table_of_a_packaged_profile() -> None:
    view = coverage("koban", None)
    assert view.missing == ()
    assert len(view.rules) == 149
    assert set(view.planned) <= {row.rule for row in view.rules}


def test_several_profiles_are_checked_at_once_each_by_its_name() -> None:
    checked = check_terms(["koban", "kantree"], None, DAY, None)
    assert {row[-1] for row in checked.listing.rows} == {"koban", "kantree"}
    assert len(checked.findings) == len(list(checked.listing.rows))


def test_a_profile_that_cannot_be_read_is_a_finding_of_its_check(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("[profile]\nid = 3\n", encoding="utf-8")
    checked = check_terms([str(file), "koban"], None, DAY, None)
    errors = [one for one in checked.findings if one.severity == "error"]
    assert errors[0].path == "profile.id"
    assert errors[0].message.startswith("line 2: profile.id: missing")
    assert "koban" in [row[-1] for row in checked.listing.rows]
    with pytest.raises(ProfileInvalid):
        refuse_findings(checked, None)


def test_findings_are_refused_only_from_the_severity_asked() -> None:
    checked = check_terms(["koban"], None, DAY, None)
    refuse_findings(checked, None)
    refuse_findings(checked, "error")
    with pytest.raises(Findings, match="of warning or graver"):
        refuse_findings(checked, "warning")
    assert severity_named("error") == "error"
    with pytest.raises(Usage, match="--fail-on"):
        severity_named("grave")


def test_two_profiles_differ_where_they_say_otherwise() -> None:
    rows = {str(row[0]): row[1:3] for row in compare("ksaar", "koban", None).rows}
    assert rows["invoice.timing"] == ("arrears", "advance")


def test_a_profile_that_cannot_be_read_does_not_hide_the_others(tmp_path: Path) -> None:
    (tmp_path / "broken@1.toml").write_text("[profile]\n", encoding="utf-8")
    faults = {row[0]: row[8] for row in list_profiles(tmp_path).rows}
    assert faults == {"broken": 8, "deskapad": 0, "kantree": 0, "koban": 0, "ksaar": 0}


def test_what_the_document_leaves_blank_is_shown_without_a_value() -> None:
    (rate,) = show_profile("kantree", "vat.rate", None).values
    assert (rate.value, rate.source, rate.rule) == (None, "blank", "K-D12")
    (price,) = show_profile("kantree", "price.team.monthly", None).values
    assert (price.path, price.source) == ("price.*.*", "blank")
    assert [value.path for value in show_profile("kantree", "K-25", None).values] == [
        "permission.sub.start",
        "price.*.*",
    ]


def test_a_price_that_is_set_stands_beside_the_open_path(store: Store, selling: Callable[[str], str]) -> None:
    selling("kantree")
    set_terms(store, "kantree", [("price.team.monthly", "9.00")], Act(on=DAY))
    rows = {row[0]: row[4] for row in list_blanks("kantree", store, DAY, None).rows}
    assert (rows["price.team.monthly"], rows["price.*.*"]) == ("9.00", None)


def test_every_path_that_may_be_set_is_listed_with_what_needs_it() -> None:
    rows = {row[0]: row for row in list_blanks("deskapad", None, None, None).rows}
    due = rows["invoice.due_days"]
    assert due[1:6] == ("reading", "integer", "30", "0", "terms")
    rate = rows["vat.rate"]
    assert rate[1:6] == ("blank", "percent", "20", None, None)
    assert "invoice run" in str(rate[6])
    assert (rows["confirm.D-40"][1], rows["confirm.D-40"][7]) == ("blank", "D-40")


def test_a_seller_has_its_own_answers_and_those_of_its_profile(
    store: Store, selling: Callable[[str], str]
) -> None:
    selling("kantree")
    set_terms(store, "kantree", [("vat.rate", "20"), ("invoice.due_days", "30")], Act(on=DAY))
    rows = {row[0]: row[4] for row in list_blanks("kantree", store, DAY, None).rows}
    assert (rows["vat.rate"], rows["invoice.due_days"]) == ("20", "30")
