"""Invoice the amounts that a case gives the vendor."""

from saasctl.acts.case_claims import invoice_amounts
from saasctl.acts.cases import load_case
from saasctl.acts.reading_invoices import invoice_views
from saasctl.acts.terms import TermsBook
from saasctl.store.database import Store
from saasctl.store.queries import invoices as queries
from saasctl.values.act import Act
from saasctl.values.answers import Listing, Written
from saasctl.values.views.invoices import INVOICE_COLUMNS


def invoice_case(store: Store, ref: str, names: tuple[str, ...], receipt: str | None, act: Act) -> Written:
    """Issue an invoice for each amount of a case that the customer owes, as its facts stand on the act's day.

    Once each: the same again returns the same invoices. Raises CaseUnknown (exit 3), AmountNotClaimed
    (exit 5), BlankTerm (exit 7) for a rate of VAT or a due date that is not set.
    """
    with store.transaction(act) as tx:
        case = load_case(tx, ref)
        issued = invoice_amounts(tx, TermsBook(tx), case, names, receipt)
        ids = [key for key, _ in issued]
        marks = ", ".join("?" * len(ids)) or "NULL"
        headers = tx.rows(f"{queries.HEADERS} WHERE i.id IN ({marks}) ORDER BY i.id", tuple(ids))
        views = list(invoice_views(tx, headers, tx.on))
        for view in views:
            tx.tell(f"{case.ref}: {view.gross} {view.currency} for {view.org}, due {view.due_on}")
    if not views:
        nothing = Listing("saasctl.invoice.list/1", INVOICE_COLUMNS, [], tx.on)
        return Written(nothing, (), f"{case.ref}: nothing to invoice")
    again = "" if any(new for _, new in issued) else ", invoiced before"
    told = "; ".join(f"{view.number}: {view.gross} {view.currency}, due {view.due_on}" for view in views)
    keys = () if act.dry_run else tuple(view.number or "" for view in views)
    return Written(views[0], keys, f"{case.ref}: {told}{again}")
