"""The latest declaration of a month counts."""

import sqlite3

from saasctl.store.database import Store
from saasctl.store.queries.metering import billed, declared, sales


def test_the_latest_declaration_of_a_month_counts(full: sqlite3.Connection, store: Store) -> None:
    full.execute(
        "INSERT INTO commission_declaration VALUES "
        "(2, 1, '2026-01-01', 2, '2026-01-01', '2026-01-31', 'vendor', '2026-02-03')"
    )
    full.execute("INSERT INTO commission_sale VALUES (2, 2, 'end-user', 4900, 9)")
    with store.reading() as tx:
        assert [row[:4] for row in declared(tx, [1])] == [(1, "2026-01-01", 2, 2)]
        assert sales(tx, [2]) == [(2, "end-user", 4900, 9)]
        assert billed(tx, [1]) == []
