"""What a cancelled booking gives back, by the operator's answers; the last instant in time counts."""

from datetime import date, datetime

import pytest

from saasctl.errors.terms import BlankTerm
from saasctl.rules.credits.cancelling import share_back
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Answer, Terms

AT = datetime.fromisoformat
STARTS = AT("2026-03-30T09:00:00+02:00")
ANSWERS = {
    "cancel.until": "24 hours",
    "cancel.refund": "100",
    "cancel.late_refund": "50",
    "no_show_refund": "0",
}


def terms(**answers: str) -> Terms:
    held = {
        f"booking.{path}": Answer(f"booking.{path}", text, "operator", date(2020, 1, 1))
        for path, text in answers.items()
    }
    return Terms(load_profile("deskapad"), held)


@pytest.mark.parametrize(
    ("at", "no_show", "percent"),
    [
        pytest.param("2026-03-29T09:00:00+02:00", False, 100, id="the-last-instant-in-time"),
        pytest.param("2026-03-29T09:00:01+02:00", False, 50, id="a-second-late"),
        pytest.param("2026-03-30T10:00:00+02:00", True, 0, id="nobody-came"),
    ],
)
def test_what_is_given_back(at: str, no_show: bool, percent: int) -> None:
    assert share_back(terms(**ANSWERS), STARTS, AT(at), no_show=no_show).value == percent


def test_a_day_before_is_elapsed_time_over_the_change_of_the_clocks() -> None:
    """The clocks go forward on 29 March 2026: 24 hours before 09:00 on the 29th is 08:00 on the 28th."""
    starts = AT("2026-03-29T09:00:00+02:00")
    assert share_back(terms(**ANSWERS), starts, AT("2026-03-28T08:00:00+01:00"), no_show=False).value == 100
    assert share_back(terms(**ANSWERS), starts, AT("2026-03-28T08:30:00+01:00"), no_show=False).value == 50


def test_nothing_is_assumed_for_the_operator() -> None:
    with pytest.raises(BlankTerm):
        share_back(terms(), STARTS, STARTS, no_show=False)
