"""Bill what fell due: one subscription's added slots, or a day of many customers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from saasctl.acts.auditing import record_audits
from saasctl.acts.contracts import load_contracts
from saasctl.acts.issuing import Issued, Issuer, Priced, price
from saasctl.acts.metering import Metered, schedule_metered
from saasctl.acts.scheduling import schedule_bills
from saasctl.acts.taxing import Party, load_parties
from saasctl.acts.terms import TermsBook
from saasctl.errors.base import SaasctlError
from saasctl.rules.billing.additions import addition_draft
from saasctl.rules.billing.composing import Draft, recurring_draft, recurring_dues
from saasctl.rules.billing.contract import Contract
from saasctl.store.database import Transaction
from saasctl.store.queries import invoices as queries

CHUNK = 1000
"""Organisations billed in one transaction."""


@dataclass(frozen=True, slots=True)
class Failed:
    """An organisation that could not be billed, and why."""

    organisation_id: int
    org: str
    error: SaasctlError


@dataclass(slots=True)
class Outcome:
    """What one transaction of a run issued; `confirmed` subscriptions are due a message that says so."""

    issued: list[Issued] = field(default_factory=list)
    confirmed: list[str] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)


def bill_additions(tx: Transaction, book: TermsBook, contract: Contract, on: date) -> str | None:
    """Issue the invoice of the slots added up to `on`; None where there is nothing to bill apart."""
    draft = addition_draft(contract, book.of(contract), on)
    if draft is None:
        return None
    party = load_parties(tx, [contract.organisation_id])[contract.organisation_id]
    issuer = Issuer(tx, book)
    issued = issuer.issue([price(book, contract, party, draft)])
    issuer.save()
    return issued[0].number


def bill_day(tx: Transaction, book: TermsBook, day: date, subscriptions: Sequence[int]) -> Outcome:
    """Issue what the subscriptions owe on `day` and move their due days; whole organisations only.

    An organisation whose invoices cannot all be priced is left as it was and reported.
    """
    contracts = load_contracts(tx, subscriptions)
    parties = load_parties(tx, sorted({contract.organisation_id for contract in contracts}))
    metered = Metered(tx, book, contracts)
    outcome, batch, moved = Outcome(), [], []
    for organisation_id, group in _by_organisation(contracts).items():
        try:
            priced = [
                one
                for contract in group
                for one in _priced(book, contract, parties[organisation_id], day, metered)
            ]
        except SaasctlError as error:
            outcome.failed.append(Failed(organisation_id, group[0].org, error))
            continue
        batch += [one for one in priced if one.draft.lines]
        moved += [(one.contract.id, one.draft.billed_to) for one in priced if not one.draft.lines]
    issuer = Issuer(tx, book)
    outcome.issued = issuer.issue(batch)
    issuer.save()
    outcome.confirmed = _confirm(tx, book, outcome.issued)
    _move_cursors(tx, moved)
    failed = {failure.organisation_id for failure in outcome.failed}
    _reschedule(
        tx, book, [contract.id for contract in contracts if contract.organisation_id not in failed], day
    )
    return outcome


def _confirm(tx: Transaction, book: TermsBook, issued: Iterable[Issued]) -> list[str]:
    """Put on record that a first invoice goes with a confirmation by e-mail, where terms want it (B-12)."""
    first = [one for one in issued if _is_confirmed(book, one)]
    contracts = [one.priced.contract for one in first]
    facts: list[tuple[int, dict[str, object]]] = [
        (contract.organisation_id, {"subscription": contract.key, "invoice": one.number})
        for contract, one in zip(contracts, first, strict=True)
    ]
    record_audits(tx, "confirmation.due", facts)
    return [contract.key for contract in contracts]


def _is_confirmed(book: TermsBook, one: Issued) -> bool:
    draft, contract = one.priced.draft, one.priced.contract
    if (
        not isinstance(contract, Contract)
        or draft.kind != "subscription"
        or draft.period.start != contract.started_on
    ):
        return False
    return book.of(contract)(one.issued_on).flag("invoice.confirmed_by_email")


def _by_organisation(contracts: Iterable[Contract]) -> dict[int, list[Contract]]:
    groups: dict[int, list[Contract]] = {}
    for contract in contracts:
        groups.setdefault(contract.organisation_id, []).append(contract)
    return dict(sorted(groups.items()))


def _priced(book: TermsBook, contract: Contract, party: Party, day: date, metered: Metered) -> list[Priced]:
    return [price(book, contract, party, draft) for draft in due_drafts(contract, book, day, metered)]


def due_drafts(contract: Contract, book: TermsBook, day: date, metered: Metered | None = None) -> list[Draft]:
    """Return the drafts of one subscription that fell due up to `day`, in order of time.

    With `metered`, those of what was measured too.
    """
    terms_on = book.of(contract)
    drafts = []
    for due in recurring_dues(contract, terms_on):
        if due.obligation.on > day:
            break
        drafts.append(recurring_draft(contract, due, terms_on))
    added = addition_draft(contract, terms_on, day)
    if added is not None:
        drafts.append(added)
    if metered is not None:
        drafts += metered.drafts(contract, day)
    return sorted(drafts, key=lambda draft: draft.obligation_on)


def _move_cursors(tx: Transaction, moved: Iterable[tuple[int | None, date | None]]) -> None:
    rows = [(key, day.isoformat()) for key, day in moved if day is not None]
    tx.many(queries.ADVANCE_CURSOR, rows)


def _reschedule(tx: Transaction, book: TermsBook, ids: Sequence[int], day: date) -> None:
    contracts = load_contracts(tx, ids)
    for contract in contracts:
        schedule_bills(tx, book, contract)
    schedule_metered(tx, book, contracts)
