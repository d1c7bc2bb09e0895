"""What is measured and billed beside the recurring invoices: commissions, use above a plan."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from saasctl.acts.commissions import CommercialUse, commission_drafts, next_commission, uses_of
from saasctl.acts.due import set_due
from saasctl.acts.terms import TermsBook
from saasctl.rules.billing.composing import Draft
from saasctl.rules.billing.contract import Contract
from saasctl.store.transaction import Transaction

COMMISSION = "commission"
KINDS = (COMMISSION,)
"""Kinds of the due index that stand for what is measured."""


class Metered:
    """What was measured of many subscriptions; those whose terms measure nothing cost no statement."""

    def __init__(self, tx: Transaction, book: TermsBook, contracts: Iterable[Contract]) -> None:
        self._book = book
        owing = [one for one in contracts if _owes_commission(book, one)]
        self._uses = uses_of(tx, owing, {one.id: book.of(one) for one in owing}) if owing else {}

    def drafts(self, contract: Contract, day: date) -> list[Draft]:
        """Return the invoices of what was measured that fell due up to a day."""
        use = self._uses.get(contract.id)
        return commission_drafts(contract, use, self._book.of(contract), day) if use else []

    def coming(self, contract: Contract) -> Iterator[tuple[str, date | None]]:
        """Yield the next day of each kind, None where nothing is measured."""
        use = self._uses.get(contract.id, CommercialUse())
        yield COMMISSION, next_commission(contract, use, self._book.of(contract))


def schedule_metered(tx: Transaction, book: TermsBook, contracts: Sequence[Contract]) -> None:
    """Write the due index of what is measured anew; subscriptions with nothing to measure have no entry."""
    measured = [one for one in contracts if _owes_commission(book, one)]
    if not measured:
        return
    metered = Metered(tx, book, measured)
    for contract in measured:
        for kind, on in metered.coming(contract):
            set_due(tx, contract.organisation_id, contract.id, kind, on)


def _owes_commission(book: TermsBook, contract: Contract) -> bool:
    return "commission.minimum" in book.seller(contract.seller_id).profile.entries
