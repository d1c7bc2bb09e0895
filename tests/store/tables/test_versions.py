import sqlite3

import pytest


def test_an_answer_is_yes_or_no_and_stays(full: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="answer_known"):
        full.execute("INSERT INTO terms_answer VALUES (9, 1, NULL, '2', 'perhaps', '2026-01-09')")
    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        full.execute("UPDATE terms_answer SET answer = 'accepted'")
    with pytest.raises(sqlite3.IntegrityError, match="announced stays"):
        full.execute("DELETE FROM terms_announcement")
