"""How long a lot lives (D-37), and who holds the credits of a plan (D-27, D-33)."""

from datetime import date

import pytest

from saasctl.rules.credits.lots import holds_credits, life_of, plan_without_subscription, span_after
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Answer, Terms

PROFILE = load_profile("deskapad")


def terms(**answers: str) -> Terms:
    held = {
        f"credits.{path}": Answer(f"credits.{path}", text, "operator", date(2020, 1, 1))
        for path, text in answers.items()
    }
    return Terms(PROFILE, held)


@pytest.mark.parametrize(
    ("sort", "begins", "last"),
    [
        pytest.param("on-demand", date(2025, 5, 20), date(2026, 5, 20), id="DX-9"),
        pytest.param("on-demand", date(2024, 2, 29), date(2025, 2, 28), id="a-leap-day"),
        pytest.param("on-demand", date(2023, 3, 1), date(2024, 3, 1), id="over-a-leap-day"),
        pytest.param("periodic", date(2025, 5, 20), None, id="no-life-is-stated"),
        pytest.param("collected", date(2025, 5, 20), None, id="collected-ones-neither"),
    ],
)
def test_the_anniversary_is_the_last_day(sort: str, begins: date, last: date | None) -> None:
    assert life_of(terms(), sort, begins).expires_on == last


def test_the_year_may_end_the_day_before() -> None:
    found = life_of(terms(life_ends="day-before"), "on-demand", date(2025, 5, 20))
    assert found.expires_on == date(2026, 5, 19)
    assert found.clause is not None


@pytest.mark.parametrize(
    ("span", "last"),
    [((6, "months"), date(2026, 2, 28)), ((2, "days"), date(2025, 9, 2)), ((48, "hours"), date(2025, 9, 2))],
)
def test_a_span_after_a_day(span: object, last: date) -> None:
    """DX-23: six months of 31 August end on 28 February."""
    assert span_after(date(2025, 8, 31), span) == last


def test_users_hold_credits_on_demand_and_have_rights_in_a_subscription() -> None:
    assert holds_credits(terms(), "on-demand")
    assert not holds_credits(terms(), "periodic")


def test_without_a_subscription_a_refill_is_on_demand() -> None:
    assert plan_without_subscription(terms(), "periodic") == "on-demand"
    assert plan_without_subscription(Terms(load_profile("kantree")), "team") == "team"
