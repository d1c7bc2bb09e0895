"""Bill what fell due: one subscription's added slots, or a day of many customers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from saasctl.acts.auditing import record_audits
from saasctl.acts.contracts import load_contracts
from saasctl.acts.issuing import Issued, Issuer, Priced, price
from saasctl.acts.metering import Metered
from saasctl.acts.scheduling import schedule_bills
from saasctl.acts.taxing import load_parties
from saasctl.acts.terms import TermsBook
from saasctl.errors.base import SaasctlError
from saasctl.rules.billing.additions import addition_draft, addition_due
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
    outcome = Outcome()
    batch: list[Priced] = []
    moved: list[tuple[int | None, date | None]] = []
    billed: list[tuple[Contract, date | None, date | None]] = []
    for organisation_id, group in _by_organisation(contracts).items():
        try:
            owed = [owed_by(contract, book, day, metered) for contract in group]
            party = parties[organisation_id]
            priced = [price(book, one.contract, party, draft) for one in owed for draft in one.drafts]
        except SaasctlError as error:
            outcome.failed.append(Failed(organisation_id, group[0].org, error))
            continue
        batch += [one for one in priced if one.draft.lines]
        moved += [(one.contract.id, one.draft.billed_to) for one in priced if not one.draft.lines]
        billed += [(one.contract, one.next_recurring, one.next_added) for one in owed]
    issuer = Issuer(tx, book)
    outcome.issued = issuer.issue(batch)
    issuer.save()
    outcome.confirmed = _confirm(tx, book, outcome.issued)
    _move_cursors(tx, moved)
    schedule_bills(tx, billed)
    metered.reschedule(tx, [contract for contract, _, _ in billed])
    return outcome


def _confirm(tx: Transaction, book: TermsBook, issued: Iterable[Issued]) -> list[str]:
    """Put on record that a first invoice goes with a confirmation by e-mail, where terms want it (B-12)."""
    first = [one for one in issued if is_confirmed(book, one)]
    contracts = [one.priced.contract for one in first]
    facts: list[tuple[int, dict[str, object]]] = [
        (contract.organisation_id, {"subscription": contract.key, "invoice": one.number})
        for contract, one in zip(contracts, first, strict=True)
    ]
    record_audits(tx, "confirmation.due", facts)
    return [contract.key for contract in contracts]


def is_confirmed(book: TermsBook, one: Issued) -> bool:
    """Say whether an invoice is a first one that goes with a confirmation by e-mail (B-12)."""
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


@dataclass(frozen=True, slots=True)
class Owed:
    """What one subscription owes up to a day, in order of time, and when it owes again once billed."""

    contract: Contract
    drafts: tuple[Draft, ...]
    next_recurring: date | None
    next_added: date | None


def owed_by(contract: Contract, book: TermsBook, day: date, metered: Metered) -> Owed:
    """Return the drafts of one subscription that fell due up to `day`, and what follows them.

    What was measured is among them.
    """
    terms_on = book.of(contract)
    drafts, following = [], None
    for due in recurring_dues(contract, terms_on):
        if due.obligation.on > day:
            following = due.obligation.on
            break
        drafts.append(recurring_draft(contract, due, terms_on))
    added = addition_draft(contract, terms_on, day)
    if added is not None:
        drafts.append(added)
    drafts += metered.drafts(contract, day)
    drafts.sort(key=lambda draft: draft.obligation_on)
    later = addition_due(contract, terms_on, added.movements if added else ())
    return Owed(contract, tuple(drafts), following, later)


def _move_cursors(tx: Transaction, moved: Iterable[tuple[int | None, date | None]]) -> None:
    rows = [(key, day.isoformat()) for key, day in moved if day is not None]
    tx.many(queries.ADVANCE_CURSOR, rows)
