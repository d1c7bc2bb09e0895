"""The outbox: each e-mail leaves at most once, whatever breaks off."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.errors.base import Failure
from saasctl.errors.letters import NoticeNotWaiting, SendingPartlyFailed
from saasctl.errors.lifecycle import NoticeUnknown
from saasctl.operations import outbox
from saasctl.operations.notices import show_notice
from saasctl.operations.outbox import SendGiven, export_notices, mark_sent, send
from saasctl.operations.reminding import RemindGiven, remind
from saasctl.system.mail import MailServer
from smtp import Inbox, listening

SENDER = "desk@seller.example"
DAY = "2026-03-20"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Two customers of Koban with a late invoice each."""
    found = new_desk(tmp_path)
    seller = found.seller("koban")
    for slug in ("acme", "berlin"):
        found.org(slug, seller)
        found.sub(slug, "crm", "annual", 1, "2026-03-01", "100.00")
    found.bill("2026-03-01")
    remind(found.store, RemindGiven(), on(DAY))
    yield found
    found.store.close()


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    with listening() as found:
        yield found


def states(desk: Desk) -> list[str]:
    return [show_notice(desk.store, name).status for name in ("N-1", "N-2")]


def test_each_leaves_once(desk: Desk, inbox: Inbox) -> None:
    given = SendGiven(server=inbox.server(), sender=SENDER)
    assert send(desk.store, given, on(DAY)).keys == ("N-1", "N-2")
    assert send(desk.store, given, on(DAY)).keys == ()
    assert sorted(inbox.recipients) == ["billing@acme.example", "billing@berlin.example"]
    assert [str(one["Message-ID"]) for one in inbox.messages] == [
        show_notice(desk.store, name).message_id for name in ("N-1", "N-2")
    ]
    assert show_notice(desk.store, "N-1").sent_on == date.fromisoformat(DAY)


def test_a_run_killed_while_it_sends_leaves_it_unknown(
    desk: Desk, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> object:
        raise KeyboardInterrupt

    given = SendGiven(server=inbox.server(), sender=SENDER)
    with monkeypatch.context() as patch:
        patch.setattr(outbox, "_handed", killed)
        with pytest.raises(KeyboardInterrupt):
            send(desk.store, given, on(DAY))
    assert states(desk) == ["sending", "to-send"]
    identity = show_notice(desk.store, "N-1").message_id
    assert send(desk.store, given, on(DAY)).keys == ("N-2",)
    assert states(desk) == ["unknown", "sent"]
    with pytest.raises(NoticeNotWaiting, match="N-1"):
        send(desk.store, SendGiven(("N-1",), server=inbox.server(), sender=SENDER), on(DAY))
    send(desk.store, SendGiven(("N-1",), server=inbox.server(), sender=SENDER, again=True), on(DAY))
    assert states(desk) == ["sent", "sent"]
    assert str(inbox.messages[-1]["Message-ID"]) == identity


def test_a_connection_that_breaks_off_is_for_the_operator_to_decide(desk: Desk, inbox: Inbox) -> None:
    (desk.path.parent / "letter.reminder.fr.txt").write_text("broken off\n\nText.\n", encoding="utf-8")
    desk.store.terms_path = str(desk.path.parent)
    given = SendGiven(("N-1",), server=inbox.server(), sender=SENDER)
    with pytest.raises(SendingPartlyFailed) as failed:
        raise_failure(send(desk.store, given, on(DAY)).failure)
    assert failed.value.exit == 11
    assert states(desk) == ["unknown", "to-send"]
    mark_sent(desk.store, "N-1", None, None, on(DAY))
    assert states(desk) == ["sent", "to-send"]


def raise_failure(failure: Exception | None) -> None:
    if failure is not None:
        raise failure


def test_what_the_server_refuses_waits_again(desk: Desk, inbox: Inbox) -> None:
    with desk.store.transaction(on(DAY)) as tx:
        tx.run("UPDATE outgoing SET address = 'nobody@acme.example' WHERE notice_id = 1")
    written = send(desk.store, SendGiven(server=inbox.server(), sender=SENDER), on(DAY))
    assert isinstance(written.failure, SendingPartlyFailed)
    assert written.keys == ("N-2",)
    found = show_notice(desk.store, "N-1")
    assert (found.status, found.effect) == ("to-send", "550 no such mailbox")


def test_a_server_that_does_not_answer_changes_nothing(desk: Desk) -> None:
    server = MailServer("smtp+plain", "127.0.0.1", 1)
    with pytest.raises(Failure, match="takes no mail"):
        send(desk.store, SendGiven(server=server, sender=SENDER), on(DAY))
    assert states(desk) == ["to-send", "to-send"]


def test_a_file_in_a_folder_counts_as_handed_over(desk: Desk, tmp_path: Path) -> None:
    given = SendGiven(folder=tmp_path / "out", sender=SENDER, org="acme")
    assert send(desk.store, given, on(DAY)).keys == ("N-1",)
    assert states(desk) == ["sent", "to-send"]
    assert b"Message-ID: <" in (tmp_path / "out" / "N-1.eml").read_bytes()


def test_a_dry_run_sends_and_marks_nothing(desk: Desk, tmp_path: Path) -> None:
    given = SendGiven(folder=tmp_path / "out", sender=SENDER)
    send(desk.store, given, on(DAY)._replace(dry_run=True))
    assert states(desk) == ["to-send", "to-send"]
    assert not (tmp_path / "out").exists()


def test_letters_are_printed_with_their_address(desk: Desk, tmp_path: Path) -> None:
    remind(desk.store, RemindGiven(org="acme", form="registered-letter"), on("2026-03-21"))
    written = export_notices(desk.store, (), tmp_path / "letters", "txt", on("2026-03-21"))
    assert [Path(key).name for key in written.keys] == ["N-3-reminder.txt"]
    assert "registered-letter" in Path(written.keys[0]).read_text(encoding="utf-8")
    mailed = export_notices(desk.store, ("N-1",), tmp_path / "letters", "eml", on("2026-03-21"))
    assert Path(mailed.keys[0]).read_bytes().startswith(b"From: ")
    assert states(desk) == ["to-send", "to-send"]


def test_only_what_was_written_here_is_marked(desk: Desk) -> None:
    with pytest.raises(NoticeUnknown):
        mark_sent(desk.store, "N-9", None, None, on(DAY))
