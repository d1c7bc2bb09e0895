import sqlite3

import pytest


def test_a_citation_is_kept_once(full: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        full.execute("INSERT INTO clause VALUES (2, 'terms', 'p', '1', '2', 'R', 's')")
    with pytest.raises(sqlite3.IntegrityError, match="source_known"):
        full.execute("INSERT INTO clause VALUES (2, 'rumour', 'p', '1', '2', 'R', 's')")


@pytest.mark.parametrize("subscription_id", [1, None])
def test_a_kind_is_due_once_also_for_a_whole_organisation(
    full: sqlite3.Connection, subscription_id: int | None
) -> None:
    sql = "INSERT INTO due (organisation_id, subscription_id, kind, on_day) VALUES (1, ?, 'renewal', ?)"
    full.execute(sql, (subscription_id, "2026-03-01"))
    with pytest.raises(sqlite3.IntegrityError, match="due_natural_key"):
        full.execute(sql, (subscription_id, "2026-04-01"))


@pytest.mark.parametrize("subscription_id", [1, None])
def test_a_fact_of_a_day_is_emitted_once(full: sqlite3.Connection, subscription_id: int | None) -> None:
    sql = "INSERT INTO emitted (organisation_id, subscription_id, kind, on_day) VALUES (1, ?, 'renewal', ?)"
    for day in ("2026-03-01", "2026-04-01"):
        full.execute(sql, (subscription_id, day))
    with pytest.raises(sqlite3.IntegrityError, match="emitted_natural_key"):
        full.execute(sql, (subscription_id, "2026-03-01"))


def test_what_is_due_is_found_by_kind_and_day_without_reading_all(full: sqlite3.Connection) -> None:
    sql = "SELECT organisation_id FROM due WHERE kind = 'invoice' AND on_day <= '2026-03-01' ORDER BY on_day"
    plan = full.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
    assert [row[3] for row in plan] == ["SEARCH due USING COVERING INDEX due_by_day (kind=? AND on_day<?)"]
