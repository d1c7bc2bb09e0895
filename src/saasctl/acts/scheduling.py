"""Keep the due index of a subscription true after its facts changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from saasctl.acts.due import set_due
from saasctl.acts.terms import TermsBook
from saasctl.rules.billing.composing import addition_due, next_due
from saasctl.rules.billing.contract import NEVER, Contract, TermsOn, rhythm_on
from saasctl.rules.billing.slots import slots_pending
from saasctl.store.database import Transaction

KINDS = ("invoice", "slots", "renewal", "reduction")
"""What the daily run looks for: recurring invoices, added slots, renewals, pending reductions."""


@dataclass(frozen=True, slots=True)
class Coming:
    """The next day something of a kind is due, or None."""

    kind: str
    on: date | None


def coming(contract: Contract, terms_on: TermsOn, day: date) -> Iterator[Coming]:
    """Yield what is next due of each kind, seen from `day`.

    An invoice that waits for an event that has not happened is not due.
    """
    invoice = next_due(contract, terms_on)
    yield Coming("invoice", None if invoice == NEVER else invoice)
    yield Coming("slots", addition_due(contract, terms_on))
    yield Coming("renewal", renewal_after(contract, terms_on, day))
    pending = slots_pending(contract.movements, day)
    yield Coming("reduction", pending[0][0] if pending else None)


def renewal_after(contract: Contract, terms_on: TermsOn, day: date) -> date | None:
    """Return the first renewal day after `day`, or None for a contract without a term."""
    rhythm = rhythm_on(contract, terms_on, day)
    unit = contract.phase_on(day).unit
    term = rhythm.commitment_at(max(day, contract.started_on))
    if term is None or contract.is_trial or not terms_on(day).flag(f"period.{unit}.renews", default=False):
        return None
    if contract.ended_on is not None and contract.ended_on < term.end:
        return None
    return term.end


def schedule(tx: Transaction, book: TermsBook, contract: Contract, day: date) -> None:
    """Write the due index of one subscription anew, as seen from `day`."""
    for item in coming(contract, book.of(contract), day):
        set_due(tx, contract.organisation_id, contract.id, item.kind, item.on)
