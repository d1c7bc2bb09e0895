"""A customer's cases are found by their index."""

import sqlite3

from saasctl.store.queries.cases import CASES


def test_the_cases_of_a_customer_are_found_by_their_index(full: sqlite3.Connection) -> None:
    sql = f"EXPLAIN QUERY PLAN {CASES} WHERE c.organisation_id = 1 ORDER BY c.id"
    assert any("case_" in str(row[-1]) for row in full.execute(sql).fetchall())
