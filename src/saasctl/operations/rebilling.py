"""Credit an invoice and issue it anew, as one act: both documents or neither."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from saasctl.acts.correcting import (
    BY_ERROR,
    CAUSES,
    CreditAsked,
    check_cause,
    invoice_named,
    terms_of_invoice,
    wrong_named,
)
from saasctl.acts.once import fingerprint_of, once, remember
from saasctl.acts.rebilling import Right, rebill, replaced
from saasctl.acts.terms import TermsBook
from saasctl.errors.receivables import ActUnavailable
from saasctl.errors.usage import ValueMalformed
from saasctl.store.database import Store
from saasctl.store.transaction import Transaction
from saasctl.values.act import Act
from saasctl.values.answers import Written
from saasctl.values.money import Money
from saasctl.values.views.invoices import InvoiceView


@dataclass(frozen=True, slots=True)
class RebillGiven:
    """What `invoice rebill` was given: by line, the right sum, quantity or unit price, excl. VAT."""

    sums: tuple[tuple[str, Decimal], ...] = ()
    quantities: tuple[tuple[str, int], ...] = ()
    prices: tuple[tuple[str, Decimal], ...] = ()
    cause: str = "error"


def rebill_invoice(store: Store, number: str, given: RebillGiven, act: Act) -> Written:
    """Issue the credit note of a wrong invoice and the right invoice in one transaction.

    Each names the other. Raises CreditExcluded (exit 5) where the terms give nothing back for the cause
    (an error in the invoice may always be put right), CreditTooMuch (exit 5) for what was credited
    before. With `--key` the same request counts once.
    """
    if given.cause not in CAUSES:
        raise ValueMalformed("--cause", given.cause, f"one of {', '.join(CAUSES)}")
    if not act.reason:
        raise ValueMalformed("--reason", "", "what was wrong with the invoice")
    with store.transaction(act) as tx:
        wrong, book = wrong_named(tx, number, tx.on), TermsBook(tx)
        fingerprint = fingerprint_of(number=number, given=str(given))
        known = once(tx, "invoice.rebill", fingerprint)
        if known is None:
            if wrong.view.kind == "penalty":
                fix = f"saasctl invoice charge-penalties {wrong.view.org}"
                why = f"what it asked for is counted anew: credit it, then {fix}"
                raise ActUnavailable(f"{number} cannot be issued anew", why)
            terms = terms_of_invoice(tx, book, number, wrong.view.obligation_on)
            clause = check_cause(terms, number, given.cause)
            rests = BY_ERROR if given.cause == "error" or clause is None else clause
            asked = CreditAsked(None, None, given.cause, act.reason)
            rights = _rights(wrong.view, given)
            done = rebill(tx, book, wrong, asked, rights, rests)
            known = done.invoice.number
            remember(tx, "invoice.rebill", fingerprint, known)
        view = _linked(tx, known)
    said = f"{view.number}: {view.gross} {view.currency} instead of {number}, credited by {view.corrects}"
    return Written(
        view, () if act.dry_run else (known,), f"{said}; undo: saasctl invoice rebill {view.number}"
    )


def _linked(tx: Transaction, number: str) -> InvoiceView:
    first, later = replaced(tx, number)
    return replace(invoice_named(tx, number, tx.on), replaces=first, replaced_by=later)


def _rights(view: InvoiceView, given: RebillGiven) -> dict[str, Right]:
    refs = [ref for ref, _ in (*given.sums, *given.quantities, *given.prices)]
    both = _twice([ref for ref, _ in given.sums], refs)
    if both is not None:
        raise ValueMalformed("--line", both, "a line's sum, or its quantity and price, once")
    sums, prices, counts = dict(given.sums), dict(given.prices), dict(given.quantities)
    found = {}
    for ref in dict.fromkeys(refs):
        price = _cents(prices[ref], view) if ref in prices else None
        net = _cents(sums[ref], view) if ref in sums else None
        found[ref] = Right(counts.get(ref), price, net)
    return found


def _twice(sums: Sequence[str], refs: Sequence[str]) -> str | None:
    return next((ref for ref in sums if refs.count(ref) > 1), None)


def _cents(amount: Decimal, view: InvoiceView) -> int:
    return Money.of(amount, view.currency).cents
