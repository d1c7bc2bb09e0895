"""The steps against a late payer, by the four profiles."""

from datetime import date

from saasctl.rules.receivables.ladder import Done, Step, Unpaid, ladder, right_forms, steps_of
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Answer, Terms

D = date.fromisoformat


def steps(profile: str, due: str, kind: str = "subscription", **done: Done) -> dict[str, Step]:
    held = {name.replace("_", "-"): one for name, one in done.items()}
    found = ladder(Terms(load_profile(profile)), [Unpaid("INV-1", kind, D(due), 144000)], held)
    return {step.step: step for step in found}


def test_bx_06_and_bx_08() -> None:
    """Reminder 13 April, suspension from the 24th, closing from 5 May with a notice of the 24th."""
    reminder = Done(D("2026-04-13"), None, "email")
    found = steps("koban", "2026-04-09", reminder=reminder)
    assert found["reminder"].possible_from_on == D("2026-04-10")
    assert found["suspension"].possible_from_on == D("2026-04-24")
    assert found["closing"].possible_from_on is None
    cut = Done(D("2026-04-24"))
    told = Done(D("2026-04-24"), None, "email")
    found = steps("koban", "2026-04-09", reminder=reminder, suspension=cut, formal_notice=told)
    assert found["closing"].possible_from_on == D("2026-05-05")
    late = Done(D("2026-05-12"), None, "email")
    found = steps("koban", "2026-04-09", reminder=reminder, suspension=cut, formal_notice=late)
    assert found["closing"].possible_from_on == D("2026-05-13")


def test_a_letter_counts_from_its_receipt_and_services_lead_to_no_suspension() -> None:
    """B-D5, B-93."""
    letter = Done(D("2026-04-13"), D("2026-04-16"), "registered-letter")
    assert steps("koban", "2026-04-09", reminder=letter)["suspension"].possible_from_on == D("2026-04-27")
    unknown = Done(D("2026-04-13"), None, "registered-letter")
    assert steps("koban", "2026-04-09", reminder=unknown)["suspension"].possible_from_on is None
    service = steps("koban", "2026-04-09", "service", reminder=letter)["suspension"]
    assert not service.preconditions[0].met


def test_dx_20_and_its_two_forms() -> None:
    """Sent 10 March: suspension or termination from the 26th; a plain letter only citing article 11."""
    terms = Terms(load_profile("deskapad"))
    notice = Done(D("2026-03-10"), None, "registered-letter")
    found = steps("deskapad", "2026-02-01", formal_notice=notice)
    assert found["suspension"].possible_from_on == D("2026-03-26")
    assert right_forms(terms, "formal-notice", None) == ("registered-letter",)
    assert "letter" in right_forms(terms, "formal-notice", "11")


def test_a_disputed_invoice_leads_nowhere() -> None:
    unpaid = [Unpaid("INV-1", "subscription", D("2026-04-09"), 100, 100)]
    found = ladder(Terms(load_profile("koban")), unpaid, {})
    assert not any(step.preconditions[0].met for step in found)


def test_the_operator_may_lengthen_a_reading() -> None:
    """B-94: ten days from the later of suspension and notice."""
    path = "ladder.closing.after"
    text = "step:suspension,days:10;step:formal-notice,days:10"
    terms = Terms(load_profile("koban"), {path: Answer(path, text, "operator", D("2020-01-01"))})
    done = {"suspension": Done(D("2026-04-24")), "formal-notice": Done(D("2026-05-12"))}
    found = ladder(terms, [Unpaid("INV-1", "subscription", D("2026-04-09"), 1)], done)
    assert {step.step: step.possible_from_on for step in found}["closing"] == D("2026-05-23")
    assert steps_of(terms)[0] == "reminder"
