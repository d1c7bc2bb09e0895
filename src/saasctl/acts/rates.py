"""Reference rates: the packaged ones together with those that the operator added."""

from datetime import date
from decimal import Decimal

from saasctl.store.transaction import Transaction
from saasctl.terms.law.rates import RATE_KINDS, Rate, RateKind, Rates, packaged_rates

ADDED = "SELECT kind, from_on, percent, source FROM reference_rate ORDER BY id"


def rates_of(tx: Transaction) -> Rates:
    """Return the rates known to a store: of several for a day the operator's, of those the last one."""
    return packaged_rates().with_added(added_rates(tx), replacing=True)


def added_rates(tx: Transaction) -> list[Rate]:
    """Return the rows that the operator added, superseded ones included, in the order of adding."""
    kinds: dict[str, RateKind] = {kind: kind for kind in RATE_KINDS}
    return [
        Rate(kinds[str(kind)], date.fromisoformat(str(day)), Decimal(str(percent)), str(source), added=True)
        for kind, day, percent, source in tx.rows(ADDED)
    ]
