"""The dates of a subscription, replayed: a foreign evaluator comes to what `sub dates` says."""

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from evaluator import recompute
from saasctl.acts.contracts import contract_as_of
from saasctl.acts.describing import dates_view
from saasctl.acts.explaining_dates import explain_subscription
from saasctl.acts.leaving import leaving_on
from saasctl.acts.terms import TermsBook
from saasctl.operations.cases import CaseGiven, open_case
from saasctl.operations.explanations import explain_key

D = date.fromisoformat
PLANS = [
    ("kantree", "team", "annual"),
    ("koban", "pro", "monthly"),
    ("koban", "pro", "annual"),
    ("koban", "pro", "biennial"),
    ("ksaar", "business", "monthly"),
    ("deskapad", "periodic", "monthly"),
    ("deskapad", "periodic", "annual"),
]
DATES = ("renewal", "notice, last day", "notice, to be posted", "period, last day", "commitment, last day")


def event(desk: Desk, org: str, day: date, days: int) -> None:
    told = ("notified_on", day.isoformat())
    ended = ("ended_on", (day + timedelta(days=days)).isoformat())
    known = (told,) if org.startswith(("koban", "ksaar")) else ()
    given = CaseGiven((("event", "flood"), ended, *known))
    open_case(desk.store, org, "force-majeure", given, on(day.isoformat()))


def results(desk: Desk, key: int, day: date) -> tuple[dict[str, str], dict[str, object]]:
    """Return the last result of each name, every date recomputed, and what is printed."""
    with desk.store.reading() as tx:
        book, contract = TermsBook(tx), contract_as_of(tx, key, day)
        steps = explain_subscription(tx, book, contract, day).steps
        leaving = leaving_on(tx, book, contract, day)
        view = dates_view(book, contract, day, contract.trial_until, leaving)
    for step in steps:
        if step.unit == "date":
            assert recompute(step.expression, step.inputs) == step.result, step
    found = {step.text.partition(": ")[0]: step.result for step in steps}
    notice, after = view.notice, view.if_cancelled
    printed: dict[str, object] = {
        "renewal": view.renewal_on or (view.commitment and view.commitment.end),
        "period, last day": view.period and view.period.last_day,
        "commitment, last day": view.commitment and view.commitment.last_day,
        "notice, last day": notice and notice.deadline_on,
        "notice, to be posted": notice and notice.post_by_on,
        "next invoice": view.next_invoice_on,
        "export until": after and after.export_until,
        "free return until": after and after.returns_until,
        "deletion": after and after.purge_due_on,
        f"left on {day}, last day": after and after.last_day,
    }
    return found, printed


def test_every_date_is_replayed_and_is_what_sub_dates_prints(tmp_path: Path) -> None:
    chance, desk = random.Random(20261201), new_desk(tmp_path)
    for profile in dict.fromkeys(profile for profile, _, _ in PLANS):
        desk.seller(profile)
    for number, (profile, plan, unit) in enumerate(PLANS * 2):
        org, start = f"{profile}-{number}", D("2025-01-01") + timedelta(days=chance.randrange(365))
        desk.org(org, profile)
        desk.sub(org, plan, unit, 1, start.isoformat(), "100.00")
        if profile != "kantree" and number >= len(PLANS):
            event(desk, org, start + timedelta(days=chance.randrange(1, 60)), chance.randrange(50))
    for key in range(1, 2 * len(PLANS) + 1):
        for _ in range(3):
            day = D("2026-02-01") + timedelta(days=chance.randrange(300))
            found, printed = results(desk, key, day)
            for name, value in printed.items():
                said = found.get(name)
                if name == "notice, to be posted" and said is None:
                    said = found.get("notice, last day")
                if value is None and name in ("notice, to be posted", "renewal"):
                    continue
                assert said == (None if value is None else str(value)), (key, day, name)


@pytest.mark.parametrize("key", ["acme", "acme/main"])
def test_the_days_that_force_majeure_adds_are_said(tmp_path: Path, key: str) -> None:
    """Yearly from 2026-01-01, 5 to 24 May are 20 days: 2027-01-01 becomes 2027-01-21, the notice 10-21."""
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("deskapad"))
    desk.sub("acme", "periodic", "annual", 1, "2026-01-01")
    event(desk, "acme", D("2026-05-05"), 19)
    texts = [step.text for step in explain_key(key, desk.store, None, D("2026-06-01")).steps]
    assert "renewal: 2026-01-01 + 12 months = 2027-01-01" in texts
    added = "renewal: 2027-01-01 + 20 days of force majeure since 2026-05-05 = 2027-01-21"
    assert added in texts
    assert "notice, last day: 2027-01-21 - 3 months = 2026-10-21" in texts
    assert any(text.startswith("force majeure: 2026-05-05 to 2026-05-24") for text in texts)
