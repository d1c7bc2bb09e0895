"""The outbox: letters and e-mails that the terms require, written once and kept until they are sent."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from saasctl.acts.auditing import record_audit
from saasctl.acts.describing_organisations import contacts_of
from saasctl.acts.finding import OrganisationRow
from saasctl.rules.lifecycle.states import leads_to
from saasctl.store.queries.clauses import clause_id
from saasctl.store.transaction import Transaction
from saasctl.values.clause import ClauseRef
from saasctl.values.clock import stamp

MAILED = ("email", "email-ack")
"""Forms that are sent by e-mail; the others are printed and posted."""
TO_SEND, SENDING, SENT, UNKNOWN = "to-send", "sending", "sent", "unknown"
KNOWN = "SELECT notice_id FROM outgoing WHERE natural_key = ?"


@dataclass(frozen=True, slots=True)
class Draft:
    """A notice to be sent by the vendor. `facts` are what its text is filled with, dates as ISO days.

    `due_on` is the last day, included, on which it is to leave. `role` is the contact it goes to
    first: billing, legal, technical or data-protection; else it goes to the organisation itself.
    """

    kind: str
    form: str
    due_on: date
    facts: Mapping[str, str] = field(default_factory=dict)
    clause: ClauseRef | None = None
    role: str = "legal"
    subscription_id: int | None = None
    invoice_id: int | None = None
    addressee: str | None = None
    address: str | None = None
    about: str = ""


def queue_notice(
    tx: Transaction, organisation: OrganisationRow, draft: Draft, language: str
) -> tuple[int, bool]:
    """Put a notice into the outbox and return its id, and whether it is new.

    Once per customer, kind, day, subscription, invoice, address and what it is `about`.
    """
    addressee, address = _recipient(tx, organisation, draft)
    parts = (organisation.id, draft.kind, draft.due_on, draft.subscription_id, draft.invoice_id)
    key = "|".join("" if part is None else str(part) for part in (*parts, address, draft.about))
    known = tx.one(KNOWN, (key,))
    if known is not None:
        return int(str(known[0])), False
    notice = tx.insert("notice", _notice(tx, organisation, draft))
    tx.insert(
        "outgoing",
        {
            "notice_id": notice,
            "natural_key": key,
            "addressee": addressee,
            "address": address,
            "language": language,
            "facts": json.dumps(dict(draft.facts), sort_keys=True, ensure_ascii=False),
        },
    )
    told: dict[str, object] = {"notice": f"N-{notice}", "kind": draft.kind, "form": draft.form}
    record_audit(tx, organisation.id, "notice.queued", told | {"due_on": draft.due_on.isoformat()})
    tx.tell(f"N-{notice}: {draft.kind} by {draft.form} for {organisation.slug}, to leave by {draft.due_on}")
    return notice, True


def _notice(tx: Transaction, organisation: OrganisationRow, draft: Draft) -> dict[str, object]:
    return {
        "organisation_id": organisation.id,
        "subscription_id": draft.subscription_id,
        "invoice_id": draft.invoice_id,
        "kind": draft.kind,
        "form": draft.form,
        "by_party": "vendor",
        "due_on": draft.due_on.isoformat(),
        "status": TO_SEND,
        "clause_id": clause_id(tx, draft.clause) if draft.clause else None,
        "recorded_at": stamp(tx.recorded_at),
    }


def _recipient(tx: Transaction, organisation: OrganisationRow, draft: Draft) -> tuple[str, str | None]:
    if draft.addressee is not None:
        return draft.addressee, draft.address
    if draft.form not in MAILED:
        return organisation.name, postal_address(organisation)
    contacts = [one for one in contacts_of(tx, organisation.id, tx.on) if one.kind == draft.role]
    chosen = next((one for one in reversed(contacts) if one.email), None)
    if chosen is not None:
        return chosen.name or organisation.name, chosen.email
    return organisation.name, organisation.email


def postal_address(organisation: OrganisationRow) -> str | None:
    """Return street, town and country of a customer on lines, or None while the street is not known."""
    if not organisation.street:
        return None
    town = " ".join(part for part in (organisation.postcode, organisation.city) if part)
    return "\n".join(line for line in (organisation.street, town, organisation.country) if line)


STATE = "UPDATE notice SET status = ?, sent_on = ?, effect = ? WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A notice of the outbox with its paper."""

    id: int
    organisation_id: int
    org: str
    organisation: str
    seller: str
    seller_email: str | None
    kind: str
    form: str
    due_on: date | None
    status: str
    addressee: str
    address: str | None
    language: str
    facts: Mapping[str, str]
    message_id: str | None
    tracking: str | None
    article: str
    version: str


WAITING = """
SELECT n.id, o.id, o.slug, o.name, s.name, s.email, n.kind, n.form, n.due_on, n.status,
       g.addressee, g.address,
       g.language, g.facts, g.message_id, g.tracking, coalesce(c.article, ''), coalesce(c.version, '')
FROM outgoing g JOIN notice n ON n.id = g.notice_id
JOIN organisation o ON o.id = n.organisation_id JOIN seller s ON s.id = o.seller_id
LEFT JOIN clause c ON c.id = n.clause_id
"""


def waiting(tx: Transaction, where: str, parameters: Sequence[object]) -> list[Waiting]:
    """Return notices of the outbox in the order they were written."""
    return [_waiting(row) for row in tx.rows(f"{WAITING} WHERE {where} ORDER BY n.id", parameters)]


def _waiting(row: Sequence[object]) -> Waiting:
    key, org_id, slug, name, seller, mail, kind, form, due, status, *paper = row
    addressee, address, language, facts, message, tracking, article, version = paper
    read = json.loads(str(facts))
    return Waiting(
        int(str(key)),
        int(str(org_id)),
        str(slug),
        str(name),
        str(seller),
        _text(mail),
        str(kind),
        str(form),
        date.fromisoformat(str(due)) if due is not None else None,
        str(status),
        str(addressee),
        _text(address),
        str(language),
        {str(name): str(value) for name, value in read.items()},
        _text(message),
        _text(tracking),
        str(article),
        str(version),
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def move(
    tx: Transaction, notice: Waiting, status: str, effect: str | None = None, *, on: date | None = None
) -> None:
    """Write where a notice of the outbox stands; `on` is the day it left, set once it is sent."""
    if not leads_to("notice", notice.status, status):
        raise ValueError(f"a notice does not go from {notice.status} to {status}")
    tx.run(STATE, (status, on.isoformat() if on else None, effect, notice.id))
    facts: dict[str, object] = {"notice": f"N-{notice.id}", "status": status}
    if on is not None:
        facts["sent_on"] = on.isoformat()
    record_audit(tx, notice.organisation_id, "notice.moved", facts)
    tx.tell(f"N-{notice.id}: {status}")
