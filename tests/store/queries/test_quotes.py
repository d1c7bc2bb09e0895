"""Quotes are found by their keys and their customer."""

import sqlite3

import pytest

from saasctl.store.queries.quotes import BY_REF, NUMBERED, OF_ORGANISATION


@pytest.mark.parametrize(
    ("sql", "values"),
    [
        pytest.param(BY_REF, ("Q-2026-001",), id="key"),
        pytest.param(OF_ORGANISATION, (1,), id="customer"),
        pytest.param(NUMBERED, ("Q-2026-", "Q-2026."), id="number"),
    ],
)
def test_no_quote_is_looked_for_in_all(
    full: sqlite3.Connection, sql: str, values: tuple[object, ...]
) -> None:
    plan = [str(row[-1]) for row in full.execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall()]
    assert not [row for row in plan if row.startswith("SCAN") and " q" in row]
