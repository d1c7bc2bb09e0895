"""The end of liability, and what is contested, by KX-21."""

from datetime import UTC, datetime

import pytest

from saasctl.rules.lifecycle.liability import Excuse, Report, contested, cut_off_at
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Terms


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 5, 12, hour, minute, tzinfo=UTC)


TABLE = [
    ("kantree", Report("credentials", at(14, 30)), at(14, 30)),
    ("kantree", Report("threat", at(14, 30)), None),
    ("koban", Report("stolen", at(14, 30)), None),
    ("koban", Report("stolen", at(14, 30), at(16)), at(16)),
    ("ksaar", Report("lost", at(14, 30), at(16)), None),
]


@pytest.mark.parametrize(("profile", "report", "end"), TABLE)
def test_liability_ends_as_the_terms_say(profile: str, report: Report, end: datetime | None) -> None:
    assert cut_off_at(Terms(load_profile(profile)), report) == end


def test_what_comes_after_is_contested() -> None:
    """K-12: from the report on, its instant included; K-72: inside a failure, even before."""
    terms = Terms(load_profile("kantree"))
    report, excuse = Report("credentials", at(14, 30)), Excuse("vendor_failure", at(10, 30), at(11, 30))
    assert contested(terms, at(11), [report], []) is None
    assert contested(terms, at(14, 30), [report], []) is not None
    assert contested(terms, at(11), [report], [excuse]) is not None
    assert contested(terms, at(11, 30), [], [excuse]) is None
    assert contested(terms, at(11), [], [Excuse("bad_luck", at(10), None)]) is None
    assert contested(Terms(load_profile("koban")), at(18), [Report("stolen", at(9), at(10))], []) is None
