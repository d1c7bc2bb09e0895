from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from saasctl.values.clock import Clock, stamp, zone_named

LATE_EVENING = datetime(2026, 6, 30, 22, 30, 15, 999999, tzinfo=UTC)


def test_a_day_begins_at_midnight_of_the_clock_s_zone() -> None:
    assert Clock(lambda: LATE_EVENING, "Europe/Paris").today() == date(2026, 7, 1)
    assert Clock(lambda: LATE_EVENING, "UTC").today() == date(2026, 6, 30)


def test_now_is_utc_in_whole_seconds_whatever_the_zone_of_the_source() -> None:
    ahead = timezone(timedelta(hours=5, minutes=30))
    clock = Clock(lambda: LATE_EVENING.astimezone(ahead), "Europe/Paris")
    assert clock.now() == datetime(2026, 6, 30, 22, 30, 15, tzinfo=UTC)
    assert clock.now().tzinfo is UTC


@pytest.mark.parametrize(
    ("floor", "today"),
    [
        pytest.param(None, date(2026, 6, 30), id="no-floor"),
        pytest.param(date(2026, 1, 1), date(2026, 6, 30), id="floor-behind"),
        pytest.param(date(2027, 3, 1), date(2027, 3, 1), id="floor-ahead"),
    ],
)
def test_today_is_the_later_of_the_system_s_day_and_the_floor(floor: date | None, today: date) -> None:
    assert Clock(lambda: LATE_EVENING, floor=floor).today() == today


@pytest.mark.parametrize(
    ("day", "start"),
    [
        pytest.param(date(2026, 1, 1), datetime(2025, 12, 31, 23, tzinfo=UTC), id="winter"),
        pytest.param(date(2026, 7, 1), datetime(2026, 6, 30, 22, tzinfo=UTC), id="summer"),
        pytest.param(date(2026, 3, 29), datetime(2026, 3, 28, 23, tzinfo=UTC), id="spring-change"),
    ],
)
def test_the_first_instant_of_a_day_is_that_of_the_zone(day: date, start: datetime) -> None:
    assert Clock(lambda: LATE_EVENING, "Europe/Paris").start_of(day) == start


def test_an_unknown_zone_is_named() -> None:
    with pytest.raises(ValueError, match="Europe/Atlantis"):
        zone_named("Europe/Atlantis")


def test_an_instant_is_stored_in_utc_with_z() -> None:
    paris = timezone(timedelta(hours=2))
    assert stamp(datetime(2026, 7, 1, 0, 30, 15, tzinfo=paris)) == "2026-06-30T22:30:15Z"
