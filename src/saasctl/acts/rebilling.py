"""Issue an invoice anew: the credit note of the wrong one, the right one, and the money moved over."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from saasctl.acts.auditing import record_audit
from saasctl.acts.correcting import (
    BY_ERROR,
    CreditAsked,
    Left,
    Wrong,
    credit,
    creditable,
    terms_of_invoice,
)
from saasctl.acts.documents import OUTSIDE, issue_priced, untaxed
from saasctl.acts.issuing import Customer, Issued, Priced
from saasctl.acts.paying import pin, settle
from saasctl.acts.taxing import Taxed, load_parties, tax
from saasctl.acts.terms import TermsBook
from saasctl.errors.invoices import LineUnknown
from saasctl.errors.usage import ValueMalformed
from saasctl.rules.billing.composing import Draft
from saasctl.rules.billing.lines import Basis, Line
from saasctl.store.transaction import Transaction
from saasctl.values import stored
from saasctl.values.clause import Cited, ClauseRef
from saasctl.values.money import format_cents
from saasctl.values.period import Period
from saasctl.values.views.invoices import LineView

DUE = "SELECT issued_on, due_on, subscription_id FROM invoice WHERE id = ?"
KINDS = "SELECT ref, kind FROM invoice_line WHERE invoice_id = ?"
PINNED = """
SELECT payment_id, sum(amount_cents) FROM allocation WHERE invoice_id = ? AND pinned = 1
GROUP BY payment_id HAVING sum(amount_cents) > 0 ORDER BY payment_id
"""
RECEIVED = "SELECT received_on FROM payment WHERE id = ?"
REPLACES = """
SELECT w.number FROM invoice n JOIN invoice k ON k.id = n.corrects_id JOIN invoice w ON w.id = k.corrects_id
WHERE n.number = ?
"""
REPLACED_BY = """
SELECT n.number FROM invoice n WHERE n.corrects_id IN (
    SELECT k.id FROM invoice k WHERE k.number = ? AND k.corrects_id IS NOT NULL
    UNION
    SELECT k.id FROM invoice w JOIN invoice k ON k.corrects_id = w.id WHERE w.number = ?
) ORDER BY n.id DESC
"""


@dataclass(frozen=True, slots=True)
class Right:
    """What a line should have said: its quantity, its unit price, or its sum in cents; nought drops it."""

    quantity: int | None = None
    unit_price: int | None = None
    net_cents: int | None = None


@dataclass(frozen=True, slots=True)
class _Kept:
    """A line's arithmetic as the wrong invoice had it."""

    line: LineView

    @property
    def quantity(self) -> int:
        return self.line.quantity

    @property
    def unit_price(self) -> int:
        return self.line.unit_price.cents

    @property
    def net_cents(self) -> int:
        return self.line.net.cents

    def as_stored(self) -> dict[str, int | str]:
        return dict(self.line.basis)


@dataclass(frozen=True, slots=True)
class Rebilled:
    """The credit note and the invoice that replaces the wrong one."""

    credit_note: Issued
    invoice: Issued


def rebill(
    tx: Transaction,
    book: TermsBook,
    wrong: Wrong,
    asked: CreditAsked,
    rights: Mapping[str, Right],
    clause: ClauseRef,
) -> Rebilled:
    """Credit all that is left of an invoice and issue it anew, with its lines put right.

    The new invoice corrects the credit note, which corrects the wrong invoice. VAT is decided anew by
    the customer's data of today and the rate of the wrong invoice's day. Payments put on the wrong
    one by name go over. Raises LineUnknown (exit 3), CreditTooMuch (exit 5).
    """
    lines = tuple(_lines(tx, wrong, rights, clause))
    pinned = [(stored.whole(key), stored.whole(cents)) for key, cents in tx.rows(PINNED, (wrong.id,))]
    note = credit(tx, book, wrong, asked, clause)
    if not lines:
        raise ValueMalformed("--line", "0", f"a line to bill, or saasctl invoice credit {wrong.view.number}")
    new = issue_priced(tx, book, _priced(tx, book, wrong, lines, note.id))
    _move(tx, new, pinned)
    settle(tx, wrong.organisation_id)
    facts: dict[str, object] = {"number": new.number, "replaces": wrong.view.number}
    facts |= {"credit_note": note.number, "why": asked.reason}
    record_audit(tx, wrong.organisation_id, "invoice.rebilled", facts)
    tx.tell(f"{wrong.view.number} is replaced by an invoice of {format_cents(new.priced.gross_cents)}")
    return Rebilled(note, new)


