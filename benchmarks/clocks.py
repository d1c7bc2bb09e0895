"""Measure a list of open clocks: at most twice the reading of their rows, and 50 microseconds each.

A store in a temporary directory holds tickets of a hundred customers, most of them closed; each open
one has two clocks. Rounds alternate between reading the rows and listing; the best of each counts.
The collector of memory runs as the program sets it.
Usage: clocks.py [CLOCKS] [ROUNDS].
"""

import gc
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from saasctl.__main__ import YOUNG
from saasctl.operations.sellers import add_seller
from saasctl.operations.tickets import TicketFilter, list_tickets
from saasctl.store.database import Store, create_store, open_store
from saasctl.store.queries import tickets as queries
from saasctl.system.clock import system_clock
from saasctl.values.act import Act
from saasctl.values.clock import stamp

FIRST = datetime(2026, 1, 5, 8, tzinfo=UTC)
NOW = FIRST + timedelta(days=60)
SELLER = 'name = "Measured"\nsiren = "820200004"\nvat_id = "FR54820200004"\ncountry = "FR"\n'
CUSTOMERS = 100
CLOSED = 9
"""Closed tickets beside each open one."""
EACH = 50e-6
ORGANISATION = """
INSERT INTO organisation (id, slug, seller_id, name, country, professional, created_on, status)
VALUES (?, ?, 1, 'x', 'FR', 1, '2026-01-01', 'active')
"""
TICKET = """
INSERT INTO ticket (id, organisation_id, opened_at, severity, channel, title, external_link, custom_fields,
                    closed)
VALUES (?, ?, ?, 'major', 'tool', 'x', 0, 0, ?)
"""
EVENT = (
    "INSERT INTO ticket_event (ticket_id, kind, at, recorded_at, detail) VALUES (?, 'open', ?, ?, 'major')"
)


def made(folder: Path, count: int) -> Store:
    """Return a store with `count` open tickets."""
    (folder / "seller.toml").write_text(SELLER, encoding="utf-8")
    path = str(folder / "store.db")
    create_store(path, sandbox=True)
    store = open_store(path, clock=system_clock())
    add_seller(store, "measured", "koban", folder / "seller.toml", Act(on=FIRST.date()))
    every = range(1, count * (CLOSED + 1) + 1)
    at = [stamp(FIRST + timedelta(minutes=7 * key % 80_000)) for key in every]
    with store.transaction(Act(on=FIRST.date())) as tx:
        tx.many(ORGANISATION, ((key, f"customer-{key}") for key in range(1, CUSTOMERS + 1)))
        tx.many(
            TICKET,
            ((key, 1 + key % CUSTOMERS, at[key - 1], int(key % (CLOSED + 1) != 0)) for key in every),
        )
        tx.many(EVENT, ((key, at[key - 1], at[key - 1]) for key in every))
    return store


def read(store: Store) -> int:
    """Read the rows of the open tickets and of their events."""
    with store.reading() as tx:
        rows = tx.rows(f"{queries.TICKETS} WHERE k.closed = 0 ORDER BY k.id")
        queries.rows_for(tx, queries.EVENTS, [int(str(row[0])) for row in rows])
    return len(rows)


def listed(store: Store) -> int:
    """List the open tickets with their clocks."""
    found = list_tickets(store, TicketFilter(), NOW).answer
    return len(list(getattr(found, "rows", ())))


def seconds(work: Callable[[Store], int], store: Store) -> float:
    """Return the processor time of some work."""
    start = time.process_time()
    work(store)
    return time.process_time() - start


def main() -> int:
    """Measure, print, and fail where the list takes longer than it may."""
    gc.set_threshold(YOUNG)
    clocks, rounds = (int(word) for word in [*sys.argv[1:], "10000", "5"][:2])
    with tempfile.TemporaryDirectory() as name:
        store = made(Path(name), clocks // 2)
        pairs = [(seconds(read, store), seconds(listed, store)) for _ in range(rounds)]
        store.close()
    reading, listing = min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)
    allowed = 2 * reading + EACH * clocks
    print(f"{clocks} open clocks: rows read in {reading:.3f} s, listed in {listing:.3f} s")
    print(f"allowed {allowed:.3f} s: {listing / allowed:.2f} of it")
    return int(listing > allowed)


if __name__ == "__main__":
    sys.exit(main())
