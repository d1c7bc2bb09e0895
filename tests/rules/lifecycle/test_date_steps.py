"""Steps of dates: months from an anchor, the days of events, lengths of the terms."""

from datetime import date

import pytest

from evaluator import recompute
from saasctl.rules.billing.pauses import Shift
from saasctl.rules.lifecycle.date_steps import boundary_steps, days_step, span_step
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Terms

D = date.fromisoformat


def test_moves_follow_one_another_and_leave_out_those_that_came_later() -> None:
    """31 January + 1 month is 28 February; moved by 3 days, then not by an event that began after it."""
    shifts = (Shift(D("2026-02-05"), 3), Shift(D("2026-03-10"), 9))
    steps = list(boundary_steps("renewal", (D("2026-01-31"), 1), shifts, (None, None)))
    assert [step.result for step in steps] == ["2026-02-28", "2026-03-03"]
    assert [recompute(step.expression, step.inputs) for step in steps] == ["2026-02-28", "2026-03-03"]


@pytest.mark.parametrize(("days", "found"), [(-1, "2024-02-29"), (1, "2024-03-02"), (0, "2024-03-01")])
def test_days_go_both_ways(days: int, found: str) -> None:
    step = days_step("x", D("2024-03-01"), days, "", None)
    assert recompute(step.expression, step.inputs) == step.result == found


def test_a_length_of_the_terms_with_and_without_the_day_after() -> None:
    """B-114: ten years after 30 June 2026 is the last day to keep, 1 July 2036 the day of deletion."""
    koban = Terms(load_profile("koban"))
    for name, path, found in (
        ("deletion", "deletion.after", "2036-07-01"),
        ("export until", "export.window", "2026-07-15"),
    ):
        step = span_step(koban, (name, path), D("2026-06-30"), D(found))
        assert step is not None
        assert recompute(step.expression, step.inputs) == step.result == found
    deskapad = Terms(load_profile("deskapad"))
    assert span_step(deskapad, ("deletion", "deletion.after"), D("2026-06-30"), D("2026-07-02")) is None
