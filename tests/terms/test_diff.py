"""What differs between two profiles or versions."""

from dataclasses import replace
from decimal import Decimal

from honesty.mutating import changed
from saasctl.terms.diff import differences
from saasctl.terms.load import load_profile


def test_a_profile_does_not_differ_from_itself() -> None:
    koban = load_profile("koban")
    assert list(differences(koban, koban)) == []


def test_a_changed_value_is_told_on_both_sides_with_article_and_rule() -> None:
    koban = load_profile("koban")
    entry = koban.entries["late_interest.multiple"]
    (found,) = differences(koban, changed(koban, replace(entry, value=Decimal(3))))
    assert (found.path, found.first, found.second) == ("late_interest.multiple", "1.5", "3")
    assert found.first_clause == found.second_clause
    assert "B-86" in (found.first_clause or "")


def test_a_blank_against_a_value_is_a_difference() -> None:
    found = {one.path: one for one in differences(load_profile("kantree"), load_profile("koban"))}
    due = found["invoice.due_days"]
    assert (due.first, due.second) == ("blank", "8")


def test_what_one_profile_does_not_have_is_none_on_its_side() -> None:
    found = {one.path: one for one in differences(load_profile("kantree"), load_profile("koban"))}
    assert (
        found["period.biennial.invoice_months"].first,
        found["period.biennial.invoice_months"].second,
    ) == (
        None,
        "12",
    )


def test_paths_come_in_alphabetical_order() -> None:
    paths = [one.path for one in differences(load_profile("ksaar"), load_profile("deskapad"))]
    assert paths == sorted(paths)
