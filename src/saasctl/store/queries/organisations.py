"""Organisations: one by its slug, many by keyset, and the sums that go with the rows shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from saasctl.store.database import Transaction

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organisation as stored; `vat_regime` is None where the address decides."""

    id: int
    slug: str
    seller_id: int
    name: str
    country: str
    siren: str | None
    vat_id: str | None
    vat_regime: str | None
    email: str | None
    phone: str | None
    street: str | None
    postcode: str | None
    city: str | None
    employees: int | None
    contact_first: str | None
    contact_last: str | None
    purchase_reference: str | None
    electronic_address: str | None
    professional: bool
    terms_version: str | None
    created_on: date
    closed_on: date | None
    status: str


@dataclass(frozen=True, slots=True)
class SellerRow:
    """A seller with the profile it is bound to."""

    id: int
    slug: str
    profile: str
    profile_version: str
    country: str
    postcode: str | None
    vat_id: str | None
    currency: str


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
SELECT a.document, a.version, a.on_day, a.person, u.email
FROM acceptance a LEFT JOIN org_user u ON u.id = a.user_id
WHERE a.organisation_id = ? ORDER BY a.on_day, a.id
"""
ADD_MANY = f"INSERT INTO organisation ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"
LAST_ID = "SELECT coalesce(max(id), 0) FROM organisation"

RUNNING = (
    "EXISTS (SELECT 1 FROM subscription s WHERE s.organisation_id = o.id AND {of} "
    "AND (s.ended_on IS NULL OR s.ended_on >= ?))"
)
STATUS = f"""CASE
    WHEN o.status = 'purged' THEN 'purged'
    WHEN o.closed_on < ? THEN 'closed'
    WHEN o.status IN ('suspended', 'closed') THEN o.status
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
  AND m.effective_on <= CASE WHEN s.started_on > ? THEN s.started_on ELSE ? END
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
SELECT i.organisation_id, sum(r.balance_cents)
FROM invoice i JOIN receivable r ON r.invoice_id = i.id
WHERE i.organisation_id IN ({marks}) AND i.issued_on <= ?
GROUP BY i.organisation_id
"""


def organisation_from(row: Row) -> OrganisationRow:
    """Return a row of COLUMNS as its class."""
    found = dict(zip(COLUMNS, row, strict=True))
    texts = {name: None if value is None else str(value) for name, value in found.items()}
    return OrganisationRow(
        id=int(str(found["id"])),
        slug=str(found["slug"]),
        seller_id=int(str(found["seller_id"])),
        name=str(found["name"]),
        country=str(found["country"]),
        siren=texts["siren"],
        vat_id=texts["vat_id"],
        vat_regime=texts["vat_regime"],
        email=texts["email"],
        phone=texts["phone"],
        street=texts["street"],
        postcode=texts["postcode"],
        city=texts["city"],
        employees=None if found["employees"] is None else int(str(found["employees"])),
        contact_first=texts["contact_first"],
        contact_last=texts["contact_last"],
        purchase_reference=texts["purchase_reference"],
        electronic_address=texts["electronic_address"],
        professional=bool(found["professional"]),
        terms_version=texts["terms_version"],
        created_on=date.fromisoformat(str(found["created_on"])),
        closed_on=day_or_none(found["closed_on"]),
        status=str(found["status"]),
    )


def seller_from(row: Row) -> SellerRow:
    """Return a row of SELLERS as its class."""
    key, slug, profile, version, country, postcode, vat_id, currency = row
    return SellerRow(
        id=int(str(key)),
        slug=str(slug),
        profile=str(profile),
        profile_version=str(version),
        country=str(country),
        postcode=None if postcode is None else str(postcode),
        vat_id=None if vat_id is None else str(vat_id),
        currency=str(currency),
    )


def day_or_none(value: object) -> date | None:
    """Return a stored day, or None."""
    return None if value is None else date.fromisoformat(str(value))


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
        _by_id(tx.rows(BALANCES.format(marks=listed), (*of, day))),
    )


def _by_id(rows: Sequence[Row]) -> dict[int, int]:
    return {int(str(key)): int(str(total)) for key, total in rows}
