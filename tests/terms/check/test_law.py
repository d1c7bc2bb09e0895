"""Where the four contracts are below the law, and that a mended one no longer is."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from honesty.mutating import changed
from saasctl.terms.check.findings import Finding
from saasctl.terms.check.law import law_findings
from saasctl.terms.law.rates import packaged_rates
from saasctl.terms.load import load_profile
from saasctl.terms.model import Entry, Open, Profile

DAY = date(2026, 3, 1)


def found_in(profile: Profile, path: str, day: date = DAY) -> list[Finding]:
    return [one for one in law_findings(profile, packaged_rates(), day) if one.path == path]


def with_value(profile: Profile, path: str, value: object) -> Profile:
    return changed(profile, replace(profile.entries[path], value=value))


def added(profile: Profile, path: str, value: object) -> Profile:
    like = next(iter(profile.entries.values()))
    return changed(profile, Entry(path, value, "terms", like.article, like.rules, None))


def test_one_and_a_half_times_the_legal_rate_is_under_the_floor_of_three() -> None:
    koban = load_profile("koban")
    (finding,) = found_in(koban, "late_interest.multiple")
    assert finding.message == "late interest is 1.5 x the legal rate; the law's floor is 3 x"
    assert (finding.statute or "").startswith("L441-10-II code de commerce")
    assert finding.clause is not None
    assert "B-86" in (finding.clause.rule or "")


@pytest.mark.parametrize(("multiple", "findings"), [("2.99", 1), ("3", 0), ("4.5", 0)])
def test_the_floor_is_three_times_that_rate_exactly(multiple: str, findings: int) -> None:
    koban = with_value(load_profile("koban"), "late_interest.multiple", Decimal(multiple))
    assert len(found_in(koban, "late_interest.multiple")) == findings


def test_an_indemnity_owed_after_thirty_days_offends_the_law() -> None:
    deskapad = load_profile("deskapad")
    (finding,) = found_in(deskapad, "recovery_fee.after_days")
    assert finding.message == "the indemnity is owed only after 30 days; by law from the first day of delay"
    assert (finding.statute or "").startswith("L441-10-II-recovery")
    assert found_in(with_value(deskapad, "recovery_fee.after_days", 0), "recovery_fee.after_days") == []


@pytest.mark.parametrize("name", ["kantree", "koban", "ksaar", "deskapad"])
def test_another_indemnity_than_forty_euros_offends_the_law(name: str) -> None:
    profile = load_profile(name)
    path = "recovery_fee.amount"
    mended = with_value(profile, path, Decimal("40.00")) if path in profile.entries else profile
    assert found_in(mended, path) == []
    low = (
        with_value(profile, path, Decimal("39.99"))
        if path in profile.entries
        else added(profile, path, Decimal("39.99"))
    )
    (finding,) = found_in(low, path)
    assert finding.message == "the recovery indemnity is 39.99; the law fixes 40.00 EUR"
    assert (finding.statute or "").startswith("D441-5")


@pytest.mark.parametrize(("days", "findings"), [(60, 0), (61, 1), (90, 1)])
def test_an_invoice_due_after_more_than_sixty_days_offends_the_law(days: int, findings: int) -> None:
    koban = with_value(load_profile("koban"), "invoice.due_days", days)
    found = found_in(koban, "invoice.due_days")
    assert len(found) == findings
    assert all((one.statute or "").startswith("L441-10-I ") for one in found)


def test_a_clause_on_interest_that_reads_in_several_ways_is_told() -> None:
    deskapad = load_profile("deskapad")
    (finding,) = found_in(deskapad, "late_interest.reading")
    assert finding.severity == "warning"
    settled = replace(
        deskapad, opens=tuple(mark for mark in deskapad.opens if mark.path != "late_interest.reading")
    )
    assert found_in(settled, "late_interest.reading") == []


def test_points_above_a_rate_are_held_against_the_floor_of_the_day() -> None:
    """The ECB's 2.15 % and 1 point are 3.15 %, under 3 x 2.62 % = 7.86 %; with 10 points 12.15 %."""
    deskapad = load_profile("deskapad")
    assert found_in(deskapad, "late_interest.points") == []
    (finding,) = found_in(with_value(deskapad, "late_interest.points", Decimal(1)), "late_interest.points")
    assert (finding.statute or "").startswith("L441-10-II code de commerce")
    assert "is below 3 x the legal rate" in finding.message


def test_a_day_without_a_rate_is_a_finding_and_no_guess() -> None:
    (finding,) = found_in(load_profile("deskapad"), "late_interest.points", date(2030, 1, 1))
    assert finding.severity == "information"


def test_the_gaps_of_a_scale_of_commissions_are_told_with_its_open_ends() -> None:
    messages = [one.message for one in found_in(load_profile("ksaar"), "commission.bands")]
    assert messages == [
        "no band between 100.00 and 101.00",
        "no band below 1.00",
        "no band above 499.00",
    ]


def test_a_scale_from_zero_without_gaps_or_ends_is_in_order() -> None:
    ksaar = load_profile("ksaar")
    rows = ksaar.entries["commission.bands"].value
    assert isinstance(rows, tuple)
    first, *rest = [dict(row) for row in rows]
    mended = [{**first, "from": Decimal(0)}, *({**row, "from": Decimal(100)} for row in rest[:1])]
    mended[-1].pop("to", None)
    assert found_in(with_value(ksaar, "commission.bands", tuple(mended)), "commission.bands") == []


def test_a_profile_that_is_silent_on_interest_has_no_findings_on_it() -> None:
    koban = load_profile("koban")
    entries = {path: entry for path, entry in koban.entries.items() if not path.startswith("late_interest.")}
    opens: tuple[Open, ...] = ()
    silent = replace(koban, entries=entries, opens=opens)
    assert [one for one in law_findings(silent, packaged_rates(), DAY) if "late" in one.path] == []
