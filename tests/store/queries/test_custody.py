"""What blocks an erasure is asked of one customer by its indexes."""

import sqlite3

from saasctl.store.queries import custody


def test_the_statements_run(full: sqlite3.Connection) -> None:
    for sql in (custody.UNPAID, custody.OPEN_CASES, custody.OPEN_TICKETS, custody.TO_SEND, custody.DELIVERED):
        full.execute(sql, (1,)).fetchall()
    assert full.execute(custody.INVOICES, (1,)).fetchone() == (1, "2026-01-01")
    assert full.execute(custody.OPEN_TICKETS, (1,)).fetchall() == [(1,)]
    assert full.execute(custody.COPIES, ("org:1",)).fetchall() == []
