"""Pay an invoice in parts, where the terms offer it."""

from saasctl.acts.auditing import record_audit
from saasctl.acts.owing import OpenInvoice, invoices_owed, terms_of
from saasctl.acts.reading_invoices import invoice_views
from saasctl.acts.terms import TermsBook
from saasctl.errors.invoices import InvoiceUnknown
from saasctl.errors.receivables import ActUnavailable
from saasctl.rules.calendars.months import months_between
from saasctl.rules.receivables.instalments import Part, parts_of
from saasctl.store.database import Store, Transaction
from saasctl.store.queries import invoices as queries
from saasctl.store.queries.receivables import refresh
from saasctl.terms.resolve import Terms
from saasctl.values.act import Act
from saasctl.values.answers import Written
from saasctl.values.views.invoices import InvoiceView

INSERT = """
INSERT INTO instalment (invoice_id, seq, due_on, amount_cents, upto_cents) VALUES (?, ?, ?, ?, ?)
"""
MONTHLY = "monthly"


def plan_invoice(store: Store, number: str, act: Act) -> Written:
    """Divide an invoice of a year in monthly parts, the first due when the invoice is (D-53).

    The same again changes nothing. Raises ActUnavailable (exit 5) where the terms offer no parts, for
    an invoice of a shorter time, or once something was paid on it.
    """
    with store.transaction(act) as tx:
        found = invoices_owed(tx, "i.number = ? AND i.kind <> 'credit_note'", (number,))
        if not found:
            raise InvoiceUnknown(number, [])
        one, view = found[0], _view(tx, number)
        if not view.instalments:
            terms = terms_of(TermsBook(tx), one, tx.on)
            _check(terms, view)
            _write(tx, one, parts_of(terms, view.net.cents, view.gross.cents, view.due_on))
            view = _view(tx, number)
    first, last = view.instalments[0], view.instalments[-1]
    told = f"{number}: {len(view.instalments)} parts, {first.amount} on {first.due_on} to {last.amount} on"
    return Written(view, (number,), f"{told} {last.due_on}; undo: saasctl invoice credit {number}")


def _check(terms: Terms, view: InvoiceView) -> None:
    clause = terms.cite("payment.plans")
    if MONTHLY not in terms.words("payment.plans"):
        raise ActUnavailable(f"{view.number} cannot be paid in parts", "the terms offer no parts", clause)
    months = terms.integer("payment.instalments").value
    period = view.period
    if period is None or months_between(period.start, period.end) < months:
        why = f"the {months} parts are for an invoice of {months} months"
        raise ActUnavailable(f"{view.number} cannot be paid in parts", why, clause)
    if view.paid.cents or view.balance != view.gross:
        raise ActUnavailable(
            f"{view.number} cannot be paid in parts", f"{view.balance} is left of it", clause
        )


def _write(tx: Transaction, one: OpenInvoice, parts: list[Part]) -> None:
    upto, rows = 0, []
    for part in parts:
        upto += part.cents
        rows.append((one.id, part.seq, part.due_on.isoformat(), part.cents, upto))
    tx.many(INSERT, rows)
    refresh(tx, [one.id])
    facts: dict[str, object] = {"number": one.number, "parts": len(parts)}
    record_audit(tx, one.organisation_id, "invoice.planned", facts)
    tx.tell(f"{one.number}: paid in {len(parts)} parts")


def _view(tx: Transaction, number: str) -> InvoiceView:
    return next(invoice_views(tx, tx.rows(f"{queries.HEADERS} WHERE i.number = ?", (number,)), tx.on))
