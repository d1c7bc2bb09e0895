"""The letter that tells a customer of a case: put into the outbox, and noted on the case once it left."""

from datetime import date

from saasctl.acts.cases import Case, add_entries, entries_of, facts_known, load_case, terms_of
from saasctl.acts.finding import OrganisationRow
from saasctl.acts.outbox import Draft, Waiting, queue_notice
from saasctl.acts.pausing import known_pauses, settle_pauses
from saasctl.acts.terms import TermsBook
from saasctl.errors.cases import CaseUnknown
from saasctl.rules.lifecycle.cases import facts_of
from saasctl.rules.lifecycle.facts import fact_text
from saasctl.store.transaction import Transaction
from saasctl.terms.resolve import Terms

TOLD = ("other-party", "organisation")
"""Whom the vendor tells of a case by a letter of its form."""
NOTIFIED = "notified_on"
"""The day on which the notice of a case left."""


def tell_of_case(tx: Transaction, terms: Terms, organisation: OrganisationRow, case: Case) -> None:
    """Put the letter that tells the customer of a case into the outbox, in the form of the terms (S-75)."""
    path = f"case.{case.kind}"
    form = terms.word(f"{path}.form", "")
    if case.by != "vendor" or not form or not set(TOLD) & set(terms.words(f"{path}.notify")):
        return
    known = facts_known(terms, case.kind, entries_of(tx, case, case.opened_on))
    facts = {name: fact_text(fact) for name, fact in known.items()}
    facts |= {"case": case.ref, "title": terms.word(f"{path}.title", case.kind)}
    facts["opened_on"] = case.opened_on.isoformat()
    draft = Draft(
        f"case-{case.kind}", form, case.opened_on, facts, terms.cite(f"{path}.form"), about=case.ref
    )
    queue_notice(tx, organisation, draft, terms.profile.language)


def note_departure(tx: Transaction, notice: Waiting, left_on: date) -> None:
    """Note on its case the day on which the letter that tells of it left, where no other day is known.

    What counts from that day follows: a contract that the notice suspends (S-75).
    """
    ref = notice.facts.get("case")
    if ref is None or not notice.kind.startswith("case-"):
        return
    try:
        case = load_case(tx, ref)
    except CaseUnknown:
        return
    book = TermsBook(tx)
    kinds = facts_of(terms_of(tx, book, case), case.kind)
    known = {one.name for one in entries_of(tx, case, left_on) if one.kind == "fact"}
    if NOTIFIED not in kinds or NOTIFIED in known or case.closed_on is not None:
        return
    before = known_pauses(tx, case.organisation_id)
    add_entries(tx, case, [("fact", NOTIFIED, left_on.isoformat())])
    settle_pauses(tx, book, case.organisation_id, before)
