"""Readings are recorded once; checks answer as of a day."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desk import Desk, new_desk
from saasctl.errors.readings import ReadingDiffers, RouteUnknown, ThresholdsPassed
from saasctl.operations.usage import ReadingGiven, ReadingsAsked, check_usage, record_reading, show_usage
from saasctl.values.act import Act

AT = datetime(2026, 3, 6, 10, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    made.seller("koban")
    made.org("acme", "koban")
    yield made
    made.store.close()


def test_a_reading_of_an_instant_is_kept_once(desk: Desk) -> None:
    for _ in range(2):
        record_reading(desk.store, "acme", ReadingGiven("records", "7"), Act(at=AT))
    with pytest.raises(ReadingDiffers):
        record_reading(desk.store, "acme", ReadingGiven("records", "8"), Act(at=AT))
    listing = show_usage(desk.store, "acme", ReadingsAsked("records"), date(2026, 3, 6))
    assert [row[1:4] for row in listing.rows] == [("records", None, 7)]
    assert list(show_usage(desk.store, "acme", ReadingsAsked(), date(2026, 3, 5)).rows) == []


def test_a_dry_run_records_nothing(desk: Desk) -> None:
    record_reading(desk.store, "acme", ReadingGiven("records", "7"), Act(at=AT, dry_run=True))
    assert desk.rows("SELECT count(*) FROM usage_reading") == [(0,)]


def test_a_check_fails_on_findings_only_when_asked(desk: Desk) -> None:
    record_reading(desk.store, "acme", ReadingGiven("records", "100001"), Act(at=AT))
    assert check_usage(desk.store, None, date(2026, 3, 6), fails=False).failure is None
    assert check_usage(desk.store, None, date(2026, 3, 5), fails=True).failure is None
    assert isinstance(
        check_usage(desk.store, None, AT.replace(hour=11), fails=True).failure, ThresholdsPassed
    )
    assert check_usage(desk.store, None, AT, fails=True).failure is None


def test_an_unknown_metric_is_kept_and_warned_of(desk: Desk) -> None:
    written = record_reading(desk.store, "acme", ReadingGiven("pages", "7"), Act(at=AT))
    assert "nothing in these terms looks at pages" in written.warnings[0]
    with pytest.raises(RouteUnknown):
        record_reading(desk.store, "acme", ReadingGiven("email-route", "1", "pigeon"), Act(at=AT))
