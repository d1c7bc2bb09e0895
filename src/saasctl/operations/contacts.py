"""Contacts and notes of an organisation: added, never rewritten."""

from datetime import date

from saasctl.acts.auditing import record_audit
from saasctl.acts.describing_organisations import contacts_of
from saasctl.acts.details import check_field
from saasctl.acts.finding import organisation_named
from saasctl.acts.once import fingerprint_of, once, remember
from saasctl.acts.permitting import require_permission
from saasctl.acts.terms import TermsBook
from saasctl.errors.usage import ValueMalformed
from saasctl.store.database import Store
from saasctl.store.records import write_record
from saasctl.values.act import Act
from saasctl.values.answers import Listing, Written
from saasctl.values.views.customer_columns import CONTACT_COLUMNS
from saasctl.values.views.organisations import ContactAdded, ContactView, NoteAdded

KINDS = ("billing", "legal", "technical", "data-protection")


def add_contact(
    store: Store, org: str, kind: str, details: tuple[str | None, str | None, str | None], act: Act
) -> Written:
    """Name whom to address on a matter from a day on; `details` are name, e-mail and telephone.

    A later one of the same name replaces it. The same again changes nothing. A billing contact needs
    the right `payment.manage`, others `org.edit`.
    """
    if kind not in KINDS:
        raise ValueMalformed("--kind", kind, f"one of {', '.join(KINDS)}")
    name, email, phone = (
        str(check_field(field, text)) if text else None
        for field, text in zip(("name", "email", "phone"), details, strict=True)
    )
    if name is None and email is None:
        raise ValueMalformed("--name", "", "a name or an e-mail address")
    with store.transaction(act) as tx:
        held = organisation_named(tx, org)
        terms = TermsBook(tx).of_seller(held.seller_id, tx.on)
        right = "payment.manage" if kind == "billing" else "org.edit"
        require_permission(tx, terms, held.id, act.requested_by, right)
        wanted = ContactView(kind, name, email, phone, tx.on)
        known = next((one for one in contacts_of(tx, held.id, tx.on) if _same(one, wanted)), None)
        if known is None:
            values: dict[str, object] = {"kind": kind, "name": name, "email": email, "phone": phone}
            write_record(tx, "contact", values | {"organisation_id": held.id, "from_on": tx.on})
            record_audit(tx, held.id, "contact.added", values)
            tx.tell(f"{held.slug}: {kind} contact {name or email}")
        since = known.from_on if known else tx.on
    view = ContactAdded(held.slug, kind, name, email, phone, since)
    told = f"{held.slug}: {kind} contact {name or email} {'is unchanged' if known else 'added'}"
    return Written(view, (held.slug,), told)


def _same(one: ContactView, other: ContactView) -> bool:
    return (one.kind, one.name, one.email, one.phone) == (other.kind, other.name, other.email, other.phone)


def list_contacts(store: Store, org: str, as_of: date | None) -> Listing:
    """Return the contacts of an organisation in force on a day."""
    day = as_of or store.clock.today()
    with store.reading() as tx:
        held = organisation_named(tx, org)
        rows = [
            (held.slug, c.kind, c.name, c.email, c.phone, c.from_on) for c in contacts_of(tx, held.id, day)
        ]
    return Listing("saasctl.contact.list/1", CONTACT_COLUMNS, rows, day)


def add_note(store: Store, org: str, text: str, act: Act) -> Written:
    """Put a remark on record. It stays; what was wrong in it is said in another.

    With a key the same note counts once; KeyReused (exit 6) for the same key with another.
    """
    words = str(check_field("name", text))
    with store.transaction(act) as tx:
        held = organisation_named(tx, org)
        terms = TermsBook(tx).of_seller(held.seller_id, tx.on)
        require_permission(tx, terms, held.id, act.requested_by, "org.note")
        fingerprint = fingerprint_of(org=held.slug, text=words)
        known = once(tx, "org.note", fingerprint)
        if known is None:
            write_record(tx, "note", {"organisation_id": held.id, "on_day": tx.on, "text": words})
            record_audit(tx, held.id, "note.added", {"text": words})
            remember(tx, "org.note", fingerprint, tx.on.isoformat())
            tx.tell(f"{held.slug}: a note of {len(words)} characters")
        view = NoteAdded(held.slug, date.fromisoformat(known) if known else tx.on, words)
    return Written(
        view, (held.slug,), f"{held.slug}: note of {view.on} {'is unchanged' if known else 'added'}"
    )
