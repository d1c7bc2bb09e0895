"""Columns of lists of organisations, contacts and users; apart, so that a list loads nothing else."""

from saasctl.values.answers import Column

ORGANISATION_COLUMNS = (
    Column("slug", "key", 0),
    Column("name", "text", 1),
    Column("seller", "key", 2),
    Column("terms", "text", 3),
    Column("terms_version", "text", 5),
    Column("status", "text", 0),
    Column("country", "text", 4),
    Column("siren", "text", 6),
    Column("vat_id", "text", 7),
    Column("vat_regime", "text", 6),
    Column("email", "text", 4),
    Column("professional", "bool", 8),
    Column("created_on", "date", 3),
    Column("slots", "int", 1),
    Column("users_active", "int", 2),
    Column("balance", "money", 1),
    Column("currency", "text", 5),
)
"""The fields of an organisation in a list, in the order of its JSON object."""

CONTACT_COLUMNS = (
    Column("org", "key", 1),
    Column("kind", "text", 0),
    Column("name", "text", 0),
    Column("email", "text", 1),
    Column("phone", "text", 2),
    Column("from_on", "date", 1),
)
FOUND_COLUMNS = (
    Column("kind", "text", 0),
    Column("key", "key", 0),
    Column("name", "text", 1),
    Column("org", "key", 1),
)

USER_COLUMNS = (
    Column("email", "key", 0),
    Column("org", "key", 0),
    Column("display_name", "text", 1),
    Column("role", "text", 1),
    Column("state", "text", 0),
    Column("has_slot", "bool", 2),
    Column("invited_at", "instant", 4),
    Column("activated_at", "instant", 4),
    Column("last_active_on", "date", 3),
    Column("password_expires_on", "date", 5),
    Column("kind", "text", 5),
    Column("company", "text", 6),
    Column("authorised_by", "text", 7),
    Column("accepted_version", "text", 5),
    Column("pending_version", "text", 3),
)
"""The fields of a user in a list, in the order of its JSON object."""
