"""Opening balances: invoices that another system issued, taken over with what is still owed."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from saasctl.acts.correcting import invoice_named
from saasctl.acts.finding import organisation_named
from saasctl.acts.taking_over import Former, known_as, take_over
from saasctl.acts.taxing import check_home_rate
from saasctl.acts.terms import TermsBook
from saasctl.errors.receivables import NumberTaken
from saasctl.errors.usage import ValueMalformed
from saasctl.store.database import Store
from saasctl.store.transaction import Transaction
from saasctl.values.act import Act
from saasctl.values.answers import Written
from saasctl.values.money import Money

PREFIXES = "SELECT prefix_invoice, prefix_credit_note FROM seller"
KINDS = ("subscription", "slots", "credits", "service", "deposit", "penalty", "fee", "commission")


@dataclass(frozen=True, slots=True)
class FormerGiven:
    """What `invoice take-over` was given; `amount` is what is still owed, VAT included."""

    number: str
    amount: Decimal
    issued_on: date
    due_on: date
    source: str
    vat_rate: Decimal | None = None
    kind: str = "subscription"


def take_over_invoice(store: Store, org: str, given: FormerGiven, act: Act) -> Written:
    """Take over an invoice of a former system under its own number, with what is still owed on it.

    It ages, bears interest and is dunned as the terms say for its kind; the ledger books it against
    the opening on the act's day. The same again changes nothing; NumberTaken (exit 6) otherwise.
    """
    with store.transaction(act) as tx:
        organisation = organisation_named(tx, org)
        terms = TermsBook(tx).of_seller(organisation.seller_id, tx.on)
        former = _former(tx, given, terms.profile.currency)
        known = known_as(tx, organisation, former)
        if known is False:
            raise NumberTaken(former.number)
        if known is None:
            take_over(tx, organisation, terms, former)
        view = invoice_named(tx, former.number, tx.on)
    said = f"{view.number}: {view.gross} {view.currency} of {view.org}, due {view.due_on}, taken over"
    return Written(view, (former.number,), f"{said}; undo: saasctl invoice credit {view.number}")


def _former(tx: Transaction, given: FormerGiven, currency: str) -> Former:
    number, cents = given.number.strip(), Money.of(given.amount, currency).cents
    for row in tx.rows(PREFIXES):
        for prefix in row:
            if number.startswith(f"{prefix}-"):
                raise ValueMalformed("NUMBER", number, f"a number outside the series {prefix} of this store")
    if not number or not number.isprintable():
        raise ValueMalformed("NUMBER", number, "the number of the former system")
    if cents <= 0:
        raise ValueMalformed("AMOUNT", str(given.amount), "what is still owed, above zero")
    if given.issued_on > tx.on:
        raise ValueMalformed("--issued", given.issued_on.isoformat(), f"a day up to {tx.on}")
    if given.due_on < given.issued_on:
        raise ValueMalformed("--due", given.due_on.isoformat(), f"a day from {given.issued_on} on")
    if given.vat_rate is not None:
        check_home_rate(given.vat_rate, given.issued_on)
    rate = given.vat_rate or None
    return Former(number, given.kind, cents, given.issued_on, given.due_on, rate, given.source)
