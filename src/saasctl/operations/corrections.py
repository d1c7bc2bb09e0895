"""Credit notes and decisions about issued invoices; nothing issued is edited."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from saasctl.acts.correcting import (
    BY_ERROR,
    CAUSES,
    CreditAsked,
    Decision,
    check_cause,
    credit,
    decide,
    invoice_named,
    terms_of_invoice,
    wrong_named,
)
from saasctl.acts.debits import reject
from saasctl.acts.once import fingerprint_of, once, remember
from saasctl.acts.owing import invoices_owed
from saasctl.acts.penalising import penalise
from saasctl.acts.suspending import disputed_on
from saasctl.acts.terms import TermsBook
from saasctl.errors.receivables import ActUnavailable, DeferralTooLate
from saasctl.errors.usage import ValueMalformed
from saasctl.store.database import Store
from saasctl.values.act import Act
from saasctl.values.answers import Written
from saasctl.values.money import Money


@dataclass(frozen=True, slots=True)
class CreditGiven:
    """What `invoice credit` was given; `amount` is excl. VAT."""

    line: str | None
    amount: Decimal | None
    cause: str
    reason: str | None


def credit_invoice(store: Store, number: str, given: CreditGiven, act: Act) -> Written:
    """Issue a credit note for all of an invoice, one line or a part excl. VAT.

    Raises CreditExcluded (exit 5) where the terms give nothing back for the cause, CreditTooMuch
    (exit 5). What was paid too much becomes unallocated. With `--key` the same request counts once.
    """
    reason = given.reason or act.reason
    if given.cause not in CAUSES:
        raise ValueMalformed("--cause", given.cause, f"one of {', '.join(CAUSES)}")
    if not reason:
        raise ValueMalformed("--reason", "", "what was wrong with the invoice, or why it is credited")
    with store.transaction(act) as tx:
        wrong = wrong_named(tx, number, tx.on)
        book = TermsBook(tx)
        amount = None if given.amount is None else Money.of(given.amount, wrong.view.currency).cents
        fingerprint = fingerprint_of(number=number, line=given.line, cents=amount, cause=given.cause)
        known = once(tx, "invoice.credit", fingerprint)
        if known is None:
            clause = check_cause(
                terms_of_invoice(tx, book, number, wrong.view.obligation_on), number, given.cause
            )
            asked = CreditAsked(given.line, amount, given.cause, reason)
            rests = BY_ERROR if given.cause == "error" or clause is None else clause
            known = credit(tx, book, wrong, asked, rests).number
            remember(tx, "invoice.credit", fingerprint, known)
        view = invoice_named(tx, known, tx.on)
    told = f"{view.number}: {view.gross} {view.currency} on {number}"
    return Written(view, () if act.dry_run else (known,), told)


def waive(store: Store, number: str, what: tuple[str, ...], amount: Decimal | None, act: Act) -> Written:
    """Give up late interest, the fee, or both, of one invoice, as a recorded decision (K-69).

    Interest up to the act's day that was not asked for yet, or `amount` of it. The profile stays as it is.
    Why is part of the record: ValueMalformed (exit 2) without a reason.
    """
    if not act.reason:
        raise ValueMalformed("--reason", "", "why it is given up, as 'goodwill'")
    with store.transaction(act) as tx:
        wrong = wrong_named(tx, number, tx.on)
        part = None if amount is None else Money.of(amount, wrong.view.currency).cents
        book = TermsBook(tx)
        held = penalise(tx, book, invoices_owed(tx, "i.number = ?", (number,)), tx.on, later=True)[0]
        clause = terms_of_invoice(tx, book, number, tx.on).cite("late_interest.reading")
        for kind in what:
            full = held.interest_left if kind == "interest" else held.fee_left
            if full <= 0:
                raise ActUnavailable(f"{number} owes no {kind} to give up", f"as of {tx.on}", clause)
            cents = full if part is None or kind == "fee" else min(part, full)
            decide(tx, wrong, Decision(f"waive-{kind}", None, cents, clause))
        view = invoice_named(tx, number, tx.on)
    return Written(view, (number,), f"{number}: {' and '.join(what)} given up")


def write_off(store: Store, number: str, amount: Decimal | None, act: Act) -> Written:
    """Take what will not be paid off the balance, as a loss; the invoice stays as it is."""
    with store.transaction(act) as tx:
        wrong = wrong_named(tx, number, tx.on)
        held = wrong.view.balance.cents
        cents = held if amount is None else Money.of(amount, wrong.view.currency).cents
        if cents > held or cents <= 0:
            raise ActUnavailable(
                f"{number} cannot be written off for that sum", f"{wrong.view.balance} is owed"
            )
        decide(tx, wrong, Decision("write-off", None, cents))
        view = invoice_named(tx, number, tx.on)
    return Written(view, (number,), f"{number}: {Money(cents, view.currency)} {view.currency} written off")


def defer(store: Store, number: str, until: date, act: Act) -> Written:
    """Move the due date of an invoice by a deferral that was asked for in time (B-87).

    Raises ActUnavailable where the terms know none, DeferralTooLate after the last day to ask (exit 5).
    """
    with store.transaction(act) as tx:
        wrong = wrong_named(tx, number, tx.on)
        terms = terms_of_invoice(tx, TermsBook(tx), number, wrong.view.due_on)
        clause = terms.cite("deferral.moves_due_date")
        if not terms.flag("deferral.moves_due_date"):
            raise ActUnavailable(f"{number} cannot be deferred", "the terms know no deferral", clause)
        last = wrong.view.due_on
        if terms.word("deferral.asked_until", "due-date") == "due-date" and tx.on > last:
            raise DeferralTooLate(number, tx.on, last, terms.cite("deferral.asked_until"))
        if until <= last:
            raise ValueMalformed("--until", until.isoformat(), f"a day after the due date, {last}")
        decide(tx, wrong, Decision("deferral", until, 0, clause))
        view = invoice_named(tx, number, tx.on)
    return Written(view, (number,), f"{number}: due {view.due_on} instead of {last}")


def dispute(store: Store, number: str, amount: Decimal | None, until: date | None, act: Act) -> Written:
    """Mark an invoice, or a part of it, as disputed: the ladder stops for it up to `until`, included.

    Without an amount all that is open is disputed, or what is disputed already. Raises ActUnavailable
    (exit 5) for more than is owed, or for nothing.
    """
    with store.transaction(act) as tx:
        wrong = wrong_named(tx, number, tx.on)
        held = disputed_on(tx, wrong.organisation_id, tx.on).get(number, 0) if until else 0
        cents = held or wrong.view.balance.cents
        if amount is not None:
            cents = Money.of(amount, wrong.view.currency).cents
        if not 0 < cents <= (held or wrong.view.balance.cents):
            raise ActUnavailable(f"{number} cannot be disputed for that sum", f"{wrong.view.balance} is owed")
        decide(tx, wrong, Decision("dispute", until, cents))
        view = invoice_named(tx, number, tx.on)
    return Written(view, (number,), f"{number}: disputed{f' until {until}' if until else ''}")


MADE = "SELECT amount_cents, until FROM invoice_decision WHERE invoice_id = ? AND kind = ? ORDER BY id"
SUMMED = ("waive-interest", "waive-fee", "write-off")


def undo_decision(store: Store, number: str, kind: str, act: Act) -> Written:
    """Take a decision about an invoice back by a further one; what was recorded stays on record.

    A deferral gives the first due date again, a waiver and a write-off what was given up. What is not
    in force: ActUnavailable (exit 5).
    """
    with store.transaction(act) as tx:
        wrong = wrong_named(tx, number, tx.on)
        rows = [(int(str(cents)), until) for cents, until in tx.rows(MADE, (wrong.id, kind))]
        held, until = (sum(cents for cents, _ in rows), rows[-1][1]) if rows else (0, None)
        made = held > 0 if kind in SUMMED else bool(rows) and (until is not None or rows[-1][0] > 0)
        if not made:
            raise ActUnavailable(f"{number} has no {kind} to undo", f"none is in force on {tx.on}")
        decide(tx, wrong, Decision(kind, None, -held if kind in SUMMED else 0))
        view = invoice_named(tx, number, tx.on)
    return Written(view, (number,), f"{number}: {kind} undone, {view.balance} open, due {view.due_on}")


def reject_debit(store: Store, number: str, act: Act) -> Written:
    """Record a direct debit that the bank sent back, and bill its fee where the terms have one (B-90).

    A payment by debit that was put on the invoice is taken off again; its due date stays. Once per
    invoice and day.
    """
    with store.transaction(act) as tx:
        wrong = wrong_named(tx, number, tx.on)
        book = TermsBook(tx)
        terms = terms_of_invoice(tx, book, number, tx.on)
        fee = reject(tx, book, terms, wrong)
        view = invoice_named(tx, fee or number, tx.on)
    said = f"{number}: debit rejected on {tx.on}"
    if fee is not None:
        said += f", fee {view.gross} {view.currency} on {fee}, due {view.due_on}"
    elif terms.flag("rejected_debit.other_means"):
        said += "; payment by any other means may be asked for"
    shown = number if fee is None or act.dry_run else fee
    return Written(view, (shown,), said)
