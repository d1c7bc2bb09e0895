"""Send, print and mark the letters and e-mails of the outbox."""

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import date, datetime
from email.message import EmailMessage
from pathlib import Path

from saasctl.acts.auditing import record_audit
from saasctl.acts.case_letters import note_departure
from saasctl.acts.letters import letter_of
from saasctl.acts.noticing import NOTICES, notice_view
from saasctl.acts.outbox import MAILED, SENDING, SENT, TO_SEND, UNKNOWN, Waiting, move, waiting
from saasctl.acts.work_letters import note_announcement
from saasctl.errors.letters import AddressMissing, MailUnconfigured, NoticeNotWaiting, SendingPartlyFailed
from saasctl.errors.lifecycle import NoticeUnknown
from saasctl.errors.usage import ValueMalformed
from saasctl.formats.eml import Mail, message_of
from saasctl.store.database import Store, Transaction
from saasctl.system.mail import Connection, Fate, MailServer, connected
from saasctl.values.act import Act
from saasctl.values.answers import Listing, Written
from saasctl.values.views.lifecycle import NOTICE_COLUMNS, NoticeGivenView

MARKS = ", ".join("?" * len(MAILED))
DUE = f"n.status = 'to-send' AND n.form IN ({MARKS})"
LEFT_OPEN = "n.status = 'sending'"
PAPER = "UPDATE outgoing SET message_id = ? WHERE notice_id = ?"
TRACKED = "UPDATE outgoing SET tracking = ? WHERE notice_id = ?"
RECEIVED = "UPDATE notice SET received_on = ? WHERE id = ?"


@dataclass(frozen=True, slots=True)
class SendGiven:
    """Which notices leave, and how: through a mail server, or as files in a folder.

    None named: every e-mail of the outbox.
    """

    notices: tuple[str, ...] = ()
    org: str | None = None
    server: MailServer | None = None
    folder: Path | None = None
    sender: str | None = None
    again: bool = False


def send(store: Store, given: SendGiven, act: Act) -> Written:
    """Send e-mails, each at most once.

    State `sending` and a fixed Message-ID are committed before a message is handed over: a run that
    is killed in between leaves it `unknown` for the operator to decide, and so does a connection that
    breaks off. What the server refuses waits again. Some refused: SendingPartlyFailed (exit 11).
    """
    if given.server is None and given.folder is None:
        raise MailUnconfigured
    with store.exclusively("notice send"):
        with store.transaction(act) as tx:
            _recover(tx)
            chosen = _chosen(tx, given)
            if act.dry_run:
                for notice in chosen:
                    tx.tell(f"N-{notice.id}: {notice.kind} to {notice.address}")
        if act.dry_run:
            return _told(store, [], [f"N-{one.id}" for one in chosen], {})
        failed: dict[str, str] = {}
        with _way(given) if chosen else nullcontext(None) as connection:
            for notice in chosen:
                fate, said = _one(store, given, connection, notice, act)
                if fate != "accepted":
                    failed[f"N-{notice.id}"] = f"{fate}: {said}"
        return _told(store, chosen, [f"N-{one.id}" for one in chosen], failed)


def _way(given: SendGiven) -> AbstractContextManager[Connection | None]:
    return nullcontext(None) if given.server is None else connected(given.server)


def _recover(tx: Transaction) -> None:
    """Say of what an earlier run left in `sending` that nobody knows whether it left."""
    for notice in waiting(tx, LEFT_OPEN, ()):
        move(tx, notice, UNKNOWN, "a sending was interrupted: it may have left")


def _chosen(tx: Transaction, given: SendGiven) -> list[Waiting]:
    if not given.notices:
        found = waiting(tx, DUE, MAILED)
        return [one for one in found if given.org is None or one.org == given.org]
    return [_ready(tx, name, given) for name in given.notices]


