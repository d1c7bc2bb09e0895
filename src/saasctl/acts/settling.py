"""What a payment brings to light: a short early payment, a VAT rate that changed since the invoice."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from saasctl.acts.owing import OpenInvoice, invoices_owed, terms_of
from saasctl.acts.terms import TermsBook
from saasctl.store.transaction import Transaction
from saasctl.terms.resolve import Terms
from saasctl.values.money import format_cents, format_percent, round_half_up
from saasctl.values.views.receivables import PaymentView

RATES = """
SELECT v.rate, v.base_cents, v.vat_cents FROM invoice_vat v
WHERE v.invoice_id = ? AND v.category = 'S' ORDER BY v.rate
"""


def payment_warnings(tx: Transaction, book: TermsBook, view: PaymentView) -> Iterator[str]:
    """Yield what the operator should know of the invoices that a payment settles, wholly or in part."""
    for part in view.allocations:
        one = invoices_owed(tx, "i.number = ?", (part.invoice,))[0]
        terms = terms_of(book, one, view.received_on)
        yield from _short(one, terms, view)
        yield from _vat_changed(tx, one, terms, part.amount.cents)


def _short(one: OpenInvoice, terms: Terms, view: PaymentView) -> Iterator[str]:
    """Say what an early payment leaves open, and the discount that the terms give, or none (B-83)."""
    discount = terms.find("payment.discount")
    left = one.owed.at_end_of(view.received_on)
    if discount is None or not left or view.received_on > one.owed.due_on:
        return
    percent = Decimal(str(discount.value))
    allowed = round_half_up(one.owed.gross_cents * percent / 100)
    short = format_cents(left, one.currency)
    if not percent:
        yield f"{short} of {one.number} stays owed: no discount for early payment ({discount.clause.rule})"
    elif left <= allowed:
        fix = f"saasctl invoice credit {one.number}"
        yield f"{short} of {one.number} is within the discount of {format_percent(percent)} %: {fix}"


def _vat_changed(tx: Transaction, one: OpenInvoice, terms: Terms, paid: int) -> Iterator[str]:
    """Say that the VAT rate of the day of payment is another one than the invoice's (D-56).

    The rate of that day applies where `vat.taken_at` is the payment day; `vat.changed` says whether
    the difference is flagged or the invoice issued anew.
    """
    if terms.word("vat.taken_at", "invoice-day") != "payment-day" or terms.find("vat.rate") is None:
        return
    now = terms.decimal("vat.rate").value
    for rate, base, vat in tx.rows(RATES, (one.id,)):
        before, gross = Decimal(str(rate)), int(str(base)) + int(str(vat))
        if before == now or not gross:
            continue
        net = Fraction(paid * int(str(base)), gross)
        more = format_cents(round_half_up(net * Fraction(now - before) / 100), one.currency)
        says = f"VAT of {one.number} was {format_percent(before)} %, on the day of payment it is"
        says = f"{says} {format_percent(now)} %: {more} on what was paid"
        if terms.word("vat.changed", "flagged") == "reissued":
            says += f"; issue it anew: saasctl invoice credit {one.number} --cause error --reason VAT"
        yield says
