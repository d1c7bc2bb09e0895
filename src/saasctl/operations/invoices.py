"""Read issued invoices: list, show, explain, verify."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from saasctl.acts.explaining import explain_invoice, explain_line
from saasctl.acts.finding import organisation_named, seller_named
from saasctl.acts.reading_invoices import invoice_views
from saasctl.acts.rebilling import replaced
from saasctl.errors.invoices import InvoiceUnknown, LineUnknown
from saasctl.store.database import Store, Transaction
from saasctl.store.queries import invoices as queries
from saasctl.values.answers import Listing
from saasctl.values.views.invoices import INVOICE_COLUMNS, Explanation, InvoiceView, Verification, invoice_row


@dataclass(frozen=True, slots=True)
class InvoiceFilter:
    """Which invoices to list; None takes all. Days of issue, both included."""

    org: str | None = None
    status: str | None = None
    seller: str | None = None
    overdue: bool = False
    from_on: date | None = None
    to_on: date | None = None


def list_invoices(
    store: Store, wanted: InvoiceFilter, as_of: date | None, limit: int | None = None
) -> Listing:
    """Return the invoices wanted, in the order they were issued, as of a day; streamed."""
    day = as_of or store.clock.today()
    return Listing("saasctl.invoice.list/1", INVOICE_COLUMNS, _rows(store, wanted, day, limit), day)


def _rows(store: Store, wanted: InvoiceFilter, day: date, limit: int | None) -> Iterator[tuple[object, ...]]:
    with store.reading() as tx:
        where, parameters = _where(tx, wanted, day)
        statement = f"{queries.HEADERS} {where} ORDER BY i.id"
        if limit is not None:
            statement, parameters = statement + " LIMIT ?", (*parameters, limit)
        for view in invoice_views(tx, tx.stream(statement, parameters), day):
            yield invoice_row(view)


def _where(tx: Transaction, wanted: InvoiceFilter, day: date) -> tuple[str, tuple[object, ...]]:
    terms: list[tuple[str, object]] = [("i.issued_on <= ?", day.isoformat())]
    if wanted.org:
        terms.append(("i.organisation_id = ?", organisation_named(tx, wanted.org).id))
    if wanted.seller:
        terms.append(("s.slug = ?", seller_named(tx, wanted.seller).slug))
    if wanted.status:
        terms.append(("r.status = ?", wanted.status))
    if wanted.from_on:
        terms.append(("i.issued_on >= ?", wanted.from_on.isoformat()))
    if wanted.to_on:
        terms.append(("i.issued_on <= ?", wanted.to_on.isoformat()))
    if wanted.overdue:
        terms += [("r.balance_cents <> 0 AND r.due_on < ?", day.isoformat()), ("r.balance_cents > ?", 0)]
    return "WHERE " + " AND ".join(text for text, _ in terms), tuple(value for _, value in terms)


def show_invoice(store: Store, number: str, as_of: date | None) -> InvoiceView:
    """Return one invoice as of a day."""
    with store.reading() as tx:
        view = _named(tx, number, as_of or store.clock.today())
        first, later = replaced(tx, number)
        return replace(view, replaces=first, replaced_by=later)


def _named(tx: Transaction, number: str, day: date) -> InvoiceView:
    headers = tx.rows(queries.HEADERS + " WHERE i.number = ?", (number,))
    found = next(invoice_views(tx, headers, day), None)
    if found is None:
        raise InvoiceUnknown(number, _near(tx, number))
    return found


NEAR = "SELECT number FROM invoice WHERE number LIKE ? ORDER BY id DESC LIMIT 3"


def _near(tx: Transaction, number: str) -> list[str]:
    tail = "".join(ch for ch in number if ch.isdigit())[-4:]
    return [str(row[0]) for row in tx.rows(NEAR, (f"%{tail}",))] if tail else []


def explain_issued(store: Store, number: str, line: str | None) -> Explanation:
    """Return the steps to an invoice's amounts and due date, or to one line's amount."""
    with store.reading() as tx:
        view = _named(tx, number, store.clock.today())
    if line is None:
        return explain_invoice(view)
    for candidate in view.lines:
        if candidate.ref == line:
            return explain_line(view, candidate)
    raise LineUnknown(number, line, [known.ref for known in view.lines])


def verify_invoices(store: Store) -> Verification:
    """Check every series for gaps and order, and every invoice's sums against its lines and VAT.

    In a sandbox order is information, since documents keep their own day there.
    """
    from saasctl.acts.verifying import verify

    with store.reading() as tx:
        return verify(tx)
