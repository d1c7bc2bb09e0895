"""KX-15: less than seven days from the cause's end, by the local clock."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from contracts import terms_of
from saasctl.rules.lifecycle.restoring import restoring

PARIS = ZoneInfo("Europe/Paris")
AT = datetime.fromisoformat
TERMS = terms_of("kantree")(date(2026, 5, 1))
ELAPSED = terms_of("kantree", restoration__clock="elapsed")(date(2026, 3, 26))


@pytest.mark.parametrize(
    ("ceased", "restored", "late"),
    [
        pytest.param("2026-05-11T10:00+02:00", "2026-05-18T09:59+02:00", False, id="KX-15-on-time"),
        pytest.param("2026-05-11T10:00+02:00", "2026-05-18T10:00+02:00", True, id="KX-15-late"),
        pytest.param("2026-03-26T10:00+01:00", "2026-04-02T09:59+02:00", False, id="KX-15-dst-on-time"),
        pytest.param("2026-03-26T10:00+01:00", "2026-04-02T10:00+02:00", True, id="KX-15-dst-late"),
    ],
)
def test_access_is_back_in_less_than_seven_days(ceased: str, restored: str, late: bool) -> None:
    found = restoring(TERMS, AT(ceased), None, PARIS)
    assert found is not None
    assert found.is_late(AT(restored)) is late
    assert found.failed == "termination-due"


def test_the_later_of_cause_and_inquiry_counts() -> None:
    found = restoring(TERMS, AT("2026-05-11T10:00+02:00"), AT("2026-05-13T12:00+02:00"), PARIS)
    assert found is not None
    assert found.before_at == AT("2026-05-20T12:00+02:00")


def test_elapsed_hours_and_terms_without_a_limit() -> None:
    found = restoring(ELAPSED, AT("2026-03-26T10:00+01:00"), None, PARIS)
    assert found is not None
    assert found.before_at == AT("2026-04-02T11:00+02:00")
    assert restoring(terms_of("koban")(date(2026, 5, 1)), AT("2026-05-11T10:00+02:00"), None, PARIS) is None
