"""Late interest and recovery fees: what they are as of a day."""

from collections.abc import Iterator, Sequence
from datetime import date

from saasctl.acts.charging import charge
from saasctl.acts.finding import organisation_named
from saasctl.acts.issuing import Customer
from saasctl.acts.owing import invoices_owed
from saasctl.acts.penalising import DUE_FROM, Penalised, penalise, penalties_view
from saasctl.acts.rates import rates_of
from saasctl.acts.reading_invoices import invoice_views
from saasctl.acts.terms import TermsBook
from saasctl.errors.invoices import InvoiceUnknown
from saasctl.errors.receivables import RatesIncomplete
from saasctl.errors.usage import ValueMalformed
from saasctl.store.database import Store
from saasctl.store.queries import invoices as queries
from saasctl.values.act import Act
from saasctl.values.answers import Flawed, Listing, Written
from saasctl.values.money import format_cents
from saasctl.values.views.invoices import INVOICE_COLUMNS
from saasctl.values.views.receivables import PENALTY_COLUMNS, PenaltiesView


def penalties_of_invoice(store: Store, number: str, as_of: date | None) -> Flawed:
    """Return the penalties of one invoice as of a day; incomplete where a rate is missing (exit 7)."""
    with store.reading() as tx:
        day, book = as_of or store.clock.today(), TermsBook(tx)
        found = invoices_owed(tx, "i.number = ? AND i.kind <> 'credit_note'", (number,))
        if not found:
            raise InvoiceUnknown(number, [])
        one = penalise(tx, book, found, day)[0]
        view = penalties_view(rates_of(tx), book, one)
    return Flawed(view, _incomplete([one]))


def penalties_of_org(store: Store, org: str, as_of: date | None) -> Flawed:
    """Return the penalties of every invoice of a customer that was late by a day, oldest due first."""
    with store.reading() as tx:
        day, book = as_of or store.clock.today(), TermsBook(tx)
        organisation = organisation_named(tx, org)
        where = f"i.organisation_id = ? AND {DUE_FROM}"
        found = penalise(tx, book, invoices_owed(tx, where, (organisation.id, day.isoformat())), day)
        late = [one for one in found if one.accrual.segments or one.accrual.fee_cents or one.claimed.claims]
        rates = rates_of(tx)
        views = [penalties_view(rates, book, one) for one in late]
    listing = Listing("saasctl.penalties.list/1", PENALTY_COLUMNS, [_row(view) for view in views], day)
    return Flawed(listing, _incomplete(late))


def penalties(store: Store, number: str | None, org: str | None, as_of: date | None) -> Flawed:
    """Return the penalties of an invoice or of a customer; ValueMalformed (exit 2) without either."""
    if (number is None) == (org is None):
        raise ValueMalformed("INVOICE", number or "", "an invoice's number, or --org ORG")
    if org is not None:
        return penalties_of_org(store, org, as_of)
    return penalties_of_invoice(store, number or "", as_of)


def _row(view: PenaltiesView) -> tuple[object, ...]:
    return tuple(getattr(view, column.name) for column in PENALTY_COLUMNS)


def _incomplete(found: list[Penalised]) -> RatesIncomplete | None:
    missing = [one for one in found if one.accrual.missing is not None]
    if not missing:
        return None
    return RatesIncomplete(
        [one.accrual.missing for one in missing if one.accrual.missing],
        [one.invoice.number for one in missing],
    )


def charge_penalties(store: Store, org: str, act: Act) -> Written:
    """Issue a penalty invoice of all that is owed for lateness up to the act's day and not asked for yet.

    Once per invoice and day, the fee once per invoice; nothing is written where nothing is owed.
    Raises RatesIncomplete (exit 7) while a reference rate is missing.
    """
    with store.transaction(act) as tx:
        organisation, book = organisation_named(tx, org), TermsBook(tx)
        where = f"i.organisation_id = ? AND {DUE_FROM}"
        owed = invoices_owed(tx, where, (organisation.id, tx.on.isoformat()))
        found = penalise(tx, book, owed, tx.on)
        incomplete = _incomplete(found)
        if incomplete is not None:
            raise incomplete
        customer = Customer(organisation.id, organisation.seller_id, organisation.slug)
        charged = charge(tx, book, customer, found, tx.on)
        warnings = tuple(_overcharged(found))
        if not charged:
            empty = Listing("saasctl.invoice.list/1", INVOICE_COLUMNS, [], tx.on)
            return Written(empty, (), f"{organisation.slug}: nothing to charge up to {tx.on}", warnings)
        statement = f"{queries.HEADERS} WHERE i.id IN ({', '.join('?' * len(charged))}) ORDER BY i.id"
        headers = tx.rows(statement, tuple(one.id for one in charged))
        views = list(invoice_views(tx, headers, tx.on))
        for view in views:
            tx.tell(f"a penalty invoice of {view.gross} {view.currency} for {organisation.slug}")
    told = "; ".join(f"{view.number}: {view.gross} {view.currency}, due {view.due_on}" for view in views)
    if set_off := sum(one.set_off_cents for one in charged):
        told += f", {format_cents(set_off, views[0].currency)} set off against rebates"
    keys = () if act.dry_run else tuple(one.number for one in charged)
    return Written(views[0], keys, told, warnings)


def _overcharged(found: Sequence[Penalised]) -> Iterator[str]:
    """Say what was asked for too much, since a payment was put on record late, and how to give it back."""
    for one in found:
        for what, left in (("interest", one.interest_left), ("fee", one.fee_left)):
            claim = next((held for held in reversed(one.claimed.of(what)) if held.cents >= -left), None)
            if left < 0 and claim is not None:
                amount = format_cents(-left, one.invoice.currency)
                fix = f"saasctl invoice credit {claim.document} --line {claim.ref} --amount {amount}"
                why = '--cause error --reason "paid earlier" --yes'
                yield f"{amount} of {what} too much was asked for {one.invoice.number}: {fix} {why}"
