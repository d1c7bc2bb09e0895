import sqlite3

import pytest


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(("sell", "OTHER", "OTHER-CN"), id="slug"),
        pytest.param(("other", "INV", "OTHER-CN"), id="prefix-of-invoices"),
        pytest.param(("other", "OTHER", "CN"), id="prefix-of-credit-notes"),
    ],
)
def test_sellers_share_neither_slug_nor_prefix(full: sqlite3.Connection, row: tuple[str, str, str]) -> None:
    sql = (
        "INSERT INTO seller (slug, name, profile, profile_version, country, currency, prefix_invoice,"
        " prefix_credit_note, created_on) VALUES (?, 'S', 'p', '1', 'FR', 'EUR', ?, ?, '2026-01-01')"
    )
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        full.execute(sql, row)
    full.execute(sql, ("other", "OTHER", "OTHER-CN"))


def test_a_series_is_one_for_each_seller_document_and_year(full: sqlite3.Connection) -> None:
    sql = "INSERT INTO number_series VALUES (1, ?, ?, 1, '2026-01-01')"
    for document, year in (("invoice", 2026), ("invoice", 2027), ("credit_note", 2026)):
        full.execute(sql, (document, year))
    with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
        full.execute(sql, ("invoice", 2026))
    with pytest.raises(sqlite3.IntegrityError, match="document_known"):
        full.execute(sql, ("quote", 2026))


def test_a_rate_of_a_known_kind_may_be_superseded(full: sqlite3.Connection) -> None:
    full.execute("INSERT INTO reference_rate VALUES (2, 'ecb-mro', '2026-01-01', '2.00', 'y')")
    with pytest.raises(sqlite3.IntegrityError, match="kind_known"):
        full.execute("INSERT INTO reference_rate VALUES (3, 'libor', '2026-01-01', '2.00', 'y')")
