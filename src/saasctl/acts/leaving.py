"""What leaving on a day would bring, as `sub cancel` would answer then."""

from datetime import date

from saasctl.acts.describing import notice_term
from saasctl.acts.ending import booked_end, refund_of, still_owed
from saasctl.acts.terms import TermsBook
from saasctl.rules.billing.contract import Contract
from saasctl.rules.lifecycle.custody import custody_after
from saasctl.rules.lifecycle.endings import Asked, Ends, NoEffect, cause_of, ending_of
from saasctl.store.queries.clauses import clause_by_id
from saasctl.store.transaction import Transaction
from saasctl.values.money import Money
from saasctl.values.views.subscriptions import LeavingView

IN_APP = "in-app"


def leaving_on(tx: Transaction, book: TermsBook, contract: Contract, day: date) -> LeavingView | None:
    """Return what the customer's notice of `day` in the right form brings, or None where none can be given.

    Where that day is too late for the running term, the next possible end. None for a trial and for a
    contract whose end is booked.
    """
    if contract.is_trial or contract.ended_on is not None:
        return None
    began, terms_on = max(day, contract.started_on), book.of(contract)
    terms, unit = terms_on(began), contract.phase_on(began).unit
    term = notice_term(terms, unit)
    asked = Asked(None, "customer", "", began, began, next_term=True)
    cause = cause_of(contract, terms_on, asked)
    forms = terms.words(f"ending.{cause}.forms") or ((term.form,) if term else (IN_APP,))
    ends = ending_of(contract, terms_on, Asked(cause, "customer", forms[0], began, began, True), term)
    if isinstance(ends, NoEffect):
        return None
    refund = refund_of(tx, terms, contract, ends)
    return _view(tx, book, contract, (ends, day), refund)


def booked_leaving(tx: Transaction, book: TermsBook, contract: Contract, day: date) -> LeavingView | None:
    """Return what the end that is booked brings, of one asked for by a day; what it gave back is credited."""
    booked = booked_end(tx, contract)
    if booked is None or booked.asked_on > day or contract.ended_on is None:
        return None
    clause = None if booked.clause_id is None else clause_by_id(tx, booked.clause_id)
    ends = Ends(booked.cause, booked.last_day, booked.owed_until, clause)
    return _view(tx, book, contract, (ends, day), None)


def _view(
    tx: Transaction, book: TermsBook, contract: Contract, known: tuple[Ends, date], refund: int | None
) -> LeavingView:
    ends, day = known
    terms = book.of(contract)(ends.last_day)
    path, currency = f"ending.{ends.cause}", terms.profile.currency
    custody = custody_after(terms, ends.last_day, contract.returned_at)
    owed = still_owed(tx, book, contract, ends, day)
    return LeavingView(
        last_day=ends.last_day,
        still_owed=None if owed is None else owed.total,
        refund=None if refund is None else Money(refund, currency),
        currency=currency,
        way=terms.word(f"{path}.title", ends.cause),
        by=terms.words(f"{path}.by"),
        clause=ends.clause,
        export_until=custody.export_until,
        returns_until=custody.returns_until,
        purge_due_on=custody.purge_due_on,
        clauses=custody.clauses,
        unpaid=None if owed is None else owed.unpaid,
        unbilled=None if owed is None else owed.unbilled,
    )
