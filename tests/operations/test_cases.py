"""Cases: opened once, refused without what the terms need, listed with their next date."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.errors.cases import CaseClosed, CaseKindUnknown, CaseStepsOpen, FactMissing, FactUnknown
from saasctl.errors.terms import BlankTerm
from saasctl.operations.cases import (
    CaseGiven,
    close_case,
    list_cases,
    list_kinds,
    open_case,
    show_case,
    update_case,
)

D = date.fromisoformat
NO_FILTER = (None, None, False)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A customer of Ksaar."""
    found = new_desk(tmp_path)
    found.org("acme", found.seller("ksaar"))
    yield found
    found.store.close()


def test_the_same_opening_is_one_case_and_another_fact_another(desk: Desk) -> None:
    pay = CaseGiven((("gross_monthly", "3800"),))
    assert open_case(desk.store, "acme", "hiring", pay, on("2026-05-06")).keys == ("C-1",)
    assert open_case(desk.store, "acme", "hiring", pay, on("2026-05-06")).keys == ("C-1",)
    other = CaseGiven((("gross_monthly", "3900"),))
    assert open_case(desk.store, "acme", "hiring", other, on("2026-05-06")).keys == ("C-2",)
    assert open_case(desk.store, "acme", "hiring", pay, on("2026-05-07", key="k")).keys == ("C-3",)


def test_a_dry_run_writes_nothing(desk: Desk) -> None:
    open_case(desk.store, "acme", "audit", CaseGiven(), on("2026-05-06", dry_run=True))
    assert desk.rows("SELECT count(*) FROM case_file") == [(0,)]


def test_what_the_terms_need_is_asked_for(desk: Desk) -> None:
    with pytest.raises(CaseKindUnknown):
        open_case(desk.store, "acme", "flood", CaseGiven(), on("2026-05-06"))
    with pytest.raises(FactMissing):
        open_case(desk.store, "acme", "hiring", CaseGiven(), on("2026-05-06"))
    with pytest.raises(FactUnknown):
        open_case(desk.store, "acme", "audit", CaseGiven(ticks=("paint",)), on("2026-05-06"))
    request = CaseGiven((("right", "access"), ("received_on", "2026-05-06"), ("identity_proved", "yes")))
    with pytest.raises(BlankTerm):
        open_case(desk.store, "acme", "data-subject-request", request, on("2026-05-06"))
    desk.setting("ksaar", "case.data-subject-request.date.answer.length", "1 months")
    written = open_case(desk.store, "acme", "data-subject-request", request, on("2026-05-06"))
    assert show_case(desk.store, written.keys[0], D("2026-05-06")).dates[0].on == D("2026-06-06")


def test_a_case_grows_and_is_closed_once(desk: Desk) -> None:
    open_case(desk.store, "acme", "audit", CaseGiven(), on("2026-05-06"))
    ticks = ("contract-compliance", "end-user-count", "commercial-revenue")
    findings = CaseGiven((("findings_on", "2026-06-01"),))
    update_case(desk.store, "C-1", findings, on("2026-06-01"))
    update_case(desk.store, "C-1", findings, on("2026-06-02"))
    assert desk.rows("SELECT count(*) FROM case_entry") == [(2,)]
    with pytest.raises(CaseStepsOpen):
        close_case(desk.store, "C-1", CaseGiven(), on("2026-06-20"))
    close_case(desk.store, "C-1", CaseGiven(ticks=ticks), on("2026-06-20"))
    close_case(desk.store, "C-1", CaseGiven(), on("2026-06-21"))
    assert show_case(desk.store, "C-1", D("2026-06-30")).closed_on == D("2026-06-20")
    assert show_case(desk.store, "C-1", D("2026-06-19")).closed_on is None
    with pytest.raises(CaseClosed):
        update_case(desk.store, "C-1", findings, on("2026-06-22"))


def test_lists_tell_the_next_date(desk: Desk) -> None:
    open_case(desk.store, "acme", "audit", CaseGiven(), on("2026-05-06"))
    rows = list(list_cases(desk.store, ("acme", "audit", True), D("2026-05-07")).rows)
    assert [(row[0], row[7], row[8]) for row in rows] == [("C-1", D("2026-05-12"), "visit")]
    assert list(list_cases(desk.store, NO_FILTER, D("2026-05-05")).rows) == []


@pytest.mark.parametrize("profile", ["kantree", "koban", "ksaar", "deskapad"])
def test_every_profile_lists_its_kinds(profile: str) -> None:
    assert [row[0] for row in list_kinds(profile, None).rows]
