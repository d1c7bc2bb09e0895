"""Explain a case: every date, amount and act as arithmetic over its facts and the contract's days."""

from datetime import date

from saasctl.acts.case_figures import figure_steps
from saasctl.acts.cases import Case, entries_of, facts_known, happened, terms_of
from saasctl.acts.contracts import load_contracts
from saasctl.acts.terms import TermsBook
from saasctl.rules.lifecycle.case_amounts import case_amounts
from saasctl.rules.lifecycle.case_steps import act_steps, amount_steps, date_steps
from saasctl.rules.lifecycle.cases import case_acts, case_dates
from saasctl.store.queries.contracts import subscriptions_of
from saasctl.store.transaction import Transaction
from saasctl.values.clause import Step
from saasctl.values.views.invoices import Explanation


def explain_case(tx: Transaction, book: TermsBook, case: Case, day: date) -> Explanation:
    """Return the steps to a case's dates, amounts and acts, as known on a day."""
    terms = terms_of(tx, book, case)
    facts = facts_known(terms, case.kind, entries_of(tx, case, day))
    known = happened(tx, book, case, facts, day)
    dates = case_dates(terms, case.kind, known)
    contracts = load_contracts(tx, subscriptions_of(tx, case.organisation_id))
    steps: list[Step] = [*date_steps(terms, case.kind, known, dates)]
    steps += figure_steps(tx, book, contracts, known, dates)
    steps += amount_steps(terms, known, case_amounts(terms, case.kind, known, dates))
    steps += act_steps(case_acts(terms, case.kind, known, dates))
    title = terms.word(f"case.{case.kind}.title", case.kind)
    return Explanation(case.ref, f"{title}, {case.org}, opened {case.opened_on}, as of {day}", tuple(steps))
