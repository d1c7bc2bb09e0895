"""Make a store of very many organisations quickly: the real schema, rows made by the database itself.

Each organisation has a subscription with its phase and its slots, users and invoices, the last one open. The
rows are plausible, not billed by any terms: this store is for measuring reads, and nothing else.
"""

import sqlite3
from pathlib import Path

from saasctl.store.creating import create_store
from saasctl.store.searching import write_pending
from saasctl.store.sqlite import HeldConnection
from saasctl.terms.load import load_profile

PROFILE = "kantree"
COUNTED = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count),
    m(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM m WHERE i < :count * :invoices)
"""
SELLER = """
INSERT INTO seller (id, slug, name, profile, profile_version, country, siren, vat_id, currency,
                    prefix_invoice, prefix_credit_note, created_on)
VALUES (1, 'measured', 'Measured', :profile, :version, 'FR', '820100006', 'FR81820100006', 'EUR',
        'INV', 'CN', '2025-01-01')
"""
ROWS = (
    """
    INSERT INTO organisation (id, slug, seller_id, name, country, siren, email, postcode, city,
                              professional, vat_regime, terms_version, created_on, status)
    SELECT i, printf('customer-%07d', i), 1, printf('Customer %07d, Café & Söhne', i), 'FR',
           printf('%09d', i), printf('billing@customer-%07d.example', i), printf('%05d', i % 95000),
           'Ville', 1, 'domestic', :version, date('2025-01-01', (i % 360) || ' days'), 'active' FROM n
    """,
    """
    INSERT INTO subscription (id, organisation_id, name, started_on, trial, credits)
    SELECT i, i, 'main', date('2025-01-01', (i % 360) || ' days'), 0, 0 FROM n
    """,
    """
    INSERT INTO subscription_phase (subscription_id, plan, period_unit, from_on, anchor_on, free_exit)
    SELECT i, 'standard', 'monthly', date('2025-01-01', (i % 360) || ' days'),
           date('2025-01-01', (i % 360) || ' days'), 0 FROM n
    """,
    """
    INSERT INTO slot_movement (subscription_id, seq, kind, delta, asked_on, effective_on)
    SELECT i, 1, 'start', 1 + i % 40, date('2025-01-01', (i % 360) || ' days'),
           date('2025-01-01', (i % 360) || ' days') FROM n
    """,
    """
    INSERT INTO org_user (organisation_id, email, role, state, holds_slot)
    SELECT i, printf('owner@customer-%07d.example', i), 'owner', 'active', 1 FROM n
    UNION ALL
    SELECT i, printf('user-%02d@customer-%07d.example', k, i), 'member', 'active', 0
    FROM n, (SELECT i AS k FROM n WHERE i < :users)
    """,
    """
    INSERT INTO invoice (id, seller_id, organisation_id, subscription_id, number, kind, issued_on,
                         obligation_on, due_on, currency, net_cents, vat_cents, gross_cents, terms_version)
    SELECT i, 1, 1 + (i - 1) / :invoices, 1 + (i - 1) / :invoices, printf('INV-2025-%07d', i), 'subscription',
           '2025-12-31', '2025-12-31', '2026-01-30', 'EUR', 1000 + i % 90000, 0, 1000 + i % 90000, :version
    FROM m
    """,
    """
    INSERT INTO receivable (invoice_id, due_on, paid_cents, balance_cents, status)
    SELECT i, '2026-01-30', CASE WHEN i % :invoices THEN 1000 + i % 90000 ELSE 0 END,
           CASE WHEN i % :invoices THEN 0 ELSE 1000 + i % 90000 END,
           CASE WHEN i % :invoices THEN 'paid' ELSE 'issued' END
    FROM m
    """,
)


def make_store(path: Path, organisations: int, users: int = 1, invoices: int = 1) -> None:
    """Make a sandbox store at `path` with so many organisations: about a minute for a million.

    Each has so many users, and so many invoices of which the last is open.
    """
    create_store(str(path), sandbox=True)
    values = {"count": organisations, "profile": PROFILE, "version": load_profile(PROFILE).version}
    values |= {"users": users, "invoices": invoices}
    connection = sqlite3.connect(path, isolation_level=None, factory=HeldConnection)
    try:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(SELLER, values)
        for rows in ROWS:
            connection.execute(rows.replace("SELECT", COUNTED + "SELECT", 1), values)
        write_pending(connection)
        connection.execute("COMMIT")
        connection.execute("ANALYZE")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        sqlite3.Connection.close(connection)
