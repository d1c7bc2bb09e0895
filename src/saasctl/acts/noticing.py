"""Notices between the parties: written, listed, and read by the ladder."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from saasctl.acts.auditing import record_audit
from saasctl.store.queries.clauses import clause_by_id, clause_id
from saasctl.store.records import write_record
from saasctl.store.transaction import Transaction
from saasctl.values import stored
from saasctl.values.clause import ClauseRef
from saasctl.values.views.lifecycle import NoticeGivenView

NOTICES = """
SELECT n.id, o.slug, n.kind, n.form, n.by_party, n.sent_on, n.received_on, n.due_on, n.status, n.effect,
       i.number, n.clause_id, g.addressee, g.address, g.language, g.message_id, g.tracking
FROM notice n JOIN organisation o ON o.id = n.organisation_id LEFT JOIN invoice i ON i.id = n.invoice_id
LEFT JOIN outgoing g ON g.notice_id = n.id
"""
SAME = """
SELECT id FROM notice WHERE organisation_id = ? AND kind = ? AND form = ? AND by_party = ?
  AND coalesce(sent_on, '') = ? AND coalesce(invoice_id, 0) = ?
"""
RECEIVED = "UPDATE notice SET received_on = ? WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Letter:
    """A notice as told."""

    kind: str
    form: str
    by: str
    sent_on: date
    received_on: date | None = None
    invoice_id: int | None = None
    subscription_id: int | None = None
    status: str = "recorded"
    effect: str | None = None
    evidence: str | None = None
    clause: ClauseRef | None = None
    due_on: date | None = None


def record_notice(tx: Transaction, organisation_id: int, letter: Letter) -> int:
    """Write a notice, once per kind, form, party, day and invoice; a receipt known later is added."""
    same = (letter.kind, letter.form, letter.by, letter.sent_on.isoformat(), letter.invoice_id or 0)
    known = tx.one(SAME, (organisation_id, *same))
    if known is not None:
        if letter.received_on is not None:
            tx.run(RECEIVED, (letter.received_on.isoformat(), known[0]))
        return int(str(known[0]))
    key = write_record(
        tx,
        "notice",
        {
            "organisation_id": organisation_id,
            "subscription_id": letter.subscription_id,
            "invoice_id": letter.invoice_id,
            "kind": letter.kind,
            "form": letter.form,
            "by_party": letter.by,
            "sent_on": letter.sent_on,
            "received_on": letter.received_on,
            "due_on": letter.due_on,
            "status": letter.status,
            "effect": letter.effect,
            "evidence": letter.evidence,
            "clause_id": clause_id(tx, letter.clause) if letter.clause else None,
            "recorded_at": tx.recorded_at,
        },
    )
    facts: dict[str, object] = {"notice": f"N-{key}", "kind": letter.kind, "form": letter.form}
    facts |= {"by": letter.by, "sent_on": letter.sent_on.isoformat(), "status": letter.status}
    record_audit(tx, organisation_id, "notice.recorded", facts)
    tx.tell(f"N-{key}: {letter.kind} by {letter.form}, sent {letter.sent_on}")
    return key


def notice_view(tx: Transaction, row: Sequence[object]) -> NoticeGivenView:
    """Return a notice (a row of NOTICES) as printed."""
    key, org, kind, form, by, sent, received, due, status, effect, invoice, clause, *paper = row
    return NoticeGivenView(
        f"N-{key}",
        str(org),
        str(kind),
        str(form),
        str(by),
        stored.day_or_none(sent),
        stored.day_or_none(received),
        stored.day_or_none(due),
        str(status),
        None if effect is None else str(effect),
        None if invoice is None else str(invoice),
        None if clause is None else clause_by_id(tx, int(str(clause))),
        *(stored.text_or_none(part) for part in paper),
    )
