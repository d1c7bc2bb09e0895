"""Letters that the terms require when a dated fact comes: put into the outbox by the daily run."""

from datetime import date

from saasctl.acts.finding import organisation_with
from saasctl.acts.outbox import Draft, queue_notice
from saasctl.acts.terms import TermsBook
from saasctl.rules.billing.contract import Contract
from saasctl.rules.lifecycle.custody import custody_after
from saasctl.store.transaction import Transaction


def remind_of_export(
    tx: Transaction, book: TermsBook, contract: Contract, day: date, leaves_on: date | None = None
) -> bool:
    """Write until when data can be exported, where a time is left for it (B-108, B-111, S-61)."""
    if contract.ended_on is None:
        return False
    terms = book.of(contract)(contract.ended_on)
    until = custody_after(terms, contract.ended_on).export_until
    if until is None or until < day:
        return False
    facts = {
        "subscription": contract.key,
        "last_day": contract.ended_on.isoformat(),
        "export_until": until.isoformat(),
    }
    clause = terms.cite("export.window")
    draft = Draft("export-reminder", "email", leaves_on or until, facts, clause, subscription_id=contract.id)
    customer = organisation_with(tx, contract.organisation_id)
    return queue_notice(tx, customer, draft, terms.profile.language)[1]


def confirm_subscription(
    tx: Transaction, book: TermsBook, contract: Contract, invoice: str, on: date
) -> None:
    """Write the e-mail that goes with a first invoice, where the terms have one (B-12)."""
    terms = book.of(contract)(on)
    facts = {
        "subscription": contract.key,
        "started_on": contract.started_on.isoformat(),
        "invoice": invoice,
    }
    clause = terms.cite("invoice.confirmed_by_email")
    draft = Draft("confirmation", "email", on, facts, clause, "billing", contract.id)
    queue_notice(tx, organisation_with(tx, contract.organisation_id), draft, terms.profile.language)
