"""The ledger, derived from documents and payments a calendar month at a time; nothing of it is stored.

Documents and payments are never changed, so that a month reads the same whenever it is asked for;
closing it keeps its sums and digest (see `acts.closings`).
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from heapq import merge

from saasctl.rules.ledger.deferral import month_of
from saasctl.rules.ledger.posting import (
    BilledDocument,
    BilledLine,
    DepositEarned,
    MoneyMoved,
    deposit_entry,
    earned_entries,
    moved_entry,
    sale_entry,
)
from saasctl.store.queries import ledger as queries
from saasctl.store.queries.invoices import rows_for
from saasctl.store.transaction import Transaction
from saasctl.terms.law.accounts import PLAN
from saasctl.values.ledger import Account, Entry
from saasctl.values.period import Period

Row = tuple[object, ...]
ROUND = 1000


class Chart:
    """The accounts of one seller by role and day."""

    def __init__(self, tx: Transaction, seller_id: int) -> None:
        self._own: dict[str, list[tuple[date, Account]]] = {}
        for role, number, label, from_on in tx.rows(queries.ACCOUNTS, (seller_id,)):
            account = Account(str(number), str(label))
            self._own.setdefault(str(role), []).append((date.fromisoformat(str(from_on)), account))

    def account(self, role: str, on: date) -> Account:
        """Return the account that a role is booked to on a day; the last one set counts."""
        held = PLAN[role]
        for from_on, account in self._own.get(role, ()):
            if from_on <= on:
                held = account
        return held


def entries(tx: Transaction, seller_id: int, window: Period) -> Iterator[Entry]:
    """Yield a seller's entries dated in `window` in the order of days; memory holds one month."""
    start = max(window.start, _first_day(tx, seller_id, window))
    while start < window.end:
        month = Period(start, min(month_of(start).end, window.end))
        yield from _of_month(tx, seller_id, month)
        start = month.end


def _first_day(tx: Transaction, seller_id: int, window: Period) -> date:
    row = tx.one(queries.SPAN, (seller_id, seller_id))
    first = window.end if row is None or row[0] is None else date.fromisoformat(str(row[0]))
    return min(month_of(first).start, window.end)


def _of_month(tx: Transaction, seller_id: int, part: Period) -> Iterator[Entry]:
    sales = (sale_entry(document) for document in documents(tx, seller_id, part))
    money = (moved_entry(moved) for moved in movements(tx, seller_id, part))
    kept = (deposit_entry(earned) for earned in deposits(tx, seller_id, part))
    yield from merge(sales, money, kept, _earned(tx, seller_id, part), key=lambda entry: entry.on)


def deposits(tx: Transaction, seller_id: int, window: Period) -> Iterator[DepositEarned]:
    """Yield the deposits that became revenue in `window`: their service was delivered."""
    days = window.start.isoformat(), window.end.isoformat()
    for piece, org, name, issued, on, cents in tx.rows(queries.DEPOSITS, (seller_id, *days)):
        yield DepositEarned(str(piece), str(org), str(name), _day(issued), _day(on), _int(cents))


def movements(tx: Transaction, seller_id: int, window: Period) -> Iterator[MoneyMoved]:
    """Yield payments, refunds, rejected debits, rebates and write-offs of a seller's customers."""
    days = window.start.isoformat(), window.end.isoformat()
    for piece, org, name, kind, on, cents in tx.rows(queries.MOVED, (seller_id, *days)):
        yield MoneyMoved(str(piece), str(org), str(name), str(kind), _day(on), _int(cents))


def documents(tx: Transaction, seller_id: int, window: Period) -> Iterator[BilledDocument]:
    """Yield the documents that a seller issued in `window`, with their lines, in order of issue."""
    days = window.start.isoformat(), window.end.isoformat()
    yield from _with_lines(tx, tx.rows(queries.DOCUMENTS, (seller_id, *days)))


def prepaid(tx: Transaction, seller_id: int, window: Period) -> Iterator[BilledDocument]:
    """Yield the documents issued before the end of `window` that may earn something in it."""
    start, end = window.start.isoformat(), window.end.isoformat()
    yield from _with_lines(tx, tx.rows(queries.PREPAID, (seller_id, end, start, start)))


def _earned(tx: Transaction, seller_id: int, part: Period) -> list[Entry]:
    found = [entry for document in prepaid(tx, seller_id, part) for entry in earned_entries(document, part)]
    return sorted(found, key=lambda entry: entry.on)


def _with_lines(tx: Transaction, headers: Sequence[Row]) -> Iterator[BilledDocument]:
    for start in range(0, len(headers), ROUND):
        part = headers[start : start + ROUND]
        lines: dict[object, list[BilledLine]] = {}
        for key, kind, net, first, end in rows_for(tx, queries.LINES, [_int(row[0]) for row in part]):
            period = Period(_day(first), _day(end)) if first is not None and end is not None else None
            lines.setdefault(key, []).append(BilledLine(str(kind), _int(net), period))
        for key, number, org, name, kind, issued, vat, taken in part:
            yield BilledDocument(
                str(number),
                str(org),
                str(name),
                str(kind),
                _day(issued),
                _int(vat),
                tuple(lines.get(key, ())),
                None if taken is None else _day(taken),
            )


def balances(chart: Chart, found: Iterable[Entry]) -> dict[Account, tuple[int, int]]:
    """Return the debits and credits of every account in cents."""
    sums: dict[Account, tuple[int, int]] = {}
    for entry in found:
        for line in entry.lines:
            account = chart.account(line.role, entry.on)
            debit, credit = sums.get(account, (0, 0))
            sums[account] = debit + max(line.cents, 0), credit + max(-line.cents, 0)
    return dict(sorted(sums.items()))


def _int(value: object) -> int:
    return int(str(value))


def _day(value: object) -> date:
    return date.fromisoformat(str(value))
