"""Cases on the agenda: last days to come or missed, rights that open; last days to claim what is unpaid."""

from collections.abc import Iterator
from datetime import date, timedelta

from saasctl.acts.cases import case_from, case_view
from saasctl.acts.terms import TermsBook
from saasctl.rules.lifecycle.cases import PASSED, TO_COME
from saasctl.rules.lifecycle.custody import add_span, span_of
from saasctl.store.queries import cases as queries
from saasctl.store.queries.agenda import CLAIMABLE
from saasctl.store.transaction import Transaction
from saasctl.values import stored
from saasctl.values.views.agenda import ToDo
from saasctl.values.views.cases import CaseView

KIND = "case"
DUTIES = ("by", "before")
"""Dates that are missed once they have passed; the others only come."""


def case_items(tx: Transaction, book: TermsBook, today: date, last: date, org: int | None) -> Iterator[ToDo]:
    """Yield the dates of cases open today that come up to `last`, the last days missed, and sums to bill."""
    day = today.isoformat()
    for row in tx.rows(f"{queries.CASES} WHERE {queries.OPEN} ORDER BY c.id", (day, day, org, org)):
        view = case_view(tx, book, case_from(tx, row), today)
        for one in view.dates:
            missed = one.state == PASSED and one.sense in DUTIES
            if one.on is not None and one.on <= last and (one.state == TO_COME or missed):
                action = f"saasctl case show {view.ref}"
                yield ToDo(one.on, KIND, view.org, f"{view.ref} {one.name}", action, one.clause)
        yield from _to_bill(view, today)


def _to_bill(view: CaseView, today: date) -> Iterator[ToDo]:
    """Yield the amounts that the vendor may invoice as the facts stand, and has not."""
    for one in view.amounts:
        theirs = one.owed_by == "customer" or (one.owed_by is None and view.by == "vendor")
        if theirs and one.amount is not None and one.amount.cents > 0 and not one.missing and not one.invoice:
            receipt = " --receipt TEXT" if one.receipts else ""
            action = f"saasctl case invoice {view.ref} --amount {one.name}{receipt}"
            yield ToDo(today, "case-invoice", view.org, f"{view.ref} {one.name}", action, one.clause)


def claim_items(tx: Transaction, book: TermsBook, today: date, last: date, org: int | None) -> Iterator[ToDo]:
    """Yield the last days on which unpaid invoices can still be claimed (D-81): counted from their due date.

    Nothing is written off by itself. Only sellers whose terms end the vendor's claims are looked at.
    """
    for seller in book.sellers():
        terms = book.of_seller(seller, today)
        span = span_of(terms, "claims.within")
        if span is None or "vendor" not in terms.words("claims.binds"):
            continue
        if terms.word("claims.counted_from", "event") != "due-date-or-event":
            continue
        back = add_span(today, (-span[0], span[1])) - timedelta(days=1)
        rows = tx.rows(CLAIMABLE, (seller, back.isoformat(), last.isoformat(), today.isoformat(), org, org))
        for due_on, number, slug in rows:
            until = add_span(stored.day(due_on), span)
            if today <= until <= last:
                action = f"saasctl org statement {slug}"
                yield ToDo(until, "claim-until", str(slug), str(number), action, terms.cite("claims.within"))
