"""Organisations: one by its slug, many by keyset, and the sums that go with the rows shown."""

from collections.abc import Sequence

from saasctl.store.database import Transaction

Row = tuple[object, ...]


COLUMNS = (
    "id", "slug", "seller_id", "name", "country", "siren", "vat_id", "vat_regime", "email", "phone", "street",
    "postcode", "city", "employees", "contact_first", "contact_last", "purchase_reference",
    "electronic_address", "professional", "terms_version", "created_on", "closed_on", "status",
)  # fmt: skip
"""The columns of an organisation, in the order of its row class."""
SELECTED = ", ".join(f"o.{name}" for name in COLUMNS)
BY_SLUG = f"SELECT {SELECTED} FROM organisation o WHERE o.slug = ?"
BY_ID = f"SELECT {SELECTED} FROM organisation o WHERE o.id = ?"
BY_ALIAS = f"""
SELECT {SELECTED} FROM organisation o JOIN organisation_alias a ON a.organisation_id = o.id WHERE a.slug = ?
"""
BY_SLUGS = f"SELECT {SELECTED} FROM organisation o WHERE o.slug IN ({{marks}})"
BY_ALIASES = f"""
SELECT a.slug, {SELECTED} FROM organisation o JOIN organisation_alias a ON a.organisation_id = o.id
WHERE a.slug IN ({{marks}})
"""
SLUGS_FROM = "SELECT slug FROM organisation WHERE slug >= ? AND slug < ? ORDER BY slug LIMIT ?"
ALIASES_OF = "SELECT slug FROM organisation_alias WHERE organisation_id = ? ORDER BY slug"
DROP_ALIAS = "DELETE FROM organisation_alias WHERE slug = ?"
CONTACTS_OF = """
SELECT kind, name, email, phone, from_on FROM contact WHERE organisation_id = ? ORDER BY kind, from_on, id
"""
NOTES_OF = "SELECT on_day, text FROM note WHERE organisation_id = ? AND on_day <= ? ORDER BY on_day, id"
COMPANIES_OF = "SELECT name, siren FROM group_company WHERE organisation_id = ? ORDER BY name"
DROP_COMPANY = "DELETE FROM group_company WHERE organisation_id = ? AND name = ?"
ACCEPTANCES_OF = """
SELECT a.document, a.version, a.on_day, a.person, u.email, a.accepted_at
FROM acceptance a LEFT JOIN org_user u ON u.id = a.user_id
WHERE a.organisation_id = ? ORDER BY a.on_day, a.id
"""
FIRST_INVOICE = """
SELECT i.number, r.due_on, r.balance_cents FROM invoice i JOIN receivable r ON r.invoice_id = i.id
WHERE i.organisation_id = ? AND i.issued_on <= ? ORDER BY i.issued_on, i.id LIMIT 1
"""
ADD_MANY = f"INSERT INTO organisation ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"
LAST_ID = "SELECT coalesce(max(id), 0) FROM organisation"

RUNNING = (
    "EXISTS (SELECT 1 FROM subscription s WHERE s.organisation_id = o.id AND {of} "
    "AND (s.ended_on IS NULL OR s.ended_on >= ?) "
    "AND (s.trial = 0 OR s.trial_until IS NULL OR s.trial_until >= ?))"
)
STATUS = f"""CASE
    WHEN o.status = 'purged' THEN 'purged'
    WHEN o.closed_on < ? THEN 'closed'
    WHEN o.status IN ('suspended', 'closed') THEN o.status
    WHEN NOT {RUNNING.format(of="1 = 1")} AND EXISTS (
        SELECT 1 FROM subscription s WHERE s.organisation_id = o.id
        AND (s.trial = 0 OR s.ended_on IS NOT NULL OR s.trial_until < ?)
    ) THEN 'closed'
    WHEN EXISTS (SELECT 1 FROM suspension x WHERE x.organisation_id = o.id AND x.scope = 'organisation'
                 AND x.from_on <= ? AND coalesce(x.until_on, '9999-12-31') > ?) THEN 'suspended'
    WHEN {RUNNING.format(of="s.trial = 0 AND s.ended_on IS NULL")} THEN 'active'
    WHEN {RUNNING.format(of="s.trial = 0")} THEN 'terminating'
    WHEN {RUNNING.format(of="s.trial = 1")} THEN 'trial'
    ELSE 'active' END"""
"""An organisation's status on a day; the day is asked for STATUS_DAYS times."""
STATUS_DAYS = STATUS.count("?")
SELLERS = "SELECT id, slug, profile, profile_version, country, postcode, vat_id, currency FROM seller"

SLOTS = """
SELECT s.organisation_id, sum(m.delta)
FROM subscription s JOIN slot_movement m ON m.subscription_id = s.id
WHERE s.organisation_id IN ({marks}) AND (s.ended_on IS NULL OR s.ended_on >= ?)
  AND m.effective_on <= ? AND m.asked_on <= ?
GROUP BY s.organisation_id
"""
USERS_ACTIVE = """
SELECT u.organisation_id, count(*)
FROM org_user u
LEFT JOIN user_event e ON e.id = (
    SELECT x.id FROM user_event x WHERE x.user_id = u.id AND x.what = 'state' AND x.on_day <= ?
    ORDER BY x.on_day DESC, x.id DESC LIMIT 1)
WHERE u.organisation_id IN ({marks}) AND coalesce(e.detail, u.state) = 'active'
GROUP BY u.organisation_id
"""
BALANCES = """
SELECT x.organisation_id, sum(x.cents) FROM (
    SELECT i.organisation_id AS organisation_id, r.balance_cents AS cents
    FROM invoice i JOIN receivable r ON r.invoice_id = i.id
    WHERE i.organisation_id IN ({marks}) AND i.issued_on <= ?
    UNION ALL
    SELECT i.organisation_id, a.amount_cents FROM allocation a JOIN invoice i ON i.id = a.invoice_id
    WHERE i.organisation_id IN ({marks}) AND a.on_day > ? AND i.issued_on <= ?
    UNION ALL
    SELECT c.organisation_id, -c.gross_cents FROM invoice c JOIN invoice i ON i.id = c.corrects_id
    WHERE c.organisation_id IN ({marks}) AND c.kind = 'credit_note' AND c.issued_on > ? AND i.issued_on <= ?
    UNION ALL
    SELECT i.organisation_id, d.amount_cents
    FROM invoice_decision d JOIN invoice i ON i.id = d.invoice_id
    WHERE i.organisation_id IN ({marks}) AND d.kind = 'write-off' AND d.on_day > ? AND i.issued_on <= ?
) x GROUP BY x.organisation_id
"""
"""What is owed as of a day: what is owed now, and what was paid, credited or written off since."""


def marks(count: int) -> str:
    """Return `count` question marks for an IN list."""
    return ",".join("?" * count)


def sums(
    tx: Transaction, ids: Sequence[int], day: str
) -> tuple[dict[int, int], dict[int, int], dict[int, int]]:
    """Return slots, active users and balance in cents by organisation, for those of `ids` that have any."""
    listed, of = marks(len(ids)), tuple(ids)
    return (
        _by_id(tx.rows(SLOTS.format(marks=listed), (*of, day, day, day))),
        _by_id(tx.rows(USERS_ACTIVE.format(marks=listed), (day, *of))),
        _by_id(
            tx.rows(BALANCES.format(marks=listed), (*of, day, *of, day, day, *of, day, day, *of, day, day))
        ),
    )


def _by_id(rows: Sequence[Row]) -> dict[int, int]:
    return {int(str(key)): int(str(total)) for key, total in rows}
