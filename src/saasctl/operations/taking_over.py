"""Opening balances: invoices that another system issued, taken over with what is still owed."""

from saasctl.acts.correcting import invoice_named
from saasctl.acts.finding import organisation_named
from saasctl.acts.paying import settle
from saasctl.acts.taking_over import KINDS, FormerGiven, former_of, prefixes_of, take_over
from saasctl.acts.terms import TermsBook
from saasctl.store.database import Store
from saasctl.values.act import Act
from saasctl.values.answers import Written

__all__ = ["KINDS", "FormerGiven", "take_over_invoice"]


def take_over_invoice(store: Store, org: str, given: FormerGiven, act: Act) -> Written:
    """Take over an invoice of a former system under its own number, with what is still owed on it.

    It ages, bears interest and is dunned as the terms say for its kind; the ledger books it against
    the opening on the act's day. The same again changes nothing; NumberTaken (exit 6) otherwise.
    """
    with store.transaction(act) as tx:
        organisation = organisation_named(tx, org)
        terms = TermsBook(tx).of_seller(organisation.seller_id, tx.on)
        former = former_of(given, prefixes_of(tx), tx.on, terms.profile.currency)
        if take_over(tx, organisation, terms, former):
            settle(tx, organisation.id)
        view = invoice_named(tx, former.number, tx.on)
    said = f"{view.number}: {view.gross} {view.currency} of {view.org}, due {view.due_on}, taken over"
    return Written(view, (former.number,), f"{said}; undo: saasctl invoice credit {view.number}")