def _ready(tx: Transaction, name: str, given: SendGiven) -> Waiting:
    notice = _named(tx, name)
    if notice.form not in MAILED:
        raise NoticeNotWaiting(name, f"its form is {notice.form}: saasctl notice export prints it")
    if notice.status == UNKNOWN and not given.again:
        raise NoticeNotWaiting(name, "it may have left: --again sends it under the same Message-ID")
    if notice.status not in (TO_SEND, UNKNOWN):
        raise NoticeNotWaiting(name, f"it is {notice.status}")
    _sender(given, notice)
    return notice


def _named(tx: Transaction, name: str) -> Waiting:
    key = _key(name)
    found = waiting(tx, "n.id = ?", (key,))
    if not found:
        if tx.one("SELECT id FROM notice WHERE id = ?", (key,)) is None:
            raise NoticeUnknown(name)
        raise NoticeNotWaiting(name, "it was recorded, not written here")
    return found[0]


def _key(name: str) -> int:
    digits = name.removeprefix("N-")
    return int(digits) if digits.isascii() and digits.isdigit() else 0


def _one(
    store: Store, given: SendGiven, connection: Connection | None, notice: Waiting, act: Act
) -> tuple[Fate, str]:
    try:
        sender = _sender(given, notice)
    except AddressMissing as error:
        return "refused", f"{error.message}; fix: {error.fix}"
    with store.transaction(act) as tx:
        identity = notice.message_id or message_identity(notice, sender)
        message = _message(tx, notice, sender, identity)
        tx.run(PAPER, (identity, notice.id))
        move(tx, notice, SENDING)
    notice = replace(notice, status=SENDING)
    fate, said = _handed(given, connection, notice, sender, message)
    with store.transaction(act) as tx:
        if fate == "accepted":
            move(tx, notice, SENT, on=tx.on)
            note_departure(tx, notice, tx.on)
            note_announcement(tx, notice)
        elif fate == "refused":
            move(tx, notice, TO_SEND, said[:200])
        else:
            move(tx, notice, UNKNOWN, said[:200])
    return fate, said


def _sender(given: SendGiven, notice: Waiting) -> str:
    """Return the address an e-mail leaves from. AddressMissing (exit 7) without it, or where it goes."""
    if not notice.address:
        raise AddressMissing(f"N-{notice.id}", notice.org, f"saasctl org edit {notice.org} --email ADDRESS")
    sender = given.sender or notice.seller_email
    if not sender:
        raise AddressMissing(f"N-{notice.id}", "the seller", "--from ADDRESS")
    return sender


def message_identity(notice: Waiting, sender: str) -> str:
    """Return the Message-ID of a notice, the same whenever it is sent."""
    text = f"{notice.org}|{notice.id}|{notice.kind}|{notice.due_on}|{notice.address}"
    return f"<{hashlib.sha256(text.encode()).hexdigest()[:32]}@{sender.rpartition('@')[2]}>"


def _message(tx: Transaction, notice: Waiting, sender: str, identity: str) -> EmailMessage:
    written = letter_of(tx, notice)
    mail = Mail(
        (notice.seller, sender),
        (notice.addressee, notice.address or ""),
        written.subject,
        written.text,
        identity,
        tx.at,
        notice.language,
        acknowledged=notice.form == "email-ack",
    )
    return message_of(mail)


def _handed(
    given: SendGiven, connection: Connection | None, notice: Waiting, sender: str, message: EmailMessage
) -> tuple[Fate, str]:
    if connection is not None:
        return connection.deliver(sender, notice.address or "", message)
    from saasctl.formats.files import whole_bytes

    file = (given.folder or Path()) / f"N-{notice.id}.eml"
    if not file.exists():
        whole_bytes(file, message.as_bytes())
    return "accepted", ""


def _told(store: Store, chosen: Sequence[Waiting], keys: list[str], failed: dict[str, str]) -> Written:
    sent = len(chosen) - len(failed)
    with store.reading() as tx:
        rows = [_view(tx, key) for key in keys]
    listing = notice_listing(rows, store.clock.today())
    failure = None
    if failed:
        failure = SendingPartlyFailed(sent, [f"{key} {said}" for key, said in failed.items()])
    done = tuple(key for key in keys if key not in failed)
    return Written(listing, done, f"{sent} notices sent", (), failure)


