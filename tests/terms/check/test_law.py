"""Recovery indemnity, terms of payment and VAT against the law."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from honesty.mutating import changed
from saasctl.terms.check.findings import Finding
from saasctl.terms.check.law import law_findings
from saasctl.terms.law.rates import packaged_rates
from saasctl.terms.load import load_profile
from saasctl.terms.model import Profile
from saasctl.terms.resolve import Answer, Terms
from small import small

SPRING = date(2026, 3, 1)


def findings(profile: Profile, **settings: str) -> list[Finding]:
    answers = {
        path: Answer(path, text, "operator", SPRING)
        for path, text in ((name.replace("__", "."), text) for name, text in settings.items())
    }
    return list(law_findings(Terms(profile, answers), packaged_rates(), SPRING))


def told(found: list[Finding]) -> list[tuple[str, str, str]]:
    return [(one.severity, one.path, (one.statute or "").split(" ")[0]) for one in found]


def test_a_lawful_contract_has_no_finding() -> None:
    assert findings(small()) == []


@pytest.mark.parametrize("amount", ["39.99", "0.00", "75.00"])
def test_an_indemnity_other_than_forty_euros_is_found(amount: str) -> None:
    found = findings(small(('amount = "40.00"', f'amount = "{amount}"')))
    assert told(found) == [("warning", "recovery_fee.amount", "D441-5")]
    assert found[0].message == f"the recovery indemnity is EUR {amount}; the law fixes EUR 40.00"


def test_an_indemnity_owed_after_thirty_days_is_found_until_it_is_owed_at_once() -> None:
    late = ('starts = "with-interest"', 'starts = "after-days"\nafter_days = 30')
    found = findings(small(late))
    assert told(found) == [("warning", "recovery_fee.after_days", "L441-10-II-recovery")]
    assert "only after 30 days" in found[0].message
    assert findings(small((late[0], late[1].replace("30", "0")))) == []
    assert findings(small((late[0], 'starts = "with-interest"\nafter_days = 30'))) == []


def test_deskapad_waits_thirty_days_with_its_indemnity() -> None:
    found = [one for one in findings(load_profile("deskapad")) if one.path == "recovery_fee.after_days"]
    assert [one.clause.article for one in found if one.clause] == ["9.6"]
    mended = findings(load_profile("deskapad"), recovery_fee__after_days="0")
    assert "recovery_fee.after_days" not in [one.path for one in mended]


def test_no_indemnity_at_all_is_information() -> None:
    bare = small(
        ('[recovery_fee]\nclause = "2"\nrule = "Z-05"\namount = "40.00"\nstarts = "with-interest"\n', "")
    )
    assert told(findings(bare)) == [("information", "recovery_fee.amount", "D441-5")]


@pytest.mark.parametrize(("days", "paths"), [("60", []), ("61", ["invoice.due_days"])])
def test_sixty_days_are_the_longest_term_of_payment(days: str, paths: list[str]) -> None:
    found = findings(small(("due_days = 30", f"due_days = {days}")))
    assert [one.path for one in found] == paths
    assert all((one.statute or "").startswith("L441-10-I ") for one in found)


def test_the_operators_own_term_of_payment_is_held_against_the_law() -> None:
    found = findings(load_profile("kantree"), invoice__due_days="75")
    assert [one.message for one in found if one.path == "invoice.due_days"] == [
        "due 75 days after the invoice's date; the law allows 60"
    ]


def test_other_terms_of_payment_are_held_against_the_law() -> None:
    penalty = '[penalty_invoice]\ndue_days = { value = 90, clause = "2", rule = "Z-05" }\n'
    assert [one.path for one in findings(small(more=penalty))] == ["penalty_invoice.due_days"]


def test_a_silent_contract_is_told_the_term_of_the_law() -> None:
    found = [one for one in findings(load_profile("kantree")) if one.path == "invoice.due_days"]
    assert told(found) == [("information", "invoice.due_days", "L441-10-I")]
    assert "30 days" in found[0].message


@pytest.mark.parametrize(("rate", "found"), [("20", []), ("5.5", []), ("0", []), ("19.6", ["vat.rate"])])
def test_a_vat_rate_that_the_law_does_not_know_is_found(rate: str, found: list[str]) -> None:
    assert [one.path for one in findings(small(), vat__rate=rate)] == found


@pytest.mark.parametrize("name", ["kantree", "koban", "ksaar", "deskapad"])
def test_the_indemnity_of_every_vendor_is_held_against_the_law(name: str) -> None:
    profile = load_profile(name)
    path = "recovery_fee.amount"
    low = changed(profile, replace(profile.entries[path], value=Decimal("39.99")))
    (finding,) = [one for one in findings(low) if one.path == path]
    assert finding.message == "the recovery indemnity is EUR 39.99; the law fixes EUR 40.00"
    mended = changed(profile, replace(profile.entries[path], value=Decimal("40.00")))
    assert [one for one in findings(mended) if one.path == path] == []


@pytest.mark.parametrize(
    ("table", "path"),
    [('multiple = "3"', "late_interest.vat"), ('amount = "40.00"', "recovery_fee.vat")],
)
def test_vat_on_what_is_owed_for_late_payment_is_found(table: str, path: str) -> None:
    found = findings(small((table, f"{table}\nvat = true")))
    assert told(found) == [("warning", path, "2006/112/EC-2")]
    assert findings(small((table, f"{table}\nvat = false"))) == []
