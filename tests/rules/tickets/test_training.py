"""Usage problems that recur, over the window of the terms."""

from datetime import date

import pytest

from saasctl.rules.tickets.training import leads_to_training, usage_problems
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Answer, Terms

FOUND = [(date(2026, 3, day), about) for day, about in ((1, "usage"), (10, "usage"), (31, "anomaly"))]


def koban(**answers: str) -> Terms:
    first = date(2020, 1, 1)
    held = {f"support.{name}": Answer(f"support.{name}", text, "", first) for name, text in answers.items()}
    return Terms(load_profile("koban"), held)


@pytest.mark.parametrize(
    ("window", "on", "count"),
    [
        (None, "2026-12-31", 2),
        ("3 months", "2026-05-31", 2),
        ("3 months", "2026-06-01", 1),
        ("3 months", "2026-06-10", 0),
        ("1 years", "2027-02-28", 2),
        ("22 days", "2026-03-31", 1),
        ("21 days", "2026-03-31", 0),
    ],
)
def test_those_of_the_window_count(window: str | None, on: str, count: int) -> None:
    terms = koban(training_window=window) if window else koban()
    assert usage_problems(terms, FOUND, date.fromisoformat(on)) == count


def test_how_many_are_recurring_is_for_the_operator_to_say() -> None:
    assert leads_to_training(koban(), 7) is None
    assert leads_to_training(koban(training_after="5"), 5) is True
    assert leads_to_training(koban(training_after="5"), 4) is False