def notice_listing(views: Iterable[NoticeGivenView], day: date) -> Listing:
    """Return notices as a list."""
    rows = [tuple(getattr(view, column.name) for column in NOTICE_COLUMNS) for view in views]
    return Listing("saasctl.notice.list/1", NOTICE_COLUMNS, rows, day, len(rows))


def _view(tx: Transaction, name: str) -> NoticeGivenView:
    return notice_view(tx, tx.rows(f"{NOTICES} WHERE n.id = ?", (_key(name),))[0])


def mark_sent(store: Store, name: str, tracking: str | None, received_on: date | None, act: Act) -> Written:
    """Record that a notice of the outbox left on the act's day, and what is known of its receipt.

    A registered letter has a tracking number. The receipt may be added later by the same command.
    """
    with store.transaction(act) as tx:
        notice = _named(tx, name)
        row = tx.one("SELECT sent_on FROM notice WHERE id = ?", (notice.id,))
        known = date.fromisoformat(str(row[0])) if row and row[0] else None
        sent_on = known or tx.on
        if received_on is not None and received_on < sent_on:
            raise ValueMalformed("--received-on", received_on.isoformat(), f"a day from {sent_on} on")
        if notice.status in ("withdrawn", "no-effect"):
            raise NoticeNotWaiting(name, f"it is {notice.status}")
        if notice.status != SENT:
            move(tx, notice, SENT, on=sent_on)
            note_departure(tx, notice, sent_on)
            note_announcement(tx, notice)
        _arrived(tx, notice, tracking, received_on)
        view = _view(tx, name)
    return Written(view, (view.id,), f"{view.id}: {view.kind} sent on {view.sent_on}")


def _arrived(tx: Transaction, notice: Waiting, tracking: str | None, received_on: date | None) -> None:
    facts: dict[str, object] = {"notice": f"N-{notice.id}"}
    if tracking is not None and tracking != notice.tracking:
        tx.run(TRACKED, (tracking, notice.id))
        facts["tracking"] = tracking
    if received_on is not None:
        tx.run(RECEIVED, (received_on.isoformat(), notice.id))
        facts["received_on"] = received_on.isoformat()
    if len(facts) > 1:
        record_audit(tx, notice.organisation_id, "notice.tracked", facts)


def export_notices(store: Store, names: tuple[str, ...], out: Path, kind: str, act: Act) -> Written:
    """Write notices as files for printing; none named: every letter of the outbox. Nothing is marked."""
    from saasctl.formats.files import whole_bytes

    with store.reading() as tx:
        if names:
            chosen = [_named(tx, name) for name in names]
        else:
            found = waiting(tx, "n.status = 'to-send'", ())
            chosen = [one for one in found if one.form not in MAILED]
        pages = [(one, _page(tx, one, kind, tx.at)) for one in chosen]
        views = [_view(tx, f"N-{one.id}") for one in chosen]
    files = [out / f"N-{one.id}-{one.kind}.{kind}" for one in chosen]
    if not act.dry_run:
        for file, (_, page) in zip(files, pages, strict=True):
            whole_bytes(file, page)
    told = f"{len(files)} letters written to {out}; then: saasctl notice mark-sent N-… --tracking NUMBER"
    return Written(notice_listing(views, store.clock.today()), tuple(str(file) for file in files), told)


def _page(tx: Transaction, notice: Waiting, kind: str, at: datetime) -> bytes:
    written = letter_of(tx, notice)
    if kind == "eml":
        sender = notice.seller_email or "unknown@invalid"
        identity = notice.message_id or message_identity(notice, sender)
        return _message(tx, notice, sender, identity).as_bytes()
    address = "\n".join(part for part in (notice.addressee, notice.address) if part)
    form = "" if notice.form == "letter" else f"{notice.form}\n\n"
    return f"{notice.seller}\n\n{address}\n\n{form}{written.subject}\n\n{written.text}".encode()
