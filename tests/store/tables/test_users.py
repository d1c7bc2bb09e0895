import sqlite3

import pytest


def test_an_address_is_one_user_of_an_organisation(full: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        full.execute(
            "INSERT INTO org_user (organisation_id, email, role, state, holds_slot)"
            " VALUES (1, 'a@b.fr', 'member', 'invited', 0)"
        )


@pytest.mark.parametrize(
    ("change", "check"),
    [
        pytest.param("role = 'king'", "role_known", id="role"),
        pytest.param("state = 'asleep'", "state_known", id="state"),
        pytest.param("holds_slot = 2", "holds_slot_flag", id="slot"),
    ],
)
def test_a_user_has_a_known_role_and_state(full: sqlite3.Connection, change: str, check: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=check):
        full.execute(f"UPDATE org_user SET {change}")


def test_an_organisation_accepts_without_a_user_too(full: sqlite3.Connection) -> None:
    rows = full.execute("SELECT user_id, document FROM acceptance").fetchall()
    assert rows == [(None, "terms")]
