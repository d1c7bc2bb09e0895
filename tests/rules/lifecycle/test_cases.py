"""Dates and acts of cases, by the worked examples and by their edges."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest

from saasctl.rules.lifecycle.cases import Happened, case_acts, case_dates, counted, kinds_of, warned
from saasctl.rules.lifecycle.facts import Fact
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Terms

D = date.fromisoformat


def terms_of(profile: str) -> Terms:
    return Terms(load_profile(profile))


def known(now: str, facts: Mapping[str, Fact], opened: str | None = None, end: str | None = None) -> Happened:
    days = {"opened": D(opened or now), "contract-end": D(end) if end else None}
    return Happened(facts, days, D(now))


TABLE = [
    ("SX-18", "ksaar", "audit", {"notified_on": D("2026-05-06")}, "visit", "2026-05-12"),
    ("SX-18 holiday", "ksaar", "audit", {"notified_on": D("2026-05-08")}, "visit", "2026-05-15"),
    ("SX-19", "ksaar", "audit", {"findings_on": D("2026-06-01")}, "regularise", "2026-06-16"),
    ("SX-17", "ksaar", "breach", {"sent_on": D("2026-01-15")}, "cure", "2026-02-14"),
    ("SX-17 right", "ksaar", "breach", {"sent_on": D("2026-01-15")}, "termination", "2026-02-15"),
    ("SX-23", "ksaar", "force-majeure", {"notified_on": D("2026-01-31")}, "optional_end", "2026-04-01"),
    ("SX-25", "ksaar", "infringement-claim", {"received_on": D("2026-12-24")}, "notify", "2027-01-01"),
    ("DX-26", "deskapad", "dispute", {"received_on": D("2026-07-31")}, "proposal", "2026-08-15"),
    ("DX-26 court", "deskapad", "dispute", {"received_on": D("2026-07-31")}, "court", "2026-08-16"),
    ("DX-27", "deskapad", "claim", {"event_on": D("2026-03-15")}, "last_day", "2027-03-15"),
    ("leap day", "deskapad", "claim", {"event_on": D("2024-02-29")}, "last_day", "2025-02-28"),
    ("clipped", "koban", "data-subject-request", {"received_on": D("2026-01-31")}, "answer", "2026-02-28"),
]


@pytest.mark.parametrize("row", TABLE, ids=[row[0] for row in TABLE])
def test_a_date_counts_from_its_fact(row: tuple[str, str, str, dict[str, Fact], str, str]) -> None:
    _, profile, kind, facts, name, expected = row
    dates = {one.name: one for one in case_dates(terms_of(profile), kind, known("2026-01-01", facts))}
    assert dates[name].on == D(expected)


@pytest.mark.parametrize(
    ("profile", "end", "ban"),
    [("ksaar", "2026-04-09", "2027-04-09"), ("deskapad", "2026-12-31", "2027-12-31")],
    ids=["SX-27", "DX-27"],
)
def test_a_ban_runs_from_the_end_of_the_contract(profile: str, end: str, ban: str) -> None:
    (found,) = case_dates(terms_of(profile), "hiring", known("2026-01-01", {}, end=end))
    assert (found.on, found.sense) == (D(ban), "until")
    (found,) = case_dates(terms_of(profile), "hiring", known("2026-01-01", {}))
    assert (found.on, found.state, found.waits_for) == (None, "waits", "contract-end")


def test_hours_elapse_in_utc() -> None:
    """SX-21: 24 hours over the change of the clocks."""
    aware = datetime(2026, 10, 24, 13, tzinfo=UTC)
    assert counted(terms_of("ksaar"), aware, (24, "hours"), "by") == (
        D("2026-10-25"),
        datetime(2026, 10, 25, 13, tzinfo=UTC),
    )


def test_months_are_counted_back_too() -> None:
    assert counted(terms_of("koban"), D("2026-03-31"), (1, "months"), "before") == (D("2026-02-28"), None)


STATES = [
    ("2026-06-16", {}, "to-come"),
    ("2026-06-17", {}, "passed"),
    ("2026-06-20", {"paid_on": D("2026-06-16")}, "met"),
    ("2026-06-20", {"paid_on": D("2026-06-17")}, "late"),
]


@pytest.mark.parametrize(("now", "more", "state"), STATES, ids=[row[2] for row in STATES])
def test_how_a_last_day_stands(now: str, more: dict[str, Fact], state: str) -> None:
    facts: dict[str, Fact] = {"findings_on": D("2026-06-01"), **more}
    dates = {one.name: one for one in case_dates(terms_of("ksaar"), "audit", known(now, facts))}
    assert dates["regularise"].state == state


def test_a_right_whose_reason_ended_first_never_opens() -> None:
    terms, facts = terms_of("ksaar"), {"notified_on": D("2026-01-31")}
    for ended, allowed in ((None, True), ("2026-03-31", False), ("2026-04-02", True)):
        more = {**facts, "ended_on": D(ended)} if ended else facts
        happened = known("2026-05-01", more)
        (act,) = case_acts(terms, "force-majeure", happened, case_dates(terms, "force-majeure", happened))
        assert act.allowed is allowed


def test_an_act_waits_for_what_it_needs() -> None:
    terms = terms_of("ksaar")
    (act,) = case_acts(terms, "sub-processor", known("2026-05-01", {"consent_on": D("2026-04-01")}), ())
    assert (act.allowed, act.missing) == (False, ("contract_on",))


def test_absent_facts_are_shown_until_they_are_given() -> None:
    terms = terms_of("ksaar")
    assert warned(terms, "exit", known("2026-05-01", {})) == ("confirmed_on",)
    assert warned(terms, "exit", known("2026-05-01", {"confirmed_on": D("2026-05-01")})) == ()
    assert "audit" in kinds_of(terms)
