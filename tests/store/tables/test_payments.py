import sqlite3

import pytest


def test_a_payment_is_of_a_known_means(full: sqlite3.Connection) -> None:
    sql = "INSERT INTO payment VALUES (9, 1, 100, 'EUR', '2026-01-10', ?, NULL)"
    with pytest.raises(sqlite3.IntegrityError, match="method_known"):
        full.execute(sql, ("shells",))
    full.execute(sql, ("card",))


def test_a_day_of_interest_and_a_fee_are_claimed_once(full: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        full.execute("INSERT INTO penalty_claim VALUES (9, 1, 'fee', '2026-01-10', '2026-02-10', 1, 1)")
    with pytest.raises(sqlite3.IntegrityError, match="what_known"):
        full.execute("INSERT INTO penalty_claim VALUES (9, 1, 'tax', '2026-01-10', '2026-02-10', 1, 1)")


def test_a_debit_is_rejected_once_a_day(full: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        full.execute("INSERT INTO rejected_debit VALUES (9, 1, '2026-01-10', NULL)")
