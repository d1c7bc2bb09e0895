"""Explanations follow from the invoice as it was stored."""

from datetime import date

from saasctl.acts.explaining import due_step
from saasctl.values.clause import ClauseRef


def test_a_due_date_is_days_after_the_invoice_that_day_not_counted() -> None:
    """BX-03 a: 2 March 2026 and 8 days."""
    clause = ClauseRef("terms", "koban", "2026-03", "8", "B-75")
    step = due_step(date(2026, 3, 2), date(2026, 3, 10), clause)
    assert (step.text, step.inputs, step.clause) == (
        "2026-03-02 + 8 days = 2026-03-10",
        {"issued_on": "2026-03-02", "due_days": 8},
        clause,
    )
