"""Months closed and opened again: what is kept of them, and whether the ledger still says the same."""

import hashlib
from dataclasses import dataclass
from datetime import date

from saasctl.acts.journal import Chart, entries
from saasctl.rules.ledger.deferral import month_of
from saasctl.store.transaction import Transaction
from saasctl.values.period import Period

FIRST = """
SELECT min(x.day) FROM (
    SELECT issued_on AS day FROM invoice UNION ALL SELECT received_on FROM payment
) x
"""
SELLERS = "SELECT id, slug FROM seller ORDER BY slug"


@dataclass(frozen=True, slots=True)
class MonthSums:
    """A month's ledger in short, over all sellers: entries, the sum of debits, and a digest of its lines."""

    entries: int
    debit_cents: int
    digest: str


def sums_of_month(tx: Transaction, day: date) -> MonthSums:
    """Return the sums and digest of the ledger of the month that holds `day`."""
    digest, count, debit = hashlib.sha256(), 0, 0
    for seller_id, slug in tx.rows(SELLERS):
        chart = Chart(tx, int(str(seller_id)))
        for entry in entries(tx, int(str(seller_id)), month_of(day)):
            count += 1
            for line in entry.lines:
                debit += max(line.cents, 0)
                account = chart.account(line.role, entry.on)
                said = (slug, entry.journal, entry.on, entry.piece, entry.org, account.number, line.cents)
                digest.update("|".join(map(str, (*said, "\n"))).encode())
    return MonthSums(count, debit, digest.hexdigest())


def first_month(tx: Transaction) -> date | None:
    """Return the first day of the first month with a document or a payment, None where there is none."""
    row = tx.one(FIRST)
    return None if row is None or row[0] is None else date.fromisoformat(str(row[0])).replace(day=1)


def months_between(first: date, last: date) -> list[Period]:
    """Return the calendar months from the one that holds `first` to the one that holds `last`."""
    found = [month_of(first)]
    while found[-1].end <= last:
        found.append(month_of(found[-1].end))
    return found
