"""The letter that tells of a case leaves its day on the case, once; what counts from it follows (S-75)."""

from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.operations.cases import CaseGiven, close_case, open_case, show_case, update_case
from saasctl.operations.notices import show_notice
from saasctl.operations.outbox import SendGiven, mark_sent, send

EVENT = ("event", "flood")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a store with a monthly contract at 310.00 in arrears, and an event on 9 March 2026."""
    made = new_desk(tmp_path)
    made.org("acme", made.seller("ksaar"))
    made.sub("acme", "business", "monthly", 1, "2026-01-01", "310.00")
    open_case(made.store, "acme", "force-majeure", CaseGiven((EVENT,), by="vendor"), on("2026-03-09"))
    return made


def notified(desk: Desk) -> object:
    return show_case(desk.store, "C-1", None).facts.get("notified_on")


def test_the_day_it_left_is_noted_and_the_contract_is_suspended_from_it(desk: Desk) -> None:
    """Left on 11 March, over on the 20th: 310.00 x 10/31 and x 11/31 are billed, 210.00."""
    letter = show_notice(desk.store, "N-1")
    assert (letter.form, letter.text is not None and "flood" in letter.text) == ("registered-letter", True)
    mark_sent(desk.store, "N-1", "RK1", None, on("2026-03-11"))
    mark_sent(desk.store, "N-1", "RK1", None, on("2026-03-12"))
    assert str(notified(desk)) == "2026-03-11"
    update_case(desk.store, "C-1", CaseGiven((("ended_on", "2026-03-20"),)), on("2026-03-20"))
    desk.bill("2026-04-01")
    assert desk.rows("SELECT net_cents FROM invoice ORDER BY id DESC LIMIT 1") == [(21000,)]


def test_a_day_that_is_known_stays_and_a_closed_case_is_left_alone(desk: Desk) -> None:
    update_case(desk.store, "C-1", CaseGiven((("notified_on", "2026-03-10"),)), on("2026-03-10"))
    mark_sent(desk.store, "N-1", "RK1", None, on("2026-03-11"))
    assert str(notified(desk)) == "2026-03-10"
    open_case(desk.store, "acme", "force-majeure", CaseGiven((EVENT,), by="vendor"), on("2026-06-01"))
    close_case(desk.store, "C-2", CaseGiven(), on("2026-06-02"))
    mark_sent(desk.store, "N-2", "RK2", None, on("2026-06-03"))
    assert show_case(desk.store, "C-2", None).facts.get("notified_on") is None


def test_an_e_mail_that_is_sent_notes_its_day_too(tmp_path: Path) -> None:
    """B-120: the client is told by e-mail."""
    desk = new_desk(tmp_path)
    desk.org("acme", desk.seller("koban"))
    open_case(desk.store, "acme", "force-majeure", CaseGiven((EVENT,)), on("2026-03-09"))
    send(desk.store, SendGiven(folder=tmp_path / "out", sender="a@koban.example"), on("2026-03-10"))
    assert str(notified(desk)) == "2026-03-10"
