"""One check of readings for all writers, as strict as the table's class."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from saasctl.acts.measuring import faults_of, reading_of, spelled
from saasctl.errors.readings import ReadingMalformed
from saasctl.store.tables.metering import UsageReading
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Terms

AT = "2026-03-31T23:30:00+02:00"


@pytest.mark.parametrize(
    ("texts", "columns"),
    [
        pytest.param(("bounces", "5", AT, None, None), [], id="good"),
        pytest.param(("Bounces", "5", AT, None, None), ["metric"], id="capital"),
        pytest.param(("bounces", "-5", AT, None, None), ["value"], id="below-zero"),
        pytest.param(("bounces", "5", "2026-03-31", None, None), ["at"], id="no-instant"),
        pytest.param(("bounces", "5", "2026-02-30T10:00:00Z", None, None), ["at"], id="no-such-day"),
        pytest.param(("", "", "", "a\x00", "b\n"), ["metric", "value", "at", "subject", "source"], id="all"),
    ],
)
def test_every_wrong_text_is_told_by_its_column(
    texts: tuple[str, str, str, str | None, str | None], columns: list[str]
) -> None:
    assert [fault.column for fault in faults_of(*texts)] == columns


def test_a_reading_falls_on_the_day_of_its_zone() -> None:
    reading = reading_of("bounces", "5", "2026-03-31T23:30:00Z", None, "x")
    assert reading.row(1, "Europe/Paris")[3:5] == ("2026-03-31T23:30:00Z", "2026-04-01")
    assert reading.row(1, "UTC")[4] == "2026-03-31"


@given(st.text(max_size=12), st.text(max_size=6), st.text(max_size=12), st.text(max_size=12))
def test_what_the_check_lets_through_the_table_takes(
    metric: str, value: str, subject: str, source: str
) -> None:
    try:
        reading = reading_of(metric, value, datetime(2026, 3, 1, tzinfo=UTC), subject, source or None)
    except ReadingMalformed:
        return
    names = ("organisation_id", "metric", "subject", "at", "on_day", "value", "source")
    row = dict(zip(names, reading.row(1, "UTC"), strict=True))
    try:
        UsageReading.model_validate(row)
    except ValidationError as wrong:
        raise AssertionError(row) from wrong


def test_a_metric_is_spelled_as_the_terms_do() -> None:
    assert spelled(Terms(load_profile("ksaar")), "end-users") == "end_users"
    assert spelled(Terms(load_profile("koban")), "campaign_sent") == "campaign-sent"
    assert spelled(Terms(load_profile("koban")), "pages") == "pages"
