"""Ask for late interest and fees by a penalty invoice: each day of each invoice once, the fee once."""

from calendar import isleap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from saasctl.acts.documents import Paper, issue_paper
from saasctl.acts.issuing import Customer
from saasctl.acts.owing import terms_of
from saasctl.acts.paying import pin, settle
from saasctl.acts.penalising import Penalised
from saasctl.acts.terms import TermsBook
from saasctl.rules.billing.lines import Basis, Line
from saasctl.rules.receivables.claims import InterestBasis
from saasctl.store.transaction import Transaction
from saasctl.terms.resolve import Terms
from saasctl.values import stored
from saasctl.values.period import Period

CLAIM = """
INSERT INTO penalty_claim (invoice_id, what, from_on, to_on, amount_cents, claimed_by_id)
VALUES (?, ?, ?, ?, ?, ?)
"""
REBATES = """
SELECT p.id, p.amount_cents
       - coalesce((SELECT sum(a.amount_cents) FROM allocation a WHERE a.payment_id = p.id), 0)
FROM payment p WHERE p.organisation_id = ? AND p.method = 'rebate' ORDER BY p.id
"""
OPEN_INTEREST = """
SELECT i.id, i.issued_on, r.balance_cents,
       sum(l.net_cents + coalesce((SELECT sum(k.net_cents) FROM invoice_line k
                                   JOIN invoice c ON c.id = k.invoice_id
                                   WHERE c.corrects_id = i.id AND k.obligation LIKE
                                         'credit:' || i.number || '/' || l.ref || '/%'), 0))
       - coalesce((SELECT sum(a.amount_cents) FROM allocation a JOIN payment p ON p.id = a.payment_id
                   WHERE a.invoice_id = i.id AND p.method = 'rebate'), 0)
FROM invoice i JOIN receivable r ON r.invoice_id = i.id JOIN invoice_line l ON l.invoice_id = i.id
WHERE i.organisation_id = ? AND i.kind = 'penalty' AND r.balance_cents > 0 AND l.kind = 'interest'
GROUP BY i.id, i.issued_on, r.balance_cents, r.due_on ORDER BY r.due_on, i.id
"""
"""Penalty invoices with what is open of them, and of their interest what no rebate was set off against."""


@dataclass(frozen=True, slots=True)
class _Asked:
    penalised: Penalised
    what: str
    line: Line

    @property
    def row(self) -> tuple[object, ...]:
        period = self.line.period
        if period is None:
            raise ValueError("a claim has its days")
        first, last = period.start.isoformat(), period.last_day.isoformat()
        return self.penalised.invoice.id, self.what, first, last, self.line.net_cents


@dataclass(frozen=True, slots=True)
class Charged:
    """The penalty invoice issued, and what of the customer's rebates was set off against its interest."""

    id: int
    number: str
    set_off_cents: int


def charge(
    tx: Transaction, book: TermsBook, customer: Customer, found: Sequence[Penalised], on: date
) -> list[Charged]:
    """Issue the penalty invoice of what is owed and not asked for yet; none where nothing is.

    Interest and fee stand on one document unless only one of them takes VAT: what is outside VAT is
    invoiced apart (EN 16931, BR-O-11).
    """
    terms = book.of_seller(customer.seller_id, on)
    asked = [one for penalised in found for one in _asked(book, penalised, on)]
    taxed = {"interest": terms.flag("late_interest.vat"), "fee": terms.flag("recovery_fee.vat")}
    parts = [[one for one in asked if taxed[one.what] is vat] for vat in (False, True)]
    return [
        _issue(tx, book, customer, part, on, taxed=vat)
        for part, vat in zip(parts, (False, True), strict=True)
        if part
    ]


def _issue(
    tx: Transaction, book: TermsBook, customer: Customer, asked: Sequence[_Asked], on: date, *, taxed: bool
) -> Charged:
    terms = book.of_seller(customer.seller_id, on)
    lines = tuple(one.line for one in asked)
    period = Period.through(min(line.period.start for line in lines if line.period), on)
    days = terms.integer("penalty_invoice.due_days")
    issued = issue_paper(tx, book, terms, Paper(customer, "penalty", on, lines, days, taxed, period))
    tx.many(CLAIM, [(*one.row, issued.id) for one in asked])
    interest = sum(one.line.net_cents for one in asked if one.what == "interest")
    return Charged(issued.id, issued.number, _set_off(tx, terms, customer, issued.id, interest, on))


def _asked(book: TermsBook, one: Penalised, on: date) -> Iterator[_Asked]:
    terms = terms_of(book, one.invoice, one.invoice.owed.due_on)
    number, accrual = one.invoice.number, one.accrual
    if one.interest_left > 0 and accrual.starts_on is not None:
        before = [claim.to_on for claim in one.claimed.of("interest")]
        first = min(max(before) + timedelta(days=1), on) if before else accrual.starts_on
        last = max(first, accrual.segments[-1].last_day)
        text = f"Late interest on {number}, {first} to {last}"
        key, clause = f"interest:{number}/{first}", terms.need("late_interest.reading").clause
        period = Period.through(first, last)
        yield _Asked(
            one, "interest", Line("interest", key, text, _interest(one, terms), period, clause, clause)
        )
    if one.fee_left > 0 and accrual.fee_from is not None:
        known = one.claimed.of("fee")
        day = on if known else accrual.fee_from
        text = f"Flat recovery fee for {number}"
        key, clause = f"fee:{number}/{len(known)}", terms.need("recovery_fee.amount").clause
        basis = Basis("unit", 1, one.fee_left)
        yield _Asked(one, "fee", Line("fee", key, text, basis, Period.through(day, day), clause, clause))


def _interest(one: Penalised, terms: Terms) -> InterestBasis:
    by_year = terms.word("late_interest.day_count", "actual/365") == "actual/actual"
    segments = one.accrual.segments
    years = tuple(366 if by_year and isleap(segment.start.year) else 365 for segment in segments)
    before = one.accrual.interest_cents - one.interest_left
    return InterestBasis(one.invoice.number, segments, years, before)


def _set_off(
    tx: Transaction, terms: Terms, customer: Customer, invoice_id: int, interest: int, on: date
) -> int:
    """Set the customer's rebates off against interest, where the terms do it by themselves (B-88)."""
    if not _sets_off(terms):
        return 0
    left = interest
    for payment, free in tx.rows(REBATES, (customer.organisation_id,)):
        take = min(left, int(str(free)))
        if take > 0:
            pin(tx, int(str(payment)), invoice_id, take, on, "set off")
            left -= take
    if left < interest:
        settle(tx, customer.organisation_id)
    return interest - left


def _sets_off(terms: Terms) -> bool:
    return "rebates" in terms.words("late_interest.set_off")


def set_off_rebate(
    tx: Transaction, terms: Terms, organisation_id: int, rebate: int, cents: int, on: date
) -> None:
    """Set a rebate off against interest that was asked for before, never against the flat fee (B-88)."""
    left = cents if _sets_off(terms) else 0
    for invoice, issued, balance, interest in tx.rows(OPEN_INTEREST, (organisation_id,)):
        take = min(left, stored.whole(balance), stored.whole(interest))
        if take > 0:
            pin(tx, rebate, stored.whole(invoice), take, max(on, stored.day(issued)), "set off")
            left -= take
