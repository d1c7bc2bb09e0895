"""Users: one by its address, many by keyset, and what happened to them."""

from dataclasses import dataclass
from datetime import date

from saasctl.store.queries.organisations import day_or_none


@dataclass(frozen=True, slots=True)
class UserRow:
    """A user as stored: the latest state, whatever day a reading asks for."""

    id: int
    organisation_id: int
    email: str
    display_name: str | None
    role: str
    kind: str | None
    company: str | None
    state: str
    holds_slot: bool
    authorised_by: str | None
    invited_at: str | None
    activated_at: str | None
    last_active_on: date | None
    password_set_on: date | None


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


def user_from(row: tuple[object, ...]) -> UserRow:
    """Return a row of COLUMNS as its class."""
    key, organisation, email, name, role, kind, company, state, slot, *others = row
    authorised_by, invited_at, activated_at, last_active, password_set = others
    texts = (name, kind, company, authorised_by, invited_at, activated_at)
    shown, sort, firm, mandate, invited, activated = (None if v is None else str(v) for v in texts)
    return UserRow(
        id=int(str(key)),
        organisation_id=int(str(organisation)),
        email=str(email),
        display_name=shown,
        role=str(role),
        kind=sort,
        company=firm,
        state=str(state),
        holds_slot=bool(slot),
        authorised_by=mandate,
        invited_at=invited,
        activated_at=activated,
        last_active_on=day_or_none(last_active),
        password_set_on=day_or_none(password_set),
    )
