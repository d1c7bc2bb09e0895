"""The arithmetic of a date that counts back, and of a sum without VAT whose due date is counted."""

from datetime import date
from decimal import Decimal

from evaluator import recompute
from saasctl.rules.lifecycle.case_amounts import case_amounts
from saasctl.rules.lifecycle.case_steps import act_steps, amount_steps, date_steps, used_step
from saasctl.rules.lifecycle.cases import CaseAct, Happened, case_dates
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Terms

DAY = date(2026, 3, 2)
TERMS = Terms(load_profile("koban"))


def test_a_repayment_is_due_eight_days_after_the_opening() -> None:
    known = Happened({"amount": Decimal("812.34")}, {"opened": DAY}, DAY)
    found = list(amount_steps(TERMS, known, case_amounts(TERMS, "repayment", known, ())))
    assert [(step.result, step.unit) for step in found] == [("812.34", "EUR"), ("2026-03-10", "date")]
    assert all(recompute(step.expression, step.inputs) == step.result for step in found)


def test_a_missing_fact_of_an_amount_is_named() -> None:
    known = Happened({}, {"opened": DAY}, DAY)
    found = list(amount_steps(TERMS, known, case_amounts(TERMS, "hiring", known, ())))
    assert found[0].text == "indemnity: waits for gross_monthly"


def test_the_law_gives_a_month_and_the_step_cites_the_rule() -> None:
    known = Happened({"right": "access", "received_on": date(2026, 1, 31)}, {"opened": DAY}, DAY)
    (step,) = date_steps(
        TERMS, "data-subject-request", known, case_dates(TERMS, "data-subject-request", known)
    )
    assert (step.result, step.text) == (
        "2026-02-28",
        "answer: received_on 2026-01-31 + 1 months = 2026-02-28 (passed)",
    )
    assert step.clause is not None
    assert step.clause.rule == "B-135"


def test_acts_say_by_whom_and_from_when() -> None:
    acts = [
        CaseAct("terminate", ("vendor",), DAY, False, (), None, None),
        CaseAct("go_on", (), None, True, (), None, None),
    ]
    assert [step.text for step in act_steps(acts)] == [
        "terminate, by vendor: possible from 2026-03-02",
        "go_on, by the operator: possible",
    ]


def test_an_unused_fee_of_two_lines_is_rounded_once() -> None:
    """100.00 x 1/3 + 50.00 x 1/3 = 50.00, not 33.33 + 16.67."""
    step = used_step({"a": (10000, 1, 3), "b": (5000, 1, 3)}, 5000, "EUR")
    assert recompute(step.expression, step.inputs) == step.result == "50.00"
