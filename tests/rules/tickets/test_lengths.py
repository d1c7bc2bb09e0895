"""Targets in hours and days, open ones and those of the clock on the wall."""

from datetime import datetime, timedelta

import pytest

from saasctl.rules.calendars.hours import OpeningHours, Pause, parse_week
from saasctl.rules.tickets.lengths import Run
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Terms

AT = datetime.fromisoformat
TERMS = Terms(load_profile("koban"))
DESK = OpeningHours(parse_week("mon-fri 09:00-18:00"), "FR", "Europe/Paris")


def run(start: str, amount: int, unit: str, *pauses: Pause) -> Run:
    return Run(DESK, AT(start), (amount, unit), pauses, TERMS)


@pytest.mark.parametrize(
    ("start", "amount", "unit", "due"),
    [
        ("2026-03-09T16:00:00+01:00", 2, "business-hours", "2026-03-09T18:00:00+01:00"),
        ("2026-03-09T16:00:00+01:00", 1, "business-days", "2026-03-10T18:00:00+01:00"),
        ("2026-03-09T16:00:00+01:00", 150, "business-minutes", "2026-03-10T09:30:00+01:00"),
        ("2026-03-28T10:00:00+01:00", 24, "hours", "2026-03-29T11:00:00+02:00"),
        ("2026-03-09T17:45:00+01:00", 90, "minutes", "2026-03-09T19:15:00+01:00"),
        ("2026-03-28T10:00:00+01:00", 1, "days", "2026-03-29T10:00:00+02:00"),
    ],
)
def test_ends_of_lengths(start: str, amount: int, unit: str, due: str) -> None:
    assert run(start, amount, unit).due() == AT(due)


def test_met_on_the_last_second_is_met() -> None:
    held = run("2026-03-09T16:00:00+01:00", 2, "business-hours")
    assert not held.measured(AT("2026-03-10T09:00:00+01:00")).over
    assert held.measured(AT("2026-03-10T09:00:01+01:00")).over
    assert not held.measured(AT("2026-03-09T15:00:00+01:00")).over


def test_what_is_left() -> None:
    days = run("2026-03-09T16:00:00+01:00", 1, "business-days")
    assert days.measured(AT("2026-03-10T17:00:00+01:00")).remaining == 3600
    assert days.measured(AT("2026-03-11T10:00:00+01:00")).remaining == -3600
    wall = run("2026-03-09T16:00:00+01:00", 2, "hours")
    assert wall.measured(AT("2026-03-09T17:00:00+01:00")).remaining == 3600
    assert (
        run("2026-03-09T16:00:00+01:00", 2, "business-hours")
        .measured(AT("2026-03-09T16:01:00+01:00"))
        .remaining
        == 7140
    )


def test_a_pause_moves_the_end() -> None:
    first, last = AT("2026-03-09T17:00:00+01:00"), AT("2026-03-10T10:00:00+01:00")
    start = "2026-03-09T16:00:00+01:00"
    assert run(start, 2, "business-hours", (first, last)).due() == AT("2026-03-10T11:00:00+01:00")
    assert run(start, 1, "business-days", (first, last)).due() == AT("2026-03-11T18:00:00+01:00")
    assert run(start, 20, "hours", (first, last)).due() == AT("2026-03-11T05:00:00+01:00")
    assert run(start, 20, "hours", (first, None)).due() is None
    assert run(start, 20, "hours", (first, None)).measured(last).remaining == 19 * 3600
    assert run(start, 2, "business-hours", (first, None)).due() is None
    assert run(start, 2, "days", (first, first + timedelta(hours=1))).due() == AT("2026-03-11T17:00:00+01:00")


def test_a_pause_after_the_end_or_before_the_start_moves_nothing() -> None:
    early = AT("2026-03-02T10:00:00+01:00"), AT("2026-03-06T10:00:00+01:00")
    late = AT("2026-03-12T10:00:00+01:00"), None
    start = "2026-03-09T16:00:00+01:00"
    for amount, unit, due in ((2, "business-hours", 9), (1, "business-days", 10), (26, "hours", 10)):
        assert run(start, amount, unit, early, late).due() == AT(f"2026-03-{due:02d}T18:00:00+01:00")
    held = run(start, 1, "business-days", early, late)
    assert held.measured(AT("2026-03-13T10:00:00+01:00")).over
    assert held.measured(AT("2026-03-13T10:00:00+01:00")).remaining == -10 * 3600


@pytest.mark.parametrize("unit", ["business-days", "business-hours", "hours", "days"])
def test_an_end_after_more_than_a_hundred_years_is_none(unit: str) -> None:
    held = run("2026-03-09T16:00:00+01:00", 999_999, unit)
    assert held.due() is None
    assert not held.measured(AT("2126-03-09T16:00:00+01:00")).over


def test_the_clock_on_the_wall_runs_through_the_night() -> None:
    wall = run("2026-03-09T17:00:00+01:00", 20, "hours")
    assert wall.measured(AT("2026-03-10T05:00:00+01:00")).elapsed == 12 * 3600
