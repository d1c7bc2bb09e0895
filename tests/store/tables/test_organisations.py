import sqlite3

import pytest


def test_a_slug_names_one_organisation(full: sqlite3.Connection) -> None:
    sql = (
        "INSERT INTO organisation (slug, seller_id, name, country, professional, created_on, status)"
        " VALUES (?, 1, 'Acme', 'FR', 1, '2026-01-01', ?)"
    )
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        full.execute(sql, ("acme", "active"))
    with pytest.raises(sqlite3.IntegrityError, match="status_known"):
        full.execute(sql, ("bolt", "sleeping"))
    full.execute(sql, ("bolt", "trial"))


def test_a_customer_has_a_seller_of_the_store(full: sqlite3.Connection) -> None:
    full.execute("PRAGMA foreign_keys=ON")
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        full.execute("UPDATE organisation SET seller_id = 9")


def test_an_earlier_slug_is_kept_once(full: sqlite3.Connection) -> None:
    full.execute("INSERT INTO organisation_alias VALUES ('old', 1)")
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        full.execute("INSERT INTO organisation_alias VALUES ('old', 1)")


def test_a_contact_is_of_a_known_kind(full: sqlite3.Connection) -> None:
    full.execute("INSERT INTO contact VALUES (1, 1, 'billing', 'Ann', NULL, NULL, '2026-01-01')")
    with pytest.raises(sqlite3.IntegrityError, match="kind_known"):
        full.execute("INSERT INTO contact VALUES (2, 1, 'lunch', 'Ann', NULL, NULL, '2026-01-01')")
