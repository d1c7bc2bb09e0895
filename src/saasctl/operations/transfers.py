"""Hand a contract on to another company, or put on record that the vendor's side changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from saasctl.acts.auditing import record_audit
from saasctl.acts.editing import check_edit
from saasctl.acts.finding import OrganisationRow, organisation_named, organisation_with
from saasctl.acts.sayings import sayings
from saasctl.acts.terms import TermsBook
from saasctl.errors.custody import TransferRefused
from saasctl.store.database import Store, Transaction
from saasctl.store.records import edit_record
from saasctl.terms.resolve import Terms
from saasctl.values.act import Act
from saasctl.values.answers import Written
from saasctl.values.clause import ClauseRef
from saasctl.values.views.custody import TransferView


@dataclass(frozen=True, slots=True)
class TransferGiven:
    """What `org transfer` was given; `fields` are details of the company that takes the contract."""

    name: str
    by: str = "customer"
    consent_on: date | None = None
    event: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


def transfer_org(store: Store, org: str, given: TransferGiven, act: Act) -> Written:
    """Hand a customer's contract on from the act's day; what was issued before keeps its customer's key.

    By the customer with the prior consent that the terms ask for (K-67, B-22, S-73, D-83); by the
    vendor as freely as they say, where nothing of the customer changes (K-68). Raises TransferRefused
    (exit 5).
    """
    with store.transaction(act) as tx:
        organisation = organisation_named(tx, org)
        book = TermsBook(tx)
        terms = book.of_seller(organisation.seller_id, tx.on)
        clause = _check(terms, organisation, given, tx.on)
        if given.by == "customer":
            _edit(tx, book, organisation, given)
        facts: dict[str, object] = {"by": given.by, "to": given.name, "event": given.event}
        facts["consent_on"] = given.consent_on.isoformat() if given.consent_on else None
        record_audit(tx, organisation.id, "org.transferred", facts)
        tx.tell(f"{organisation.slug}: handed on by the {given.by} to {given.name}")
        after = organisation_with(tx, organisation.id)
    was = organisation.name
    view = TransferView(
        after.slug,
        given.by,
        was,
        given.name,
        tx.on,
        given.consent_on,
        given.event,
        clause,
        sayings(terms, "licence"),
    )
    undo = f"; undo: saasctl org edit {org} --name {was!r}" if given.by == "customer" else ""
    return Written(view, (view.org,), f"{view.org}: handed on to {given.name} from {view.on}{undo}")


def _edit(tx: Transaction, book: TermsBook, held: OrganisationRow, given: TransferGiven) -> None:
    edited = check_edit(book, held, {"name": given.name, **given.fields}, None, tx.on)
    if edited.after:
        edit_record(tx, "organisation", held.id, dict(edited.after))


def _check(terms: Terms, held: OrganisationRow, given: TransferGiven, on: date) -> ClauseRef | None:
    needs, org = _needs(terms), held.slug
    clause = terms.cite("transfer.customer_needs")
    if given.by == "vendor":
        return _check_vendor(terms, org, given)
    if needs and (given.consent_on is None or given.consent_on > on):
        why = f"needed first: {', '.join(needs)}"
        raise TransferRefused(org, why, clause, "add --consent-on DATE, no later than the transfer")
    return clause


def _needs(terms: Terms) -> tuple[str, ...]:
    """Return what a customer needs first, by the clause on transfers and a licence that bars them."""
    licence = terms.words("licence.needs") if "transfer" in terms.words("licence.bars") else ()
    return tuple(dict.fromkeys((*terms.words("transfer.customer_needs"), *licence)))


def _check_vendor(terms: Terms, org: str, given: TransferGiven) -> ClauseRef | None:
    rule = terms.word("transfer.vendor", "consent")
    events = terms.words("transfer.vendor_events")
    clause = terms.cite("transfer.vendor") or terms.cite("transfer.customer_needs")
    if rule == "free" and (given.event is None or given.event in events or not events):
        return clause
    if rule in ("free", "group-only") and given.event in events:
        return clause
    if given.consent_on is None:
        why = (
            f"without consent only in: {', '.join(events)}" if events else "the customer's consent is needed"
        )
        raise TransferRefused(org, why, clause, "add --event WORD of the terms, or --consent-on DATE")
    return clause
