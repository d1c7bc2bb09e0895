"""Planned work is told to those whom the terms have told of it, and announced once all letters left."""

from datetime import date, datetime
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.operations.incidents import WorkGiven, list_maintenance, plan_maintenance, report_availability
from saasctl.operations.notices import show_notice
from saasctl.operations.outbox import SendGiven, mark_sent, send
from saasctl.values.act import Act

AT = datetime.fromisoformat
TIMES = AT("2026-08-31T22:00:00+02:00"), AT("2026-08-31T22:20:00+02:00")
LETTERS = """
SELECT o.slug, n.form, n.due_on FROM notice n JOIN organisation o ON o.id = n.organisation_id ORDER BY n.id
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a store of Koban: two customers with a contract in August 2026, one whose ended before."""
    made = new_desk(tmp_path)
    made.seller("koban")
    for org in ("acme", "beta", "gone", "never"):
        made.org(org, "koban")
    for org in ("acme", "beta", "gone"):
        made.sub(org, "crm", "monthly", 1, "2026-01-01", "10.00")
    with made.store.transaction(Act(on=date(2026, 7, 1))) as tx:
        tx.run("UPDATE subscription SET ended_on = '2026-08-30' WHERE organisation_id = 3")
    return made


def test_each_customer_is_told_a_month_before(desk: Desk) -> None:
    """31 August less a month is 31 July; the work is announced once the second letter has left."""
    written = plan_maintenance(
        desk.store, "koban", TIMES, WorkGiven("hardware", "new disks"), on("2026-07-01")
    )
    assert "in the outbox for 2 customers" in (written.told or "")
    assert desk.rows(LETTERS) == [("acme", "email", "2026-07-31"), ("beta", "email", "2026-07-31")]
    assert "2026-08-31 22:00" in str(show_notice(desk.store, "N-1", "en").text)
    mark_sent(desk.store, "N-1", None, None, on("2026-07-10"))
    assert [row[7] for row in list_maintenance(desk.store, None).rows] == [None]
    given = SendGiven(folder=desk.path.parent / "out", sender="a@koban.example")
    send(desk.store, given, Act(at=AT("2026-07-20T10:00:00+02:00")))
    assert [str(row[7]) for row in list_maintenance(desk.store, None).rows] == ["2026-07-20 08:00:00+00:00"]
    month = date(2026, 8, 1)
    assert (
        report_availability(desk.store, "koban", month, AT("2026-09-01T00:00:00+02:00")).excluded_minutes
        == 20
    )


def test_work_that_was_announced_or_needs_no_notice_has_no_letters(desk: Desk) -> None:
    told = WorkGiven("network", "x", AT("2026-07-01T10:00:00+02:00"), "email")
    plan_maintenance(desk.store, "koban", TIMES, told, on("2026-07-02"))
    plan_maintenance(
        desk.store,
        "koban",
        (TIMES[0], AT("2026-08-31T22:02:00+02:00")),
        WorkGiven("deployment", "x"),
        on("2026-07-02"),
    )
    assert desk.rows(LETTERS) == []


@pytest.mark.parametrize("profile", ["kantree", "ksaar", "deskapad"])
def test_terms_without_such_a_notice_have_no_letters(tmp_path: Path, profile: str) -> None:
    """K-45: above an hour users *may* be told by e-mail; the others say nothing."""
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller(profile))
    desk.sub(
        "acme",
        {"kantree": "team", "ksaar": "business", "deskapad": "periodic"}[profile],
        "monthly",
        1,
        "2026-01-01",
        "10.00",
    )
    times = TIMES[0], AT("2026-08-31T23:30:00+02:00")
    plan_maintenance(desk.store, profile, times, WorkGiven("network", "x"), on("2026-07-01"))
    assert desk.rows(LETTERS) == []
