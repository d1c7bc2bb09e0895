"""Amounts of a case as invoices: what the customer owes the vendor, once each, with its clause."""

from collections.abc import Sequence
from datetime import date

from saasctl.acts.case_bills import billed, obligation_of
from saasctl.acts.cases import Case, entries_of, facts_known, happened, terms_of
from saasctl.acts.documents import Paper, issue_paper
from saasctl.acts.issuing import Customer, Issued
from saasctl.acts.terms import TermsBook
from saasctl.errors.cases import NONE, AmountNotClaimed
from saasctl.rules.billing.lines import Line
from saasctl.rules.lifecycle.case_amounts import CaseAmount, case_amounts
from saasctl.rules.lifecycle.cases import case_dates
from saasctl.store.transaction import Transaction
from saasctl.terms.resolve import Terms
from saasctl.values.clause import Cited, ClauseRef


def invoice_amounts(
    tx: Transaction, book: TermsBook, case: Case, names: Sequence[str], receipt: str | None
) -> list[tuple[int, bool]]:
    """Issue an invoice for each amount that a case gives the vendor; return their ids, and which are new.

    Without names, all of them. An amount without VAT is an indemnity. Raises AmountNotClaimed (exit 5)
    where a fact or a receipt is missing, the vendor owes it, or it was not said who claims.
    """
    terms = terms_of(tx, book, case)
    facts = facts_known(terms, case.kind, entries_of(tx, case, tx.on))
    known = happened(tx, book, case, facts, tx.on)
    amounts = {
        one.name: one
        for one in case_amounts(terms, case.kind, known, case_dates(terms, case.kind, known))
        if not names or one.name in names
    }
    _check(terms, case, amounts, names)
    found = []
    for one in amounts.values():
        _check_amount(terms, case, one, receipt)
        held = billed(tx, case.organisation_id, case.ref, one.name, tx.on)
        if held.invoice_id is not None:
            found.append((held.invoice_id, False))
        elif one.cents:
            found.append((_issue(tx, book, terms, case, (one, held.place, receipt)).id, True))
    return found


def _check(terms: Terms, case: Case, amounts: dict[str, CaseAmount], names: Sequence[str]) -> None:
    missing = [name for name in names if name not in amounts]
    if missing or not amounts:
        listed = ", ".join(terms.profile.names_under(f"case.{case.kind}.amount")) or "none"
        why = f"amounts of a case {case.kind}: {listed}; none is owed as the facts stand"
        raise AmountNotClaimed(case.ref, ", ".join(missing) or NONE, why, case.clause)


def _check_amount(terms: Terms, case: Case, one: CaseAmount, receipt: str | None) -> None:
    if one.missing:
        options = " ".join(f"--fact {name}=VALUE" for name in one.missing)
        why = f"not known yet: {', '.join(one.missing)}"
        raise AmountNotClaimed(
            case.ref, one.name, why, one.clause, f"saasctl case update {case.ref} {options}"
        )
    if one.owed_by == "vendor":
        fix = "saasctl invoice credit INVOICE --cause force-majeure --amount SUM --reason TEXT"
        raise AmountNotClaimed(case.ref, one.name, "the vendor owes it", one.clause, fix)
    if one.owed_by is None and case.by != "vendor":
        why = "either party may owe it: the case says who claims"
        fix = f"saasctl case open {case.org} {case.kind} --by vendor"
        raise AmountNotClaimed(case.ref, one.name, why, one.clause, fix)
    if one.receipts and not receipt:
        raise AmountNotClaimed(case.ref, one.name, "receipts are needed", one.clause, "add --receipt TEXT")


def _issue(
    tx: Transaction, book: TermsBook, terms: Terms, case: Case, claim: tuple[CaseAmount, int, str | None]
) -> Issued:
    one, place, receipt = claim
    if one.basis is None or one.clause is None:
        raise ValueError(f"{case.ref} {one.name} has no arithmetic")
    title = terms.word(f"case.{case.kind}.title", case.kind)
    text = f"{title}: {one.name.replace('_', ' ')}" + (f", receipt {receipt}" if receipt else "")
    key = obligation_of(case.ref, one.name, place)
    kind = "service" if one.net else "fee"
    line = Line(kind, key, text, one.basis, None, one.clause, one.clause)
    customer = Customer(case.organisation_id, case.seller_id, case.org)
    days = _due_days(terms, one, one.clause, tx.on)
    return issue_paper(tx, book, terms, Paper(customer, kind, tx.on, (line,), days, one.net))


def _due_days(terms: Terms, one: CaseAmount, clause: ClauseRef, on: date) -> Cited[int]:
    """Return the days to the due date: to the day of the case, by its own length, or as every invoice."""
    if one.due_by is not None and one.due_on is not None:
        return Cited(max(0, (one.due_on - on).days), clause)
    return terms.integer(one.due_path if one.due_path is not None else "invoice.due_days")
