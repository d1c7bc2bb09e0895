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


def test_hours_that_clocks_need_are_asked_for() -> None:
    with pytest.raises(BlankTerm):
        desk_of(terms("ksaar"))
    none = terms("deskapad")
    assert not has_clocks(none)
    assert desk_of(none) is None
    assert effective_at(none, None, AT("2026-01-01T00:00:00+00:00")) == AT("2026-01-01T00:00:00+00:00")
