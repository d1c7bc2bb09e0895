"""Every date, amount and act of a case is told as arithmetic that a foreign evaluator recomputes."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from evaluator import recompute
from saasctl.acts.cases import load_case
from saasctl.acts.explaining_cases import explain_case
from saasctl.acts.terms import TermsBook
from saasctl.operations.cases import CaseGiven, open_case
from saasctl.values.clause import Step

COMPUTED = ("date", "instant", "EUR")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A customer of Ksaar and one of Koban with a year of EUR 3,650.00."""
    found = new_desk(tmp_path)
    found.org("acme", found.seller("ksaar"))
    found.org("beta", found.seller("koban"))
    found.sub("beta", "pro", "annual", 1, "2026-01-01", "3650.00")
    yield found
    found.store.close()


def steps(desk: Desk, org: str, kind: str, facts: dict[str, str], day: str) -> tuple[Step, ...]:
    open_case(desk.store, org, kind, CaseGiven(tuple(facts.items())), on(day))
    with desk.store.reading() as tx:
        return explain_case(tx, TermsBook(tx), load_case(tx, "C-1"), date.fromisoformat(day)).steps


def results(found: tuple[Step, ...], unit: str) -> list[str]:
    for step in found:
        if step.unit in COMPUTED:
            assert recompute(step.expression, step.inputs) == step.result, step.text
    return [step.result for step in found if step.unit == unit]


def test_an_audit_rolls_past_ascension_and_adds_ten_percent(desk: Desk) -> None:
    """SX-18 and SX-19: D + 6 is Ascension, so the day after; 1,000.00 x 1.10 + 750.00, 20 % VAT."""
    facts = {"notified_on": "2026-05-08", "findings_on": "2026-06-01", "extra_fees": "1000.00"}
    found = steps(desk, "acme", "audit", facts | {"audit_costs": "750.00"}, "2026-06-01")
    assert results(found, "date") == ["2026-05-14", "2026-05-15", "2026-06-16", "2026-06-17"]
    assert results(found, "EUR") == ["1850.00", "2220.00"]
    assert found[-1].text == "letter_for_fault, by vendor: possible from 2026-06-17"
    assert {step.clause.rule for step in found if step.clause} == {"S-23", "S-24", "S-25", "S-C13"}


def test_hours_are_counted_in_utc_over_the_change_of_clocks(desk: Desk) -> None:
    """SX-21: 15:00 summer time and 24 hours are 14:00 winter time."""
    found = steps(desk, "acme", "data-breach", {"aware_at": "2026-10-24T15:00:00+02:00"}, "2026-10-24")
    assert results(found, "instant") == ["2026-10-25T13:00:00Z"]
    assert "= 2026-10-25T14:00+01:00" in found[0].text


def test_what_waits_for_a_fact_says_for_which(desk: Desk) -> None:
    found = steps(desk, "acme", "force-majeure", {"event": "flood"}, "2026-01-31")
    assert [step.text for step in found] == [
        "suspended_to: waits for notified_on",
        "optional_end: waits for notified_on",
        "terminate, by customer or vendor: waits for optional_end",
    ]


def test_an_unused_fee_is_told_by_its_days(desk: Desk) -> None:
    """BX-19: 10 March + 30 days + 1, + 2 months + 1; 3,650.00 x 296/365 = 2,960.00, 3,552.00 with VAT."""
    found = steps(desk, "beta", "force-majeure", {"event": "flood"}, "2026-03-10")
    assert results(found, "date") == ["2026-04-10", "2026-05-11"]
    assert results(found, "EUR") == ["2960.00", "2960.00", "3552.00"]
    assert "3650.00 x 296/365 days" in found[2].text


def test_months_clip_and_a_right_opens_the_day_after(desk: Desk) -> None:
    """SX-23: 2026-01-31 + 2 months = 31 March; the right from 1 April."""
    facts = {"event": "flood", "notified_on": "2026-01-31"}
    assert results(steps(desk, "acme", "force-majeure", facts, "2026-01-31"), "date") == [
        "2026-03-31",
        "2026-04-01",
    ]
