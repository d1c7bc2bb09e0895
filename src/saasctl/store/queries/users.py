"""Users: one by its address, many by keyset, and what happened to them."""

COLUMNS = (
    "id", "organisation_id", "email", "display_name", "role", "kind", "company", "state", "holds_slot",
    "authorised_by", "invited_at", "activated_at", "last_active_on", "password_set_on",
)  # fmt: skip
"""The columns of a user, in the order of its row class."""
SELECTED = ", ".join(f"u.{name}" for name in COLUMNS)
IN_ORGANISATION = f"SELECT {SELECTED} FROM org_user u WHERE u.organisation_id = ? AND u.email = ?"
BY_ID = f"SELECT {SELECTED} FROM org_user u WHERE u.id = ?"
BY_EMAIL = f"""
SELECT o.slug, {SELECTED} FROM org_user u JOIN organisation o ON o.id = u.organisation_id
WHERE u.email = ? ORDER BY o.slug
"""
EMAILS_OF = "SELECT email FROM org_user WHERE organisation_id = ? ORDER BY email LIMIT ?"
EMAILS_FROM = "SELECT DISTINCT email FROM org_user WHERE email >= ? AND email < ? ORDER BY email LIMIT ?"
LISTED = f"""
SELECT o.slug, o.seller_id, o.terms_version, {SELECTED}
FROM org_user u JOIN organisation o ON o.id = u.organisation_id
"""
"""Users with their organisation's slug, seller and version of the terms."""
EVENTS = """
SELECT user_id, what, on_day, detail FROM user_event
WHERE user_id IN ({marks}) ORDER BY user_id, on_day, id
"""
ACCEPTED = """
SELECT user_id, version FROM acceptance
WHERE user_id IN ({marks}) AND document = 'terms' AND on_day <= ? ORDER BY on_day, id
"""
