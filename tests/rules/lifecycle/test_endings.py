"""Notices against renewal and other endings, by the worked examples of the four rulebooks."""

from datetime import date

import pytest

from contracts import contract
from saasctl.acts.describing import notice_term
from saasctl.rules.lifecycle.endings import Asked, Ends, NoEffect, cause_of, ending_of, opens_on
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Answer, Terms

D = date.fromisoformat
LETTER = "registered-letter"


def terms(profile: str, **answers: str) -> Terms:
    held = {
        path.replace("__", "."): Answer(path.replace("__", "."), text, "operator", D("2020-01-01"))
        for path, text in answers.items()
    }
    return Terms(load_profile(profile), held)


def ends(
    profile: str,
    unit: str,
    start: str,
    sent: str,
    form: str,
    received: str | None = None,
    *,
    cause: str | None = None,
    later: bool = False,
) -> Ends | NoEffect:
    held = terms(profile)
    plan = {"ksaar": "business", "deskapad": "periodic"}.get(profile, "team")
    asked = Asked(cause, "customer", form, D(sent), D(received) if received else None, later)
    sold = contract(plan, unit, start, 1)
    return ending_of(sold, lambda _: held, asked, notice_term(held, unit))


TABLE = [
    ("KX-13 monthly", "kantree", "monthly", "2026-06-15", "2026-06-20", "in-app", "2026-07-14"),
    ("KX-13 annual", "kantree", "annual", "2026-03-10", "2026-06-20", "in-app", "2027-03-09"),
    ("KX-13 after renewal", "kantree", "annual", "2026-03-10", "2027-03-10", "in-app", "2028-03-09"),
    ("BX-01 in time", "koban", "annual", "2026-03-16", "2027-02-28", LETTER, "2027-03-15"),
    ("BX-02 monthly", "koban", "monthly", "2026-01-31", "2026-02-12", LETTER, "2026-02-27"),
    ("SX-1", "ksaar", "annual", "2025-04-10", "2026-02-09", LETTER, "2026-04-09"),
    ("SX-2c", "ksaar", "annual", "2026-03-01", "2026-12-31", LETTER, "2027-02-28"),
    ("DX-15", "deskapad", "annual", "2026-02-01", "2026-11-01", LETTER, "2027-01-31"),
    ("DX-16", "deskapad", "monthly", "2026-01-31", "2026-02-21", LETTER, "2026-02-27"),
]


@pytest.mark.parametrize(
    ("profile", "unit", "start", "sent", "form", "last_day"),
    [row[1:] for row in TABLE],
    ids=[row[0] for row in TABLE],
)
def test_a_notice_in_time_ends_the_term(
    profile: str, unit: str, start: str, sent: str, form: str, last_day: str
) -> None:
    found = ends(profile, unit, start, sent, form)
    assert isinstance(found, Ends)
    assert found.last_day == D(last_day)


LATE = [
    ("BX-01", "koban", "annual", "2026-03-16", "2027-03-01", LETTER, "2027-02-28", "2028-03-15"),
    ("SX-1", "ksaar", "annual", "2025-04-10", "2026-02-10", LETTER, "2026-02-09", "2027-04-09"),
    ("DX-15", "deskapad", "annual", "2026-02-01", "2026-11-02", LETTER, "2026-11-01", "2028-01-31"),
]


@pytest.mark.parametrize(
    ("profile", "unit", "start", "sent", "form", "deadline", "after"),
    [row[1:] for row in LATE],
    ids=[row[0] for row in LATE],
)
def test_a_late_notice_has_no_effect_and_names_the_next_end(
    profile: str, unit: str, start: str, sent: str, form: str, deadline: str, after: str
) -> None:
    found = ends(profile, unit, start, sent, form)
    assert isinstance(found, NoEffect)
    assert (found.deadline_on, found.next_last_day) == (D(deadline), D(after))
    booked = ends(profile, unit, start, sent, form, later=True)
    assert isinstance(booked, Ends)
    assert booked.last_day == D(after)


def test_a_wrong_form_and_an_unknown_receipt() -> None:
    found = ends("koban", "annual", "2026-03-16", "2027-01-10", "email")
    assert isinstance(found, NoEffect)
    assert found.why == "it must be by registered-letter"
    assert isinstance(
        ends("koban", "annual", "2026-03-16", "2026-05-04", LETTER, cause="insolvency"), NoEffect
    )


@pytest.mark.parametrize(
    ("cause", "form", "received", "last_day"),
    [
        ("insolvency", LETTER, "2026-05-06", "2026-05-21"),
        ("misconduct", "email-ack", "2026-05-31", "2026-06-30"),
        ("misconduct", "email-ack", "2027-01-31", "2027-02-28"),
    ],
)
def test_bx_10_and_bx_11(cause: str, form: str, received: str, last_day: str) -> None:
    """A month from 31 May ends on 30 June; 15 days from the receipt of the letter."""
    found = ends("koban", "annual", "2026-03-16", "2026-05-04", form, received, cause=cause)
    assert isinstance(found, Ends)
    assert found.last_day == D(last_day)


def test_sx_17() -> None:
    """Thirty days after the letter of 15 January: from 15 February."""
    assert opens_on(terms("ksaar"), "fault", D("2026-01-15")) == D("2026-02-15")
    assert opens_on(terms("koban"), "misconduct", D("2026-01-15")) is None


def test_the_month_without_commitment_is_left_by_a_click() -> None:
    """SX-4."""
    held = terms("ksaar")
    sold = contract("business", "monthly", "2025-03-10", 1, free_exit=True)
    click = Asked(None, "customer", "in-app", D("2025-04-09"), None)
    assert cause_of(sold, lambda _: held, click) == "free-exit"
    found = ending_of(sold, lambda _: held, click, notice_term(held, "monthly"))
    assert isinstance(found, Ends)
    assert (found.last_day, found.owed_until) == (D("2025-04-09"), D("2025-04-09"))
    late = Asked("free-exit", "customer", "in-app", D("2025-04-10"), None)
    assert isinstance(ending_of(sold, lambda _: held, late, None), NoEffect)
