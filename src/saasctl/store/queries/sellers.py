"""Sellers and the settings made for them."""

from saasctl.store.database import Transaction

SELLER_COLUMNS = (
    "id, slug, name, profile, profile_version, siren, siret, vat_id, street, postcode, city, country, iban, "
    "bic, creditor_id, email, currency, prefix_invoice, prefix_credit_note, created_on"
)
BY_SLUG = f"SELECT {SELLER_COLUMNS} FROM seller WHERE slug = ?"
ALL = f"SELECT {SELLER_COLUMNS} FROM seller ORDER BY slug"
TERMS_OF = """
SELECT id, slug, profile, profile_version, country, prefix_invoice, prefix_credit_note, postcode, vat_id
FROM seller
"""
SETTINGS = "SELECT scope, path, value, from_on FROM term_setting ORDER BY from_on, id"


KNOWN = """
SELECT scope, path, value, from_on FROM term_setting
WHERE recorded_at IS NULL OR recorded_at <= ? ORDER BY from_on, id
"""
RECORDED = "SELECT DISTINCT recorded_at FROM term_setting WHERE recorded_at IS NOT NULL ORDER BY recorded_at"


def settings_known(tx: Transaction, by: str) -> list[tuple[object, ...]]:
    """Return the settings that were recorded by an instant as stored, oldest first."""
    return tx.rows(KNOWN, (by,))


def settings(tx: Transaction) -> list[tuple[object, ...]]:
    """Return every setting (scope, path, value, from_on), oldest first."""
    return tx.rows(SETTINGS)
