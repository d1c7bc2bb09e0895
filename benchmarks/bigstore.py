"""Make a store of very many organisations quickly: the real schema, rows made by the database itself.

Each organisation has a subscription with its phase and its slots, one user and one open invoice. The
rows are plausible, not billed by any terms: this store is for measuring reads, and nothing else.
"""

import sqlite3
from pathlib import Path

from saasctl.store.creating import create_store
from saasctl.terms.load import load_profile

PROFILE = "kantree"
COUNTED = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count)\n"
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
    """,
    """
    INSERT INTO invoice (id, seller_id, organisation_id, subscription_id, number, kind, issued_on,
                         obligation_on, due_on, currency, net_cents, vat_cents, gross_cents, terms_version)
    SELECT i, 1, i, i, printf('INV-2025-%06d', i), 'subscription', '2025-12-31', '2025-12-31',
           '2026-01-30', 'EUR', 1000 + i % 90000, 0, 1000 + i % 90000, :version FROM n
    """,
    """
    INSERT INTO receivable (invoice_id, due_on, paid_cents, balance_cents, status)
    SELECT i, '2026-01-30', 0, 1000 + i % 90000, 'issued' FROM n
    """,
)


def make_store(path: Path, organisations: int) -> None:
    """Make a sandbox store at `path` with so many organisations: about a minute for a million."""
    create_store(str(path), sandbox=True)
    values = {"count": organisations, "profile": PROFILE, "version": load_profile(PROFILE).version}
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(SELLER, values)
        for rows in ROWS:
            connection.execute(rows.replace("SELECT", COUNTED + "SELECT", 1), values)
        connection.execute("COMMIT")
        connection.execute("ANALYZE")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()
