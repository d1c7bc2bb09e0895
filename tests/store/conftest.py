import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from saasctl.store.database import Store, create_store, open_store
from saasctl.system.clock import system_clock

ROWS = """
INSERT INTO clause VALUES (1, 'terms', 'p', '1', '2', 'R', 's');
INSERT INTO seller VALUES (1, 'sell', 'S', 'p', '1', NULL, NULL, NULL, NULL, NULL, NULL, 'FR', NULL, NULL,
    NULL, NULL, 'EUR', 'INV', 'CN', '2026-01-01');
INSERT INTO organisation (id, slug, seller_id, name, country, professional, created_on, status)
    VALUES (1, 'acme', 1, 'Acme', 'FR', 1, '2026-01-01', 'active');
INSERT INTO org_user (id, organisation_id, email, role, state, holds_slot)
    VALUES (1, 1, 'a@b.fr', 'owner', 'active', 1);
INSERT INTO acceptance VALUES (1, 1, NULL, 'terms', '1', '2026-01-01', 'Ann', '2026-01-01T09:00:00Z');
INSERT INTO subscription (id, organisation_id, name, started_on, trial, credits)
    VALUES (1, 1, 'main', '2026-01-01', 0, 0);
INSERT INTO subscription_phase VALUES (1, 1, 'pro', 'monthly', '2026-01-01', '2026-01-01', 0);
INSERT INTO term_override VALUES (1, 1, 'vat.rate', '20', 'order', '2026-01-01');
INSERT INTO term_setting VALUES (1, 'p', 'vat.rate', '20', '2026-01-01', NULL);
INSERT INTO reference_rate VALUES (1, 'ecb-mro', '2026-01-01', '2.15', 'x');
INSERT INTO invoice VALUES (1, 1, 1, 1, 'INV-2026-000001', 'subscription', '2026-01-01', '2026-01-01',
    '2026-01-31', '2026-01-01', '2026-02-01', 'EUR', 1000, 200, 1200, NULL, 'p@1', NULL, 1);
INSERT INTO invoice_line VALUES (1, 1, 1, 'period:2026-01-01', 1, 'subscription', 'pro', 1, 1000, 1000, 'S',
    '20', '2026-01-01', '2026-02-01', '{}', 1, 1);
INSERT INTO invoice_vat VALUES (1, 'S', '20', 1000, 200);
INSERT INTO document VALUES (1, 1, 'pdf', 'abc');
INSERT INTO quote (id, organisation_id, ref, issued_on, slots, credits)
    VALUES (1, 1, 'Q-2026-001', '2026-01-01', 0, 0);
INSERT INTO quote_line VALUES (1, 1, 1, 'service', 'setup', 'Setup', 1, 100, 100, '{}', 0, NULL, 1, 1);
INSERT INTO quote_term VALUES (1, 1, 'invoice.due_days', '45', 0);
INSERT INTO quote_event VALUES (1, 1, 'signed', '2026-01-02', 'customer', 'Ann', NULL,
    '2026-01-02T09:00:00Z');
INSERT INTO service_order (id, organisation_id, subscription_id, code, price_cents, training, ordered_on)
    VALUES (1, 1, 1, 'setup', 100, 0, '2026-01-02');
INSERT INTO service_detail VALUES (1, 1, 'project', NULL, NULL, 0, NULL, NULL, 1);
INSERT INTO service_event VALUES (1, 1, 'asked', '2026-01-03', NULL, '2026-01-03T09:00:00Z');
INSERT INTO service_bill VALUES (1, 1, 'deposit', 30, 1);
INSERT INTO ticket VALUES (1, 1, 1, '2026-01-05T09:00:00Z', 'major', 'tool', 'x', NULL, 0, 0, 0, NULL, NULL,
    NULL, NULL, NULL);
INSERT INTO ticket_event VALUES (1, 1, 'ack', '2026-01-05T09:00:00Z', '2026-01-05T09:00:00Z', NULL, NULL,
    NULL);
INSERT INTO notice VALUES (1, 1, 1, NULL, 'reminder', 'email', 'vendor', '2026-01-10', NULL, NULL, 'recorded',
    NULL, NULL, 1, '2026-01-10T09:00:00Z');
INSERT INTO terms_announcement VALUES (1, 1, NULL, '2', '2026-01-05', '2026-02-01', NULL);
INSERT INTO terms_answer VALUES (1, 1, NULL, '2', 'refused', '2026-01-09');
INSERT INTO outgoing VALUES (1, 1, '1|reminder', 'Acme', 'a@b.fr', 'en', '{}', NULL, NULL);
INSERT INTO ending VALUES
    (1, 1, 1, 'convenience', 'customer', '2026-01-10', '2026-01-31', '2026-01-31', NULL, 1);
INSERT INTO suspension VALUES (1, 1, 'non-payment', 'organisation', '2026-01-20', NULL, NULL, 1);
INSERT INTO case_file VALUES (1, 1, 'audit', 'vendor', '2026-01-20', NULL, 'f', 1, '2026-01-20T09:00:00Z');
INSERT INTO case_entry VALUES (1, 1, 'note', 'note', 'x', '2026-01-20', '2026-01-20T09:00:00Z');
INSERT INTO credit_lot VALUES (1, 1, 1, 1, 'bought', 10, 1, '2026-01-10', '2026-01-10', NULL, 500, NULL, 1);
INSERT INTO booking VALUES
    (1, 1, 1, 'desk', 2000, 4, 0, '2026-01-11T09:00:00Z', '2026-01-11', NULL, 1, 'rules', NULL);
INSERT INTO booking_end VALUES (1, 1, 'cancelled', '2026-01-12T09:00:00Z', '2026-01-12', 4);
INSERT INTO credit_movement VALUES (1, 1, 1, 1, 'booked', -4, '2026-01-11', 1, NULL);
INSERT INTO credit_stock VALUES (1, 0, 1, '2026-01-10', NULL, 6);
INSERT INTO credit_capacity VALUES (1, 1, 1, '2026-01-10', 12);
INSERT INTO credit_right VALUES (1, 1, 1, -4, '2026-01-11', '2026-01-11');
INSERT INTO calendar_day (scope, on_day, hours, label, recorded_at)
    VALUES ('p', '2026-01-02', 'closed', 'bridge', '2026-01-01T09:00:00Z');
INSERT INTO commission_declaration VALUES
    (1, 1, '2026-01-01', 1, '2026-01-01', '2026-01-31', 'vendor', '2026-02-01');
INSERT INTO commission_sale VALUES (1, 1, 'end-user', 4900, 8);
INSERT INTO usage_reading VALUES (1, 1, 'records', '', '2026-01-05T09:00:00Z', '2026-01-05', 100, NULL);
INSERT INTO payment VALUES (1, 1, 1000, 'EUR', '2026-01-10', 'transfer', NULL);
INSERT INTO allocation VALUES (1, 1, 1, 1000, '2026-01-10', 1, NULL);
INSERT INTO invoice_decision VALUES (1, 1, 'dispute', '2026-01-10', NULL, 100, NULL, 1);
INSERT INTO penalty_claim VALUES (1, 1, 'fee', '2026-01-10', '2026-01-10', 4000, 1);
INSERT INTO rejected_debit VALUES (1, 1, '2026-01-10', NULL);
INSERT INTO ledger_account VALUES (1, 1, 'bank', '512100', 'Bank', '2026-01-01');
INSERT INTO period_closing VALUES (1, '2025-12', 'closed', '2026-01-10', '2026-01-01', 0, 0, 'd', NULL);
INSERT INTO mandate VALUES (1, 1, 'M-1', 'Acme', 'FR7630006000011234567890189', NULL, 'CORE', 0,
    '2026-01-10', NULL, NULL);
INSERT INTO instalment VALUES (1, 1, 1, '2026-01-31', 1200, 1200);
INSERT INTO recovery_cost VALUES (1, 1, 'lawyers', '2026-01-10', 9000, 5000, 'receipt', 1);
INSERT INTO taken_over VALUES (1, '2026-01-10', 'former system');
INSERT INTO slot_movement VALUES (1, 1, 1, 'start', 1, '2026-01-01', '2026-01-01', NULL, 1, NULL, 1);
INSERT INTO slot_movement VALUES (2, 1, 2, 'addition', 1, '2026-01-05', '2026-01-05', NULL, NULL, 1, 1);
INSERT INTO audit_entry VALUES (1, 'store', 1, '0', 'd', 'p', '{}', 'x', NULL, 'op-1',
    '2026-01-01T00:00:00Z');
INSERT INTO audit_payload VALUES (1, 'salt', '{}', NULL);
INSERT INTO audit_entry VALUES (2, 'store', 2, 'd', 'e', 'p', '{}', 'x', NULL, 'op-1',
    '2026-01-01T00:00:00Z');
INSERT INTO audit_payload VALUES (2, NULL, NULL, 'by the operator');
"""
"""One or two rows of every guarded table, and those they refer to."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An empty sandbox store's file."""
    place = tmp_path / "store.db"
    create_store(str(place), sandbox=True)
    return place


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """The same store, open."""
    opened = open_store(str(path), lock_timeout=0.2, clock=system_clock())
    yield opened
    opened.close()


@pytest.fixture
def outside(path: Path) -> Iterator[sqlite3.Connection]:
    """Another program's connection to the same file."""
    connection = sqlite3.connect(path, isolation_level=None)
    yield connection
    connection.close()


@pytest.fixture
def full(outside: sqlite3.Connection) -> sqlite3.Connection:
    """The other program's connection, after it has filled the store with a few rows."""
    outside.executescript(ROWS)
    return outside
