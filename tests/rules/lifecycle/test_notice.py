from datetime import date

import pytest

from saasctl.rules.calendars.days import HolidayCalendar
from saasctl.rules.lifecycle.notice import NoticeTerm, deadline_for, deadline_step, last_valid_day
from saasctl.values.clause import ClauseRef

D = date.fromisoformat
CLAUSE = ClauseRef("terms", "any", "1", "9", "X-1")
FRANCE = HolidayCalendar("FR")
KSAAR = NoticeTerm(2, "months", "registered-letter", "last-day", "dispatch", CLAUSE)
KSAAR_LOOSER = NoticeTerm(2, "months", "registered-letter", "renewal-day", "dispatch", CLAUSE)
KOBAN = NoticeTerm(15, "days", "registered-letter", "last-day", "dispatch", CLAUSE)
DESKAPAD_YEAR = NoticeTerm(3, "months", "registered-letter", "renewal-day", "dispatch", CLAUSE)
DESKAPAD_MONTH = NoticeTerm(7, "days", "registered-letter", "renewal-day", "dispatch", CLAUSE)
KANTREE = NoticeTerm(0, "days", "in-app", "last-day", "dispatch", CLAUSE)


@pytest.mark.parametrize(
    ("term", "renewal_on", "deadline"),
    [
        pytest.param(KSAAR, "2026-04-10", "2026-02-09", id="SX-1"),
        pytest.param(KSAAR_LOOSER, "2026-04-10", "2026-02-10", id="SX-1-looser-setting"),
        pytest.param(KSAAR, "2027-04-10", "2027-02-09", id="SX-1-next-term"),
        pytest.param(KSAAR, "2027-02-28", "2026-12-27", id="SX-2"),
        pytest.param(KSAAR, "2027-03-01", "2026-12-31", id="SX-2c"),
        pytest.param(KSAAR, "2027-01-01", "2026-10-31", id="SX-3"),
        pytest.param(KOBAN, "2027-03-16", "2027-02-28", id="BX-01"),
        pytest.param(KOBAN, "2027-07-01", "2027-06-15", id="BX-02-24-months"),
        pytest.param(KOBAN, "2026-02-28", "2026-02-12", id="BX-02-january"),
        pytest.param(KOBAN, "2026-03-31", "2026-03-15", id="BX-02-february"),
        pytest.param(KOBAN, "2026-04-30", "2026-04-14", id="BX-02-march"),
        pytest.param(DESKAPAD_YEAR, "2027-02-01", "2026-11-01", id="DX-15"),
        pytest.param(DESKAPAD_MONTH, "2026-02-28", "2026-02-21", id="DX-16-february"),
        pytest.param(DESKAPAD_MONTH, "2026-03-31", "2026-03-24", id="DX-16-march"),
        pytest.param(DESKAPAD_MONTH, "2026-04-30", "2026-04-23", id="DX-16-april"),
        pytest.param(DESKAPAD_MONTH, "2026-05-31", "2026-05-24", id="DX-16-may"),
        pytest.param(KANTREE, "2026-07-15", "2026-07-14", id="KX-13-any-time"),
    ],
)
def test_the_last_valid_day_is_counted_back_as_each_contract_says(
    term: NoticeTerm, renewal_on: str, deadline: str
) -> None:
    assert last_valid_day(D(renewal_on), term) == D(deadline)
    assert deadline_step(D(renewal_on), term).result == deadline


@pytest.mark.parametrize(
    ("term", "renewal_on", "post_by"),
    [
        pytest.param(KSAAR, "2027-02-28", "2026-12-24", id="SX-2-sunday-after-christmas"),
        pytest.param(KSAAR, "2027-01-01", "2026-10-30", id="SX-3-saturday"),
        pytest.param(DESKAPAD_YEAR, "2027-02-01", "2026-10-30", id="DX-15-all-saints-on-sunday"),
        pytest.param(KOBAN, "2027-03-16", "2027-02-26", id="BX-01-sunday"),
    ],
)
def test_a_letter_is_posted_by_the_working_day_before(
    term: NoticeTerm, renewal_on: str, post_by: str
) -> None:
    assert deadline_for(D(renewal_on), term, FRANCE).post_by_on == D(post_by)


def test_a_notice_in_the_software_is_not_posted() -> None:
    assert deadline_for(D("2026-07-15"), KANTREE, FRANCE).post_by_on is None