def _lines(tx: Transaction, wrong: Wrong, rights: Mapping[str, Right], clause: ClauseRef) -> Iterator[Line]:
    left, view = creditable(tx, wrong), wrong.view
    kinds = {str(ref): str(kind) for ref, kind in tx.rows(KINDS, (wrong.id,))}
    for ref in rights:
        if ref not in left:
            raise LineUnknown(view.number or "", ref, list(left))
    for line in view.lines:
        basis = _basis(line, left[line.ref], rights.get(line.ref))
        if basis.net_cents:
            key = f"rebill:{view.number}/{line.ref}"
            said = line.clause or clause
            text = _text(line, basis)
            yield Line(kinds[line.ref], key, text, basis, line.period, said, line.price_clause or said)


def _text(line: LineView, basis: Basis | _Kept) -> str:
    """Return a line's description, with its right quantity where it names the wrong one."""
    if basis.quantity == line.quantity:
        return line.description
    head, found, tail = line.description.rpartition(f" {line.quantity} ")
    return f"{head} {basis.quantity} {tail}" if found else line.description


def _basis(line: LineView, left: Left, right: Right | None) -> Basis | _Kept:
    if right is None:
        return _Kept(line) if left.cents == line.net.cents else Basis("unit", 1, left.cents)
    if right.net_cents is not None:
        return Basis("unit", 1, right.net_cents)
    quantity = line.quantity if right.quantity is None else right.quantity
    price = line.unit_price.cents if right.unit_price is None else right.unit_price
    if "days" not in line.basis or "price_months" not in line.basis:
        return Basis("unit", quantity, price)
    return replace(Basis.from_stored(line.basis, line.quantity, 0), quantity=quantity, unit_price=price)


def _priced(
    tx: Transaction, book: TermsBook, wrong: Wrong, lines: tuple[Line, ...], credit_note: int
) -> Priced:
    view = wrong.view
    issued, due, subscription = tx.rows(DUE, (wrong.id,))[0]
    account = Customer(
        wrong.organisation_id,
        wrong.seller_id,
        view.org,
        None if subscription is None else stored.whole(subscription),
    )
    draft = Draft(view.kind, tx.on, view.period or Period.through(tx.on, tx.on), lines)
    days = Cited((stored.day(due) - stored.day(issued)).days, view.due_clause or BY_ERROR)
    taxed = _taxed(tx, book, wrong, draft)
    return Priced(account, draft, taxed, days, view.currency, view.terms_version, credit_note)


def _taxed(tx: Transaction, book: TermsBook, wrong: Wrong, draft: Draft) -> Taxed:
    view = wrong.view
    if view.vat_breakdown and all(part.category == OUTSIDE for part in view.vat_breakdown):
        return untaxed(draft.lines)
    number, day = view.number or "", view.obligation_on
    terms = terms_of_invoice(tx, book, number, day)
    if terms.word("vat.taken_at", "invoice-day") == "payment-day":
        terms, day = terms_of_invoice(tx, book, number, tx.on), tx.on
    party = load_parties(tx, [wrong.organisation_id])[wrong.organisation_id]
    return tax(terms, book.seller(wrong.seller_id).place, party, replace(draft, obligation_on=day))


def _move(tx: Transaction, new: Issued, pinned: Sequence[tuple[int, int]]) -> None:
    """Put what was put on the wrong invoice by name on the new one, up to what it owes."""
    left = new.priced.gross_cents
    for payment, cents in pinned:
        take = min(cents, left)
        row = tx.one(RECEIVED, (payment,))
        if take > 0 and row is not None:
            received: date = stored.day(row[0])
            pin(tx, payment, new.id, take, max(received, new.issued_on), "rebilled")
            left -= take


def replaced(tx: Transaction, number: str) -> tuple[str | None, str | None]:
    """Return which invoice a document replaces, and which invoice replaces it, if any."""
    row = tx.one(REPLACES, (number,))
    later = tx.one(REPLACED_BY, (number, number))
    return (None if row is None else str(row[0])), (None if later is None else str(later[0]))
