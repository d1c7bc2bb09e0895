"""The day of the report of use, and the days it covers (D-16)."""

from datetime import date

import pytest

from saasctl.rules.credits.reporting import report_day_after, reported
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Answer, Terms
from saasctl.values.period import Period


def terms(**answers: str) -> Terms:
    held = {
        f"usage_report.{path}": Answer(f"usage_report.{path}", text, "operator", date(2020, 1, 1))
        for path, text in answers.items()
    }
    return Terms(load_profile("deskapad"), held)


@pytest.mark.parametrize(
    ("day", "number", "following"),
    [
        pytest.param(date(2026, 1, 5), "1", date(2026, 2, 1), id="the-first"),
        pytest.param(date(2026, 2, 1), "1", date(2026, 3, 1), id="never-twice-a-day"),
        pytest.param(date(2026, 12, 31), "1", date(2027, 1, 1), id="over-the-year"),
        pytest.param(date(2026, 1, 5), "10", date(2026, 1, 10), id="another-day-this-month"),
    ],
)
def test_the_day_of_the_report(day: date, number: str, following: date) -> None:
    assert report_day_after(terms(day=number), day) == following


def test_it_covers_the_month_before_or_the_month_so_far() -> None:
    day = date(2026, 3, 10)
    assert reported(terms(), day) == Period(date(2026, 2, 1), date(2026, 3, 1))
    assert reported(terms(covers="month-to-date"), day) == Period(date(2026, 3, 1), date(2026, 3, 11))


def test_terms_without_a_report_have_no_day() -> None:
    assert report_day_after(Terms(load_profile("koban")), date(2026, 1, 5)) is None
