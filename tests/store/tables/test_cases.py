import sqlite3

import pytest


def test_an_entry_is_a_fact_a_tick_or_a_note(full: sqlite3.Connection) -> None:
    sql = "INSERT INTO case_entry VALUES (9, 1, ?, 'n', 'v', '2026-01-20', '2026-01-20T09:00:00Z')"
    with pytest.raises(sqlite3.IntegrityError, match="kind_known"):
        full.execute(sql, ("guess",))
    full.execute(sql, ("fact",))


def test_a_case_is_closed_once_and_an_entry_only_erased(full: sqlite3.Connection) -> None:
    full.execute("UPDATE case_file SET closed_on = '2026-02-01' WHERE id = 1")
    with pytest.raises(sqlite3.IntegrityError, match="only ever closed, once"):
        full.execute("UPDATE case_file SET closed_on = '2026-02-02' WHERE id = 1")
    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        full.execute("UPDATE case_entry SET value = 'y' WHERE id = 1")
    full.execute("UPDATE case_entry SET value = NULL WHERE id = 1")
