import sqlite3

import pytest


def test_an_entry_has_its_place_in_its_chain_alone(full: sqlite3.Connection) -> None:
    sql = (
        "INSERT INTO audit_entry (chain, seq, previous, digest, payload_digest, header, what, operation,"
        " recorded_at) VALUES (?, 1, 'd', 'e', 'p', '{}', 'x', 'op-1', '2026-01-01T00:00:00Z')"
    )
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        full.execute(sql, ("store",))
    full.execute(sql, ("org:1",))


@pytest.mark.parametrize(
    "row",
    [
        pytest.param((None, None, None), id="nothing"),
        pytest.param(("s", "{}", "x"), id="all"),
        pytest.param((None, "{}", None), id="no-salt"),
        pytest.param(("s", None, "x"), id="salt-left"),
    ],
)
def test_a_payload_is_there_with_its_salt_or_purged_with_a_reason(
    full: sqlite3.Connection, row: tuple[str | None, str | None, str | None]
) -> None:
    full.execute(
        "INSERT INTO audit_entry VALUES (3, 'store', 3, 'e', 'f', 'p', '{}', 'x', NULL, 'op-1',"
        " '2026-01-01T00:00:00Z')"
    )
    with pytest.raises(sqlite3.IntegrityError, match="purged_with_reason"):
        full.execute("INSERT INTO audit_payload VALUES (3, ?, ?, ?)", row)
