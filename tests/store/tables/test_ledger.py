"""Tables of the books refuse what cannot be."""

import sqlite3

import pytest

from saasctl.store.tables.ledger import COSTS


@pytest.mark.parametrize(
    ("sql", "why"),
    [
        (
            "INSERT INTO period_closing VALUES (9, '2026-01', 'shut', '2026-02-01', NULL, 0, 0, NULL, NULL)",
            "what",
        ),
        (
            "INSERT INTO mandate VALUES (9, 1, 'M-1', 'A', 'X', NULL, 'CORE', 0, '2026-01-01', NULL, NULL)",
            "UNIQUE",
        ),
        (
            "INSERT INTO mandate VALUES (9, 1, 'M-9', 'A', 'X', NULL, 'SOFT', 0, '2026-01-01', NULL, NULL)",
            "scheme",
        ),
        ("INSERT INTO instalment VALUES (9, 1, 1, '2026-01-01', 1, 1)", "UNIQUE"),
        ("INSERT INTO recovery_cost VALUES (9, 1, 'lunch', '2026-01-01', 1, 1, NULL, NULL)", "what"),
    ],
)
def test_a_row_that_cannot_be_is_refused(full: sqlite3.Connection, sql: str, why: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=why):
        full.execute(sql)


def test_the_penalty_of_a_court_is_one_of_the_costs() -> None:
    assert "court" in COSTS
