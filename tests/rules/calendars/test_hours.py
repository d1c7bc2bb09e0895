"""Opening hours against cases published by other projects, generated ones, and a walk minute by minute."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saasctl.rules.calendars.hours import NeverOpen, OpeningHours, Pause, parse_week, parse_windows
from saasctl.values.clock import zone_named

CASES = json.loads(Path(__file__).with_name("business_time.json").read_text(encoding="utf-8"))
AT = datetime.fromisoformat


def desk(name: str) -> OpeningHours:
    held = CASES["calendars"][name]
    closed = tuple((date.fromisoformat(day), (), "closed") for day in held["closed"])
    return OpeningHours(parse_week(held["week"]), "none", held["zone"], closed)


def pauses(case: dict[str, Any]) -> list[Pause]:
    return [(AT(one["from"]), AT(one["to"]) if one["to"] else None) for one in case.get("pauses", ())]


@pytest.mark.parametrize("case", CASES["generated"], ids=lambda case: str(case["id"]))
def test_generated_cases(case: dict[str, Any]) -> None:
    hours, opened, expected = desk(case["calendar"]), AT(case["opened_at"]), case["expected"]
    start = hours.next_open(opened)
    assert start == AT(expected["clock_starts_at"])
    if case["kind"] == "deadline":
        due = hours.due(opened, case["duration_min"] * 60, pauses(case))
        assert due == (AT(expected["due_at"]) if expected["due_at"] else None)
        if "remaining_min" in expected:
            far = opened + timedelta(days=3650)
            left = case["duration_min"] - hours.running(opened, far, pauses(case)) // 60
            assert left == expected["remaining_min"]
    elif case["kind"] == "business_days":
        same = hours.days_after(start, case["days"], end_of_day=False)
        last = hours.days_after(start, case["days"], end_of_day=True)
        assert (same, last) == (AT(expected["due_same_time"]), AT(expected["due_end_of_day"]))
    else:
        elapsed = hours.running(opened, AT(case["restored_at"]), pauses(case)) // 60
        assert elapsed == expected["elapsed_min"]
        assert max(0, elapsed - case["guaranteed_min"]) == expected["overrun_min"]
        assert hours.due(opened, case["guaranteed_min"] * 60, pauses(case)) == AT(expected["due_at"])


@pytest.mark.parametrize("case", CASES["published"], ids=lambda case: str(case["id"]))
def test_published_cases(case: dict[str, Any]) -> None:
    hours, opened = desk(case["calendar"]), AT(case["opened_at"])
    match case["kind"]:
        case "due":
            assert hours.due(opened, case["duration_min"] * 60, pauses(case)) == AT(case["expected"])
        case "elapsed":
            assert hours.running(opened, AT(case["end"]), pauses(case)) == round(case["expected"] * 60)
        case "days":
            start = hours.next_open(opened)
            for name, end_of_day in (("expected_same_time", False), ("expected_end_of_day", True)):
                if case[name] is not None:
                    assert hours.days_after(start, case["days"], end_of_day=end_of_day) == AT(case[name])


WEEKS = (
    "mon-thu 09:00-18:00; fri 09:00-17:00",
    "mon-fri 08:30-12:00,13:30-18:00; sat 09:00-12:00",
    "mon-sun 00:00-06:00,22:00-24:00",
    "mon-sun 00:00-24:00",
    "sat-sun 01:30-03:30",
)


def is_open(hours: OpeningHours, at: datetime) -> bool:
    """Say whether a desk is open, by the definition and nothing else."""
    local = at.astimezone(zone_named(hours.zone))
    second = local.hour * 3600 + local.minute * 60
    return any(opens <= second < closes for opens, closes in hours.windows_on(local.date()))


minutes = st.integers(0, 60 * 24 * 366 * 2)
AROUND = (None, "2026-03-28T12:00:00+00:00", "2026-10-24T12:00:00+00:00", "2028-02-27T12:00:00+00:00")
"""Anywhere, and around the changes of the clocks and a leap day."""
LENGTHS = 30


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(WEEKS),
    st.sampled_from(["Europe/Paris", "America/Santiago", "UTC", "Australia/Lord_Howe"]),
    st.sampled_from(["FR", "FR-ALSACE-MOSELLE", "none"]),
    st.tuples(st.sampled_from(AROUND), minutes),
    st.lists(st.integers(1, 600), min_size=LENGTHS, max_size=LENGTHS),
    st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 1500)), max_size=3),
)
def test_a_walk_minute_by_minute_finds_the_same(
    week: str,
    zone: str,
    holidays: str,
    begin: tuple[str | None, int],
    lengths: list[int],
    breaks: list[tuple[int, int]],
) -> None:
    """Over DST, nights, leap days and pauses: the first minute at which each of thirty lengths has run."""
    hours = OpeningHours(parse_week(week), holidays, zone)
    around, offset = begin
    start = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=offset)
    if around is not None:
        start = AT(around) + timedelta(minutes=offset % 2000)
    held: list[Pause] = [
        (start + timedelta(minutes=first), start + timedelta(minutes=first + more)) for first, more in breaks
    ]
    at, run, found = start, 0, dict[int, datetime]()
    while run < max(lengths) and at < start + timedelta(days=6):
        run += is_open(hours, at) and not any(first <= at < (last or at) for first, last in held)
        at += timedelta(minutes=1)
        found.setdefault(run, at)
    for length in lengths:
        if length in found:
            assert hours.due(start, length * 60, held) == found[length]
            assert hours.running(start, found[length], held) == length * 60


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(WEEKS), minutes, st.integers(0, 10**7), st.integers(0, 10**7))
def test_parts_of_time_sum_to_the_whole(week: str, offset: int, first: int, more: int) -> None:
    hours = OpeningHours(parse_week(week), "FR", "Europe/Paris")
    start = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=offset)
    middle, end = start + timedelta(seconds=first), start + timedelta(seconds=first + more)
    assert hours.elapsed(start, middle) + hours.elapsed(middle, end) == hours.elapsed(start, end)
    done = hours.elapsed(start, end)
    assert hours.elapsed(start, hours.after(start, done)) == done
    assert hours.after(start, done) <= end


def test_hours_are_read_as_written() -> None:
    assert parse_windows("09:00-12:00,12:00-14:00") == ((32400, 50400),)
    assert parse_week("sat-mon 10:00-11:00")[6] == ((36000, 39600),)
    for wrong in ("9-12", "12:00-09:00", "09:00", "25:00-26:00", "09:61-10:00"):
        with pytest.raises(ValueError, match=r"hours|time"):
            parse_windows(wrong)


def test_a_single_day_wins_over_holidays_and_weekdays() -> None:
    christmas = date(2026, 12, 25)
    hours = OpeningHours(
        parse_week("mon-fri 09:00-18:00"), "FR", "Europe/Paris", ((christmas, ((36000, 43200),), "desk"),)
    )
    assert hours.is_worked(christmas)
    assert hours.label(christmas) == "desk"
    assert hours.label(date(2026, 5, 1)) == "Labour Day"
    assert hours.opening(christmas) == AT("2026-12-25T10:00:00+01:00")
    assert hours.is_open(AT("2026-12-25T10:00:00+01:00"))


def test_a_desk_that_never_opens_says_so() -> None:
    never = OpeningHours(((),) * 7)
    start = AT("2026-01-01T00:00:00+00:00")
    with pytest.raises(NeverOpen):
        never.next_open(start)
    with pytest.raises(NeverOpen):
        never.after(start, 1)
    with pytest.raises(NeverOpen):
        never.next_worked(date(2026, 1, 1))
