import sqlite3

import pytest


def test_a_name_may_be_used_again_for_a_later_start(full: sqlite3.Connection) -> None:
    sql = (
        "INSERT INTO subscription (organisation_id, name, started_on, trial, credits)"
        " VALUES (1, 'main', ?, 0, 0)"
    )
    full.execute(sql, ("2027-01-01",))
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        full.execute(sql, ("2026-01-01",))


def test_a_price_is_whole_cents(full: sqlite3.Connection) -> None:
    sql = (
        "INSERT INTO service_order (organisation_id, code, price_cents, training, ordered_on)"
        " VALUES (1, 'setup', ?, 0, '2026-01-01')"
    )
    full.execute(sql, (1999,))
    with pytest.raises(sqlite3.IntegrityError, match="cannot store REAL"):
        full.execute(sql, (19.99,))


def test_a_subscription_has_one_billing_cursor(full: sqlite3.Connection) -> None:
    full.execute("INSERT INTO billing_cursor VALUES (1, '2026-02-01')")
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        full.execute("INSERT INTO billing_cursor VALUES (1, '2026-03-01')")
