"""From which term on a new price may count."""

from datetime import date

import pytest

from contracts import contract, terms_of
from saasctl.rules.billing.contract import Contract
from saasctl.rules.lifecycle.notice import NoticeTerm
from saasctl.rules.lifecycle.repricing import lawful_day, way_of
from saasctl.values.clause import ClauseRef

D = date.fromisoformat
CLAUSE = ClauseRef("terms", "any", "1", "9", "X-1")
KANTREE = NoticeTerm(0, "days", "in-app", "last-day", "dispatch", CLAUSE)
KOBAN = NoticeTerm(15, "days", "registered-letter", "last-day", "dispatch", CLAUSE)
DESKAPAD = NoticeTerm(3, "months", "registered-letter", "renewal-day", "dispatch", CLAUSE)
MONTHLY = contract("team", "monthly", "2026-06-15", 1)
YEARLY = contract("crm", "annual", "2026-03-16", 1)
DESK = contract("periodic", "annual", "2026-02-01", 1)


@pytest.mark.parametrize(
    ("profile", "held", "notice", "days"),
    [
        pytest.param(
            "kantree", MONTHLY, KANTREE, ("2026-07-14", "2026-07-15", "2026-07-14", "renewal"), id="K-34"
        ),
        pytest.param(
            "kantree", MONTHLY, KANTREE, ("2026-07-15", "2026-08-15", "2026-08-14", "renewal"), id="later"
        ),
        pytest.param(
            "koban", YEARLY, KOBAN, ("2027-02-28", "2027-03-16", "2027-02-28", "renewal"), id="B-06"
        ),
        pytest.param(
            "koban", YEARLY, KOBAN, ("2027-03-01", "2028-03-16", "2028-02-29", "renewal"), id="too-late"
        ),
        pytest.param(
            "deskapad", DESK, DESKAPAD, ("2026-11-01", "2027-02-01", "2026-11-01", "signed-quote"), id="D-64"
        ),
        pytest.param(
            "deskapad", DESK, DESKAPAD, ("2026-11-02", "2028-02-01", "2027-11-01", "signed-quote"), id="next"
        ),
    ],
)
def test_a_price_reaches_the_first_term_that_can_still_be_refused(
    profile: str, held: Contract, notice: NoticeTerm, days: tuple[str, str, str, str]
) -> None:
    told, effective, answer_by, how = days
    found = lawful_day(held, terms_of(profile), D(told), notice)
    assert found is not None
    assert (found.effective_on, found.answer_by, found.how) == (D(effective), D(answer_by), how)


def test_what_moves_a_price_depends_on_the_terms() -> None:
    day = D("2026-06-01")
    assert way_of(terms_of("kantree")(day))[0] == "renewal"
    assert way_of(terms_of("deskapad")(day))[0] == "signed-quote"
