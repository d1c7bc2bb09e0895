"""What is measured and billed beside the recurring invoices: commissions, use above a plan."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from saasctl.acts.commissions import CommercialUse, commission_drafts, next_commission, uses_of
from saasctl.acts.due import set_dues
from saasctl.acts.overages import MeasuredUse, measured_uses, next_overage, overage_drafts
from saasctl.acts.terms import TermsBook
from saasctl.rules.billing.composing import Draft
from saasctl.rules.billing.contract import Contract
from saasctl.store.queries.usage import by_ids
from saasctl.store.transaction import Transaction
from saasctl.values import stored

COMMISSION, OVERAGE = "commission", "overage"
LATE = "late-use"
"""Use whose readings came after the run of its day: the next run bills it, last."""
KINDS = (COMMISSION, OVERAGE)
"""Kinds of the due index that stand for what is measured and billed on its day."""

LISTED = """
SELECT subscription_id FROM due
WHERE organisation_id IN ({marks}) AND kind IN (?, ?, ?) AND subscription_id IS NOT NULL
"""


class Metered:
    """What was measured of many subscriptions; those whose terms measure nothing cost no statement."""

    def __init__(self, tx: Transaction, book: TermsBook, contracts: Iterable[Contract]) -> None:
        self._book = book
        held = [one for one in contracts if is_measured(book, one)]
        self._terms = terms_of = {one.id: book.of(one) for one in held}
        self._sold = uses_of(tx, held, terms_of) if held else {}
        self._used = measured_uses(tx, held, terms_of) if held else {}

    def drafts(self, contract: Contract, day: date) -> list[Draft]:
        """Return the invoices of what was measured that fell due up to a day."""
        sold, used = self._sold.get(contract.id), self._used.get(contract.id)
        if sold is None and used is None:
            return []
        terms_on = self._terms[contract.id]
        drafts = commission_drafts(contract, sold, terms_on, day) if sold else []
        return drafts + (overage_drafts(contract, used, terms_on, day) if used else [])

    def coming(self, contract: Contract) -> Iterator[tuple[str, date | None]]:
        """Yield the next day of each kind, None where nothing is measured."""
        terms_on = self._terms.get(contract.id) or self._book.of(contract)
        sold = self._sold.get(contract.id, CommercialUse())
        yield COMMISSION, next_commission(contract, sold, terms_on)
        used = self._used.get(contract.id, MeasuredUse())
        yield OVERAGE, next_overage(contract, used, terms_on)
        yield LATE, next_overage(contract, used, terms_on, late=True)

    def reschedule(self, tx: Transaction, contracts: Sequence[Contract]) -> None:
        """Write the due index anew once `contracts` are billed.

        Those of which nothing is measured and that have no entry keep none.
        """
        held = [one for one in contracts if one.id in self._terms]
        rows = by_ids(tx, LISTED, sorted({one.organisation_id for one in held}), *KINDS, LATE) if held else []
        touched = {stored.whole(key) for (key,) in rows} | self._sold.keys() | self._used.keys()
        schedule_metered(tx, self._book, [one for one in held if one.id in touched])


def schedule_metered(tx: Transaction, book: TermsBook, contracts: Sequence[Contract]) -> None:
    """Write the due index of what is measured anew; subscriptions with nothing to measure have no entry."""
    measured = [one for one in contracts if is_measured(book, one)]
    if not measured:
        return
    metered = Metered(tx, book, measured)
    set_dues(
        tx,
        (
            (contract.organisation_id, contract.id, kind, on)
            for contract in measured
            for kind, on in metered.coming(contract)
        ),
    )


def is_measured(book: TermsBook, contract: Contract) -> bool:
    """Say whether the terms of a subscription measure anything that is billed."""
    profile = book.seller(contract.seller_id).profile
    return "commission.minimum" in profile.entries or bool(profile.names_under("overage"))
