"""Openings as instants: growing by years, over changes of the clocks, and never without end."""

from datetime import UTC, date, datetime, timedelta

import pytest

from saasctl.rules.calendars.openings import DAY_SECONDS, Openings, Window, instant_of, seconds_of
from saasctl.values.clock import zone_named

NIGHT = ((0, 6 * 3600), (22 * 3600, DAY_SECONDS))


def at(text: str) -> int:
    return seconds_of(datetime.fromisoformat(text))


def nights(zone: str = "Europe/Paris") -> Openings:
    return Openings(lambda _: NIGHT, zone_named(zone))


def test_seconds_and_instants_mean_the_same() -> None:
    moment = datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert instant_of(seconds_of(moment)) == moment
    assert seconds_of(moment + timedelta(microseconds=999_999)) == seconds_of(moment)


def test_a_night_of_the_change_is_an_hour_shorter_or_longer() -> None:
    """Paris, 2026-03-29 and 2026-10-25: 00:00 to 06:00 lasts five, then seven hours."""
    found = [last - first for first, last in nights().spans(date(2026, 3, 29))]
    assert sum(found) == (5 + 2) * 3600
    found = [last - first for first, last in nights().spans(date(2026, 10, 25))]
    assert sum(found) == (7 + 2) * 3600


def test_answers_do_not_depend_on_what_was_asked_before() -> None:
    fresh, asked = nights(), nights()
    for year in (2030, 1990, 2060, 2026):
        asked.next_open(at(f"{year}-06-01T12:00:00+00:00"))
    first, last = at("2026-03-28T12:00:00+01:00"), at("2027-01-05T03:00:00+01:00")
    assert fresh.elapsed(first, last) == asked.elapsed(first, last)
    assert fresh.after(first, 9_000_000) == asked.after(first, 9_000_000)


def test_a_length_over_years_is_found() -> None:
    def one_hour(day: date) -> tuple[Window, ...]:
        return ((9 * 3600, 10 * 3600),) if (day.month, day.day) == (1, 2) else ()

    yearly = Openings(one_hour, zone_named("UTC"))
    assert yearly.after(at("2026-06-01T00:00:00+00:00"), 20 * 3600) == at("2046-01-02T10:00:00+00:00")
    assert yearly.next_open(at("2026-06-01T00:00:00+00:00")) == at("2027-01-02T09:00:00+00:00")


@pytest.mark.parametrize("year", [1, 2026, 9998])
def test_a_desk_that_never_opens_ends(year: int) -> None:
    never = Openings(lambda _: (), zone_named("UTC"))
    start = at(f"{year:04d}-06-01T00:00:00+00:00")
    assert never.after(start, 1) is None
    assert never.next_open(start) is None
    assert never.elapsed(start, start + DAY_SECONDS) == 0


def test_at_most_a_hundred_years_are_counted() -> None:
    always = Openings(lambda _: ((0, DAY_SECONDS),), zone_named("UTC"))
    start = at("2026-01-01T00:00:00+00:00")
    assert always.elapsed(start, at("9990-01-01T00:00:00+00:00")) == 100 * 366 * DAY_SECONDS
    assert always.elapsed(start, start) == 0
