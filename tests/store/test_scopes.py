"""A customer's rows are found in every table that holds some."""

import sqlite3

from saasctl.store.dump import statement_of
from saasctl.store.scopes import scoped


def test_a_table_is_reached_by_the_references_it_declares() -> None:
    reached = {dumped.table for dumped, _ in scoped(1)}
    assert {"organisation", "org_user", "invoice_line", "ticket_event", "case_entry", "outgoing"} <= reached
    assert not reached & {"seller", "term_setting", "incident", "store_meta"}


def test_the_condition_finds_the_customers_rows_and_no_others(full: sqlite3.Connection) -> None:
    for dumped, condition in scoped(1):
        full.execute(statement_of(dumped, condition)).fetchall()
    mine = {dumped.table: condition for dumped, condition in scoped(1)}
    other = {dumped.table: condition for dumped, condition in scoped(2)}
    for table in ("invoice", "invoice_line", "ticket_event", "case_entry", "notice", "user_event"):
        count = f"SELECT count(*) FROM {table} t"
        assert full.execute(f"{count} WHERE {mine[table]}").fetchone() == full.execute(count).fetchone()
        assert full.execute(f"{count} WHERE {other[table]}").fetchone() == (0,)
