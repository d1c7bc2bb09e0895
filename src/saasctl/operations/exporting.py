"""Datasets that no other list prints: lines of invoices, slots of every subscription."""

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from saasctl.acts.contracts import contracts_as_of
from saasctl.acts.seating import mode_of
from saasctl.acts.terms import TermsBook
from saasctl.rules.billing.slots import slots_on
from saasctl.store.database import Store, Transaction
from saasctl.store.queries.clauses import clause_by_id
from saasctl.values.answers import Column, Listing
from saasctl.values.clause import ClauseRef

LINE_COLUMNS = (
    Column("invoice", "key", 0),
    Column("ref", "text", 0),
    Column("org", "key", 1),
    Column("kind", "text", 2),
    Column("description", "text", 1),
    Column("quantity", "int", 1),
    Column("unit_price", "money", 1),
    Column("net", "money", 0),
    Column("currency", "text", 2),
    Column("vat_category", "text", 3),
    Column("vat_rate", "percent", 3),
    Column("period", "period", 2),
    Column("basis", "object", 4, ("method", "months", "price_months", "days", "days_total")),
    Column("clause", "clause", 4),
)
SLOT_COLUMNS = (
    Column("org", "key", 0),
    Column("subscription", "key", 0),
    Column("mode", "text", 1),
    Column("current", "int", 0),
    Column("occupied", "int", 1),
    Column("free", "int", 1),
)
LINES = """
SELECT i.number, l.ref, o.slug, l.kind, l.description, l.quantity, l.unit_price_cents, l.net_cents,
       i.currency, l.vat_category, l.vat_rate, l.period_start, l.period_end, l.basis, l.clause_id
FROM invoice_line l
JOIN invoice i ON i.id = l.invoice_id
JOIN organisation o ON o.id = i.organisation_id
WHERE i.issued_on <= ? ORDER BY l.invoice_id, l.ref
"""
HELD = """
SELECT s.id, count(u.id) FROM subscription s
LEFT JOIN org_user u ON u.organisation_id = s.organisation_id AND EXISTS (
    SELECT 1 FROM user_event e WHERE e.detail = '1' AND e.id = (
        SELECT x.id FROM user_event x WHERE x.user_id = u.id AND x.what = 'slot' AND x.on_day <= ?
        ORDER BY x.on_day DESC, x.id DESC LIMIT 1))
WHERE s.started_on <= ? GROUP BY s.id ORDER BY s.id
"""
ROUND = 1000


def list_lines(store: Store, as_of: date | None) -> Listing:
    """Return every line of every invoice issued up to a day, in the order of the invoices; streamed."""
    day = as_of or store.clock.today()
    return Listing("saasctl.line.list/1", LINE_COLUMNS, _lines(store, day), day)


def _lines(store: Store, day: date) -> Iterator[tuple[object, ...]]:
    with store.reading() as tx:
        clauses: dict[int, ClauseRef] = {}
        for row in tx.stream(LINES, (day.isoformat(),)):
            *cells, rate, start, end, basis, clause = row
            period = (start, end) if start is not None else None
            yield (*cells, Decimal(str(rate)), period, json.loads(str(basis)), _clause(tx, clauses, clause))


def _clause(tx: Transaction, held: dict[int, ClauseRef], key: object) -> ClauseRef | None:
    if not isinstance(key, int):
        return None
    if key not in held:
        held[key] = clause_by_id(tx, key)
    return held[key]


def list_slots(store: Store, as_of: date | None) -> Listing:
    """Return the slots of every subscription that has begun by a day, as of that day."""
    day = as_of or store.clock.today()
    return Listing("saasctl.slots.list/1", SLOT_COLUMNS, _slots(store, day), day)


def _slots(store: Store, day: date) -> Iterator[tuple[object, ...]]:
    with store.reading() as tx:
        book = TermsBook(tx)
        held = [(int(str(key)), int(str(count))) for key, count in tx.rows(HELD, (day.isoformat(),) * 2)]
        for first in range(0, len(held), ROUND):
            part = dict(held[first : first + ROUND])
            for contract in contracts_as_of(tx, list(part), day):
                terms = book.of(contract)(day)
                users = part[contract.id] if terms.word("slots.held_by", "nobody") == "users" else 0
                current = slots_on(contract.movements, day)
                mode = mode_of(tx, book, contract, day)
                yield contract.org, contract.key, mode, current, users, max(0, current - users)
