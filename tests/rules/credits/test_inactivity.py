"""From when access may be taken away (D-38, D-44): DX-23."""

from dataclasses import replace
from datetime import date

import pytest

from saasctl.rules.credits.inactivity import Idle, removable_from
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Answer, Terms


def terms(**answers: str) -> Terms:
    held = {
        f"inactivity.{path}": Answer(f"inactivity.{path}", text, "operator", date(2020, 1, 1))
        for path, text in answers.items()
    }
    return Terms(load_profile("deskapad"), held)


def idle(
    plan: str, seen: date | None, booked: date | None = None, left: int = 0, ended: str | None = None
) -> Idle:
    return Idle(plan, seen, booked, left, ended)


@pytest.mark.parametrize(
    ("who", "on"),
    [
        pytest.param(idle("on-demand", date(2025, 8, 31)), date(2026, 3, 1), id="DX-23"),
        pytest.param(idle("on-demand", date(2026, 1, 15)), date(2026, 7, 16), id="DX-23-second"),
        pytest.param(idle("on-demand", date(2026, 1, 15), left=1), None, id="one-credit-left"),
        pytest.param(
            idle("on-demand", date(2025, 8, 31), date(2026, 1, 15)), date(2026, 7, 16), id="a-booking"
        ),
        pytest.param(idle("on-demand", None), None, id="nothing-known"),
        pytest.param(idle("periodic", date(2025, 8, 31), ended="monthly"), date(2026, 3, 1), id="D-44"),
        pytest.param(idle("periodic", date(2025, 8, 31), ended="annual"), date(2026, 3, 1), id="any-rhythm"),
        pytest.param(idle("periodic", date(2025, 8, 31)), None, id="it-still-runs"),
        pytest.param(
            replace(idle("on-demand", date(2025, 8, 31)), emptied_on=date(2026, 5, 21)),
            date(2026, 5, 21),
            id="its-last-credits-expired-later",
        ),
        pytest.param(
            replace(idle("periodic", date(2025, 8, 31), ended="annual"), ended_on=date(2026, 7, 31)),
            date(2026, 8, 1),
            id="the-subscription-ended-later",
        ),
    ],
)
def test_the_day_after_six_months(who: Idle, on: date | None) -> None:
    found = removable_from(terms(), who)
    assert (found.on if found else None) == on
    assert found is None or found.clause is not None


def test_the_monthly_subscription_alone_is_a_reading() -> None:
    annual = idle("periodic", date(2025, 8, 31), ended="annual")
    assert removable_from(terms(**{"periodic.rhythms": "monthly"}), annual) is None


def test_what_counts_as_activity_is_a_reading() -> None:
    booked_later = idle("on-demand", date(2025, 8, 31), date(2026, 1, 15))
    found = removable_from(terms(activity="sign-in"), booked_later)
    assert found is not None
    assert found.on == date(2026, 3, 1)
