import sqlite3

import pytest

INVOICE = (
    "INSERT INTO invoice SELECT 2, seller_id, organisation_id, subscription_id, ?, ?, issued_on,"
    " obligation_on, due_on, period_start, period_end, currency, ?, vat_cents, gross_cents,"
    " corrects_id, terms_version, mention, due_clause_id FROM invoice WHERE id = 1"
)
LINE = (
    "INSERT INTO invoice_line SELECT NULL, invoice_id, ?, ?, ?, kind, description, quantity,"
    " unit_price_cents, net_cents, vat_category, vat_rate, period_start, period_end, basis,"
    " clause_id, price_clause_id FROM invoice_line WHERE id = 1"
)


def test_a_number_is_given_once_in_a_store(full: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        full.execute(INVOICE, ("INV-2026-000001", "subscription", 1))
    full.execute(INVOICE, ("INV-2026-000002", "subscription", 1))


def test_an_invoice_is_of_a_known_kind_and_in_whole_cents(full: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="kind_known"):
        full.execute(INVOICE, ("INV-2026-000002", "gift", 1))
    with pytest.raises(sqlite3.IntegrityError, match="cannot store REAL"):
        full.execute(INVOICE, ("INV-2026-000002", "fee", 10.5))


def test_an_obligation_of_a_subscription_is_billed_once(full: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        full.execute(LINE, (2, "period:2026-01-01", 1))
    full.execute(LINE, (2, "period:2026-02-01", 1))
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        full.execute(LINE, (2, "period:2026-03-01", 1))


def test_an_invoice_has_one_receivable_of_a_known_status(full: sqlite3.Connection) -> None:
    sql = "INSERT INTO receivable VALUES (1, '2026-01-31', 0, 1200, ?)"
    with pytest.raises(sqlite3.IntegrityError, match="status_known"):
        full.execute(sql, ("lost",))
    full.execute(sql, ("issued",))
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        full.execute(sql, ("issued",))
