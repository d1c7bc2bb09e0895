"""What differs between two versions of a profile."""

from saasctl.terms.diff import Difference, differences
from saasctl.terms.load import load_profile
from saasctl.terms.model import Profile
from small import small


def told(second: Profile) -> list[tuple[str, str | None, str | None]]:
    return [(one.path, one.first, one.second) for one in differences(small(), second)]


def test_a_profile_does_not_differ_from_itself() -> None:
    assert told(small()) == []
    assert told(small(('version = "2026-01"', 'version = "2027-01"'))) == []


def test_another_value_is_told_with_both_places() -> None:
    second = small(("due_days = 30", 'due_days = { value = 45, clause = "2", rule = "Z-07" }'))
    assert list(differences(small(), second)) == [
        Difference("invoice.due_days", "30", "45", "1 (Z-02)", "2 (Z-07)")
    ]


def test_the_same_value_in_another_article_differs() -> None:
    second = small(('"actual", clause = "1", rule = "Z-03"', '"actual", clause = "2", rule = "Z-03"'))
    assert told(second) == [("proration.basis", "actual", "actual")]


def test_a_value_that_only_one_has_and_a_blank() -> None:
    assert told(small(("due_days = 30\n", ""))) == [("invoice.due_days", "30", None)]
    blank = '[blank."invoice.due_days"]\nrule = "Z-02"\n'
    assert told(small(("due_days = 30\n", ""), more=blank)) == [("invoice.due_days", "30", "blank")]


def test_what_the_operator_may_set_differs_from_what_the_clause_fixes() -> None:
    reading = '[reading."invoice.timing"]\nchoices = ["advance", "arrears"]\nrule = "Z-02"\n'
    assert told(small(more=reading)) == [("invoice.timing", "advance", "advance (reading)")]


def test_heads_and_articles_differ_too() -> None:
    second = small(('holidays = "FR"', 'holidays = "none"'), ('title = "Late payment"', 'title = "Delay"'))
    assert told(second) == [
        ("profile.holidays", "FR", "none"),
        (
            "clauses.2",
            "Late payment: Three times the legal rate and forty euros.",
            "Delay: Three times the legal rate and forty euros.",
        ),
    ]


def test_two_vendors_are_compared_in_alphabetical_order_of_paths() -> None:
    found = list(differences(load_profile("kantree"), load_profile("koban")))
    paths = [one.path for one in found if not one.path.startswith(("profile.", "clauses."))]
    assert paths == sorted(paths)
    multiple = next(one for one in found if one.path == "late_interest.multiple")
    assert (multiple.first, multiple.second) == ("3", "1.5")


def test_a_blank_against_a_value_and_what_only_one_vendor_has() -> None:
    found = {one.path: one for one in differences(load_profile("kantree"), load_profile("koban"))}
    due, biennial = found["invoice.due_days"], found["period.biennial.invoice_months"]
    assert (due.first, due.second) == ("blank", "8")
    assert (biennial.first, biennial.second) == (None, "12")
