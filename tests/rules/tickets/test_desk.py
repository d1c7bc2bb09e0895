"""From when a report counts, by the terms and their switches."""

from datetime import date, datetime

import pytest

from saasctl.errors.terms import BlankTerm
from saasctl.rules.tickets.desk import desk_of, effective_at, has_clocks
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Answer, Terms

AT = datetime.fromisoformat


def terms(profile: str, **answers: str) -> Terms:
    held = {
        path.replace("__", "."): Answer(path.replace("__", "."), text, "operator", date(2020, 1, 1))
        for path, text in answers.items()
    }
    return Terms(load_profile(profile), held)


HOURS = "mon-fri 09:00-18:00"


@pytest.mark.parametrize(
    ("answers", "at", "counts_from"),
    [
        ({}, "2026-04-09T07:15:00+02:00", "2026-04-09T09:00:00+02:00"),
        (
            {"support__before_opening": "next-working-day"},
            "2026-04-09T07:15:00+02:00",
            "2026-04-10T09:00:00+02:00",
        ),
        ({}, "2026-04-09T18:00:00+02:00", "2026-04-10T09:00:00+02:00"),
        ({"support__at_closing": "same-day"}, "2026-04-09T18:00:00+02:00", "2026-04-09T18:00:00+02:00"),
        ({"support__cutoff": "17:30"}, "2026-04-09T17:29:00+02:00", "2026-04-09T17:29:00+02:00"),
        ({"support__cutoff": "17:30"}, "2026-04-09T17:30:00+02:00", "2026-04-10T09:00:00+02:00"),
        ({}, "2025-12-20T11:00:00+01:00", "2025-12-22T09:00:00+01:00"),
    ],
)
def test_a_report_counts_from_the_next_opening(answers: dict[str, str], at: str, counts_from: str) -> None:
    """SX-7, SX-8 and the switches of S-55."""
    held = terms("ksaar", support__hours=HOURS, **answers)
    assert effective_at(held, desk_of(held), AT(at)) == AT(counts_from)


def test_a_window_that_the_clocks_skip_is_no_opening() -> None:
    """On 2026-03-29 the clocks go from 02:00 to 03:00, on 2026-10-25 the hour from 02:00 comes twice."""
    held = terms("ksaar", support__hours="mon-sun 02:00-03:00")
    desk = desk_of(held)
    assert desk is not None
    night = AT("2026-03-29T01:30:00+01:00")
    assert effective_at(held, desk, night) == AT("2026-03-30T02:00:00+02:00")
    assert desk.days_after(AT("2026-03-28T02:00:00+01:00"), 1, end_of_day=True) == AT(
        "2026-03-30T03:00:00+02:00"
    )
    assert desk.elapsed(AT("2026-10-24T12:00:00+02:00"), AT("2026-10-25T12:00:00+01:00")) == 2 * 3600


def test_hours_that_clocks_need_are_asked_for() -> None:
    with pytest.raises(BlankTerm):
        desk_of(terms("ksaar"))
    none = terms("deskapad")
    assert not has_clocks(none)
    assert desk_of(none) is None
    assert effective_at(none, None, AT("2026-01-01T00:00:00+00:00")) == AT("2026-01-01T00:00:00+00:00")
