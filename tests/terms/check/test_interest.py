"""Late interest: each reading's rate, the floor of the law, the first day."""

from datetime import date
from decimal import Decimal

import pytest

from saasctl.errors.rates import MissingRate
from saasctl.terms.check.findings import Finding
from saasctl.terms.check.interest import annual_percent, interest_findings
from saasctl.terms.law.rates import packaged_rates
from saasctl.terms.load import load_profile
from saasctl.terms.model import Profile
from saasctl.terms.resolve import Terms
from small import small

SPRING = date(2026, 3, 1)
"""Legal rate 2.62 %, ECB rate 2.15 %."""
FAR = date(2031, 1, 1)


def findings(profile: Profile, on: date = SPRING) -> list[Finding]:
    return list(interest_findings(Terms(profile), packaged_rates(), on))


@pytest.mark.parametrize(
    ("reading", "percent"),
    [
        ("reference-plus-points", "12.15"),
        ("multiple-of-sum", "36.45"),
        ("multiple-plus-points", "16.45"),
        ("legal-plus-points", "12.62"),
        ("multiple-of-legal-plus-points", "17.86"),
        ("multiple-of-legal", "7.86"),
    ],
)
def test_each_reading_gives_its_rate(reading: str, percent: str) -> None:
    terms = Terms(load_profile("deskapad"))
    assert annual_percent(terms, reading, packaged_rates(), SPRING) == Decimal(percent)


def test_a_rate_that_is_not_known_is_never_guessed() -> None:
    with pytest.raises(MissingRate):
        annual_percent(Terms(small()), "multiple-of-legal", packaged_rates(), FAR)


def test_three_times_the_legal_rate_is_the_floor() -> None:
    assert findings(small()) == []
    assert findings(load_profile("ksaar")) == []


@pytest.mark.parametrize("multiple", ["1.5", "2.99", "0"])
def test_a_lower_multiple_is_below_the_law_at_any_rate(multiple: str) -> None:
    found = findings(small(('multiple = "3"', f'multiple = "{multiple}"')), FAR)
    assert [(one.severity, one.path, one.message) for one in found] == [
        (
            "warning",
            "late_interest.multiple",
            f"late interest is {multiple} x the legal rate; the law's floor is 3 x",
        )
    ]
    assert (found[0].statute or "").startswith("L441-10-II code de commerce: ")
    assert found[0].clause is not None
    assert found[0].clause.article == "2"


def test_koban_is_below_the_floor_until_it_is_mended() -> None:
    found = findings(load_profile("koban"))
    assert [one.path for one in found] == ["late_interest.multiple"]
    assert found[0].message == "late interest is 1.5 x the legal rate; the law's floor is 3 x"
    assert findings(small(('multiple = "3"', 'multiple = "4"'))) == []


def with_points(points: int) -> Profile:
    return small(
        ('reading = "multiple-of-legal"', 'reading = "reference-plus-points"'),
        ('multiple = "3"', f'reference = "ecb-mro"\npoints = {points}'),
    )


def test_points_on_a_reference_are_held_against_the_floor_of_the_day() -> None:
    found = findings(with_points(5))
    assert [(one.path, one.message) for one in found] == [
        (
            "late_interest.points",
            "late interest is 7.15 % on 2026-03-01; the law's floor is 3 x the legal rate, 7.86 %",
        )
    ]
    assert findings(with_points(6)) == []


def test_points_on_an_unknown_reference_are_a_finding_and_no_guess() -> None:
    found = findings(with_points(5), FAR)
    assert [(one.severity, one.path) for one in found] == [("information", "late_interest.reading")]
    assert "cannot be held against the law: no ecb-mro rate is known for 2031-S1" in found[0].message


def test_words_that_give_several_rates_are_told_with_each() -> None:
    found = [one for one in findings(load_profile("deskapad")) if one.path == "late_interest.reading"]
    assert [one.severity for one in found] == ["warning"]
    assert found[0].message == (
        "the words and the formula give several rates on 2026-03-01: ECB rate + 10 = 12.15 %, "
        "3 x (ECB rate + 10) = 36.45 %, 3 x ECB rate + 10 = 16.45 %, legal rate + 10 = 12.62 %, "
        "3 x legal rate + 10 = 17.86 %, 3 x legal rate = 7.86 %"
    )
    unknown = [one for one in findings(load_profile("deskapad"), FAR) if one.severity == "warning"]
    assert "ECB rate + 10 = ?" in unknown[0].message


def test_a_later_first_day_is_information_and_a_needed_notice_a_warning() -> None:
    later = findings(small(('starts = "day-after-due"', 'starts = "first-working-day"')))
    assert [(one.severity, one.path) for one in later] == [("information", "late_interest.starts")]
    waits = findings(small(('multiple = "3"', 'multiple = "3"\nneeds_notice = true')))
    assert [(one.severity, one.path) for one in waits] == [("warning", "late_interest.needs_notice")]


def test_without_a_clause_the_rate_of_the_law_is_told() -> None:
    bare = small(
        ('[late_interest]\nclause = "2"\nrule = "Z-04"\nreading = "multiple-of-legal"\n', ""),
        ('multiple = "3"\nstarts = "day-after-due"\n', ""),
    )
    found = findings(bare)
    assert [(one.severity, one.message) for one in found] == [
        ("information", "no late interest is agreed: the law's own rate applies, ECB rate + 10")
    ]


def test_interest_on_the_net_balance_is_information() -> None:
    net = findings(small(('multiple = "3"', 'multiple = "3"\nbase = "net"')))
    assert [(one.severity, one.path) for one in net] == [("information", "late_interest.base")]
    assert findings(small(('multiple = "3"', 'multiple = "3"\nbase = "gross"'))) == []
