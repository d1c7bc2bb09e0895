"""Check what the store caches against what it is cached from, and make the caches anew."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from saasctl.acts.contracts import load_contracts
from saasctl.acts.credit_days import DAYS, expected_credit_days
from saasctl.acts.due import DueItem, held_due, rebuild_due
from saasctl.acts.metering import Metered
from saasctl.acts.scheduling import Coming, coming
from saasctl.acts.service_days import STEP, expected_steps
from saasctl.acts.terms import TermsBook
from saasctl.acts.verifying import verify
from saasctl.rules.billing.composing import recurring_drafts
from saasctl.rules.billing.contract import Contract
from saasctl.store.queries import credits, receivables
from saasctl.store.transaction import Transaction
from saasctl.values.views.stores import StoreFinding

CHUNK = 1000
"""Subscriptions loaded at once."""
SUBSCRIPTIONS = "SELECT id FROM subscription WHERE id > ? ORDER BY id LIMIT ?"
BILLED = """
SELECT s.id, coalesce(max(l.period_end), s.started_on), s.billed_until
FROM subscription s LEFT JOIN invoice_line l ON l.subscription_id = s.id AND l.kind = 'subscription'
GROUP BY s.id, s.started_on, s.billed_until ORDER BY s.id
"""
CURSOR = """
INSERT INTO billing_cursor (subscription_id, billed_to) VALUES (?, ?)
ON CONFLICT (subscription_id) DO UPDATE SET billed_to = excluded.billed_to
"""


def check_caches(tx: Transaction) -> Iterator[StoreFinding]:
    """Yield every receivable, billing cursor and due entry that is not what the facts give."""
    for number, balance, status, due, held, held_status, held_due_on in tx.rows(receivables.DIFFERING):
        said = (
            f"{number} owes {balance} cents, {status}, due {due}; held: {held}, {held_status}, {held_due_on}"
        )
        yield StoreFinding("receivable", said, cache=True)
    billed = _billed(tx)
    book, held_items = TermsBook(tx), {item.key: item for item in held_due(tx)}
    seen: set[tuple[int, int, str]] = set()
    for contract in _contracts(tx):
        yield from _cursor_faults(book, contract, billed[contract.id])
        yield from _due_faults(contract, _coming(tx, book, contract), held_items, seen)
    for key in sorted(set(held_items) - seen):
        item = held_items[key]
        if item.subscription_id is not None:
            yield StoreFinding("due", f"{item.kind} of {item.on} stands for nothing", cache=True)
    yield from _credit_faults(tx, book, held_items)
    yield from _step_faults(tx, held_items)


def check_documents(tx: Transaction) -> Iterator[StoreFinding]:
    """Yield gaps and disorder of the number series, and invoices whose sums do not add up."""
    for finding in verify(tx).findings:
        yield StoreFinding("invoices", finding, cache=False)


def rebuild_caches(tx: Transaction) -> None:
    """Write receivables, billing cursors and the due index anew from the facts.

    The cursor of a contract that force majeure moved is kept: what was billed covers later days since.
    """
    tx.run(receivables.REBUILD)
    billed = _billed(tx)
    kept = {contract.id for contract in _contracts(tx) if contract.pauses}
    tx.many(CURSOR, [(key, day.isoformat()) for key, day in billed.items() if key not in kept])
    tx.run("DELETE FROM credit_stock")
    tx.run(credits.REBUILD)
    rebuild_due(tx, list(expected_due(tx)))


def expected_due(tx: Transaction) -> Iterator[DueItem]:
    """Yield the due index as the facts give it."""
    book = TermsBook(tx)
    for contract in _contracts(tx):
        for item in _coming(tx, book, contract):
            if item.on is not None:
                yield DueItem(contract.organisation_id, contract.id, item.kind, item.on)
    yield from expected_credit_days(tx, book)
    yield from expected_steps(tx)


def _contracts(tx: Transaction) -> Iterator[Contract]:
    last = 0
    while ids := [int(str(row[0])) for row in tx.rows(SUBSCRIPTIONS, (last, CHUNK))]:
        yield from load_contracts(tx, ids)
        last = ids[-1]


def _coming(tx: Transaction, book: TermsBook, contract: Contract) -> Iterator[Coming]:
    """Yield what is next due of every kind, use that is measured included."""
    yield from coming(contract, book.of(contract))
    for kind, on in Metered(tx, book, [contract]).coming(contract):
        yield Coming(kind, on)


def _billed(tx: Transaction) -> dict[int, date]:
    billed = {}
    for key, end, until in tx.rows(BILLED):
        first = date.fromisoformat(str(end))
        if until is not None:
            first = max(first, date.fromisoformat(str(until)) + timedelta(days=1))
        billed[int(str(key))] = first
    return billed


def _cursor_faults(book: TermsBook, contract: Contract, billed: date) -> Iterator[StoreFinding]:
    if contract.billed_to == billed or (contract.pauses and contract.billed_to > billed):
        return
    said = f"{contract.key} is billed to {billed}; held: {contract.billed_to}"
    if contract.billed_to < billed:
        yield StoreFinding("billing cursor", said, cache=True)
        return
    for draft in recurring_drafts(replace(contract, billed_to=billed), book.of(contract)):
        if draft.billed_to is None or draft.billed_to > contract.billed_to:
            return
        if draft.lines:
            yield StoreFinding("billing cursor", said, cache=True)
            return


def _due_faults(
    contract: Contract,
    expected: Iterable[Coming],
    held: dict[tuple[int, int, str], DueItem],
    seen: set[tuple[int, int, str]],
) -> Iterator[StoreFinding]:
    for item in expected:
        key = contract.organisation_id, contract.id, item.kind
        found = held.get(key)
        seen.add(key)
        if (found.on if found else None) != item.on:
            said = f"{contract.key}: {item.kind} is due {item.on}; held: {found.on if found else None}"
            yield StoreFinding("due", said, cache=True)


def _credit_faults(
    tx: Transaction, book: TermsBook, held: dict[tuple[int, int, str], DueItem]
) -> Iterator[StoreFinding]:
    for org, lot, holder, moved, left in tx.rows(credits.DIFFERING):
        said = f"lot {lot} of {org}, holder {holder}: {moved} credits by its movements; held: {left}"
        yield StoreFinding("credits", said, cache=True)
    wanted = {item.key: item for item in expected_credit_days(tx, book)}
    found = {key: item for key, item in held.items() if item.kind in DAYS}
    for key in sorted(set(wanted) | set(found)):
        due, kept = wanted.get(key), found.get(key)
        if due != kept:
            said = f"{key[2]} is due {due.on if due else None}; held: {kept.on if kept else None}"
            yield StoreFinding("due", said, cache=True)


def _step_faults(tx: Transaction, held: dict[tuple[int, int, str], DueItem]) -> Iterator[StoreFinding]:
    wanted = {item.key: item for item in expected_steps(tx)}
    kept = {key: item for key, item in held.items() if item.kind == STEP}
    for key in sorted(set(wanted) | set(kept)):
        if wanted.get(key) != kept.get(key):
            item = wanted.get(key) or kept[key]
            yield StoreFinding("due", f"{STEP} of {item.on} is not what the plans give", cache=True)
