"""The indemnity of a missed guarantee: read it, record its claim, pay it by a credit note (B-45)."""

from datetime import datetime

from saasctl.acts.correcting import CreditAsked, Wrong, check_cause, credit
from saasctl.acts.guarantees import guarantee, indemnity_view
from saasctl.acts.reading_invoices import invoice_views
from saasctl.acts.ticketing import Desks, Ticket, add_event, load_ticket, reload
from saasctl.errors.tickets import NoIndemnity
from saasctl.store.database import Store, Transaction
from saasctl.store.queries import invoices as queries
from saasctl.values.act import Act
from saasctl.values.answers import Written
from saasctl.values.views.tickets import IndemnityView

IDS = "SELECT id, organisation_id, seller_id FROM invoice WHERE number = ?"


def show_indemnity(store: Store, ref: str, now: datetime | None) -> IndemnityView:
    """Return what a ticket's missed guarantee gives as of an instant. Raises NoIndemnity (exit 5)."""
    with store.reading() as tx:
        desks, ticket = Desks(tx), load_ticket(tx, ref)
        found = guarantee(tx, desks, ticket, now or store.clock.now())
        return indemnity_view(desks, ticket, found, _paid_by(ticket))


def claim_indemnity(store: Store, ref: str, act: Act) -> Written:
    """Record that the customer claims the indemnity; nothing is paid without it."""
    with store.transaction(act) as tx:
        desks, ticket = Desks(tx), load_ticket(tx, ref)
        found = guarantee(tx, desks, ticket, tx.at)
        if not found.indemnity.overrun:
            raise NoIndemnity(
                ref, "the guaranteed time was kept", desks.terms(ticket).cite("indemnity.claim")
            )
        if not ticket.claimed:
            add_event(tx, ticket, "claim")
        ticket = reload(tx, ticket)
        view = indemnity_view(desks, ticket, found, _paid_by(ticket))
    return Written(view, (view.ticket,), f"{view.ticket}: claimed, {view.amount} {view.currency} excl. VAT")


def pay_indemnity(store: Store, ref: str, act: Act) -> Written:
    """Credit the indemnity of a claimed ticket on the invoice of its period, once.

    Raises NoIndemnity (exit 5) while it is not claimed where the terms ask for it.
    """
    with store.transaction(act) as tx:
        desks, ticket = Desks(tx), load_ticket(tx, ref)
        terms = desks.terms(ticket)
        known = _paid_by(ticket)
        if terms.word("indemnity.claim", "on-request") == "on-request" and not ticket.claimed:
            fix = f"saasctl ticket indemnity {ticket.ref} --claim"
            raise NoIndemnity(
                ticket.ref, "the customer has not claimed it", terms.cite("indemnity.claim"), fix
            )
        found = guarantee(tx, desks, ticket, tx.at)
        if known is None:
            known = _credit(tx, desks, ticket, found.indemnity.cents, found.invoice)
            add_event(tx, ticket, "pay", known)
        view = indemnity_view(desks, reload(tx, ticket), found, known)
    told = f"{view.ticket}: {view.amount} {view.currency} excl. VAT by {known}"
    return Written(view, () if act.dry_run else (known,), told)


def _paid_by(ticket: Ticket) -> str | None:
    event = ticket.story.first("pay")
    return None if event is None else event.detail


def _credit(tx: Transaction, desks: Desks, ticket: Ticket, cents: int, number: str | None) -> str:
    terms = desks.terms(ticket)
    clause = terms.cite("indemnity.claim")
    if cents <= 0 or number is None or clause is None:
        why = "the guaranteed time was kept" if cents <= 0 else "no invoice holds the fee of its period"
        raise NoIndemnity(ticket.ref, why, clause)
    check_cause(terms, number, "indemnity")
    key, organisation, seller = (int(str(value)) for value in tx.rows(IDS, (number,))[0])
    view = next(invoice_views(tx, tx.rows(queries.HEADERS + " WHERE i.number = ?", (number,)), tx.on))
    asked = CreditAsked(None, cents, "indemnity", f"guarantee of {ticket.ref} missed")
    return credit(tx, desks.book, Wrong(key, organisation, seller, view), asked, clause).number
