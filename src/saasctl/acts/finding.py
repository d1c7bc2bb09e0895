"""Find organisations, subscriptions, users and sellers by their keys, or say what comes near."""

from collections.abc import Iterable

from saasctl.errors.organisations import OrganisationUnknown, SubscriptionUnnamed
from saasctl.errors.sellers import SellerUnknown
from saasctl.errors.subscriptions import SubscriptionUnknown
from saasctl.errors.users import UserInSeveral, UserUnknown
from saasctl.store.database import Transaction
from saasctl.store.queries import organisations as queries
from saasctl.store.queries import users as user_queries
from saasctl.store.queries.customer_rows import (
    OrganisationRow,
    SellerRow,
    UserRow,
    organisation_from,
    seller_from,
    user_from,
)
from saasctl.values.identity import normal_email

__all__ = ["OrganisationRow", "SellerRow", "UserRow"]

CANDIDATES = 1000
"""Keys compared with a wrong one."""
LAST = "\U0010ffff"
"""A character above all that keys hold."""


def organisation_named(tx: Transaction, slug: str) -> OrganisationRow:
    """Return the organisation that `slug` names or once named.

    Raises OrganisationUnknown (exit 3) with up to three near slugs.
    """
    found = organisation_or_none(tx, slug)
    if found is None:
        raise OrganisationUnknown(slug, _near_slugs(tx, slug))
    return found


def organisation_or_none(tx: Transaction, slug: str) -> OrganisationRow | None:
    """Return the organisation that `slug` names or once named, or None."""
    row = tx.one(queries.BY_SLUG, (slug,)) or tx.one(queries.BY_ALIAS, (slug,))
    return organisation_from(row) if row else None


def organisation_with(tx: Transaction, organisation_id: int) -> OrganisationRow:
    """Return the organisation of an id taken from another row."""
    row = tx.one(queries.BY_ID, (organisation_id,))
    if row is None:
        raise ValueError(f"no organisation has the id {organisation_id}")
    return organisation_from(row)


def seller_named(tx: Transaction, slug: str) -> SellerRow:
    """Return the seller of that slug. Raises SellerUnknown (exit 3)."""
    known = sellers_by_id(tx).values()
    for seller in known:
        if seller.slug == slug:
            return seller
    raise SellerUnknown(slug, sorted(seller.slug for seller in known))


def sellers_by_id(tx: Transaction) -> dict[int, SellerRow]:
    """Return every seller of the store by id."""
    found = (seller_from(row) for row in tx.rows(queries.SELLERS))
    return {seller.id: seller for seller in found}


SUBSCRIPTIONS = """
SELECT id, name, ended_on FROM subscription WHERE organisation_id = ? ORDER BY started_on DESC, id DESC
"""


def subscription_keyed(tx: Transaction, key: str) -> int:
    """Return the id of the subscription `acme/main`, or of the only one of `acme`.

    Of several that had one name the newest is meant; those that ended count only where nothing
    runs. Raises SubscriptionUnnamed (exit 2) where a name is needed, SubscriptionUnknown (exit 3).
    """
    slug, _, name = key.partition("/")
    organisation = organisation_named(tx, slug)
    rows = tx.rows(SUBSCRIPTIONS, (organisation.id,))
    running = [row for row in rows if row[2] is None or str(row[2]) >= tx.on.isoformat()]
    if name:
        return _named(organisation.slug, name, rows)
    newest = {str(known): int(str(found)) for found, known, _ in reversed(running or rows)}
    if len(newest) > 1:
        raise SubscriptionUnnamed(
            organisation.slug, [f"{organisation.slug}/{known}" for known in sorted(newest)]
        )
    if not newest:
        raise SubscriptionUnknown(organisation.slug, ())
    return next(iter(newest.values()))


def _named(slug: str, name: str, rows: list[tuple[object, ...]]) -> int:
    for found, known, _ in rows:
        if known == name:
            return int(str(found))
    raise SubscriptionUnknown(f"{slug}/{name}", sorted({f"{slug}/{known}" for _, known, _ in rows}))


def user_of(tx: Transaction, email: str, org: str | None) -> UserRow:
    """Return the user of that address, in `org` or in the only organisation that has one.

    Raises UserUnknown (exit 3) with near addresses, UserInSeveral (exit 2) where `org` is needed.
    """
    address = normal_email(email)
    if org is not None:
        organisation = organisation_named(tx, org)
        found = user_in(tx, organisation.id, address)
        if found is None:
            known = tx.rows(user_queries.EMAILS_OF, (organisation.id, CANDIDATES))
            raise UserUnknown(email, organisation.slug, _near(address, known))
        return found
    rows = tx.rows(user_queries.BY_EMAIL, (address,))
    if not rows:
        low, high = _around(address[:1])
        raise UserUnknown(
            email, None, _near(address, tx.rows(user_queries.EMAILS_FROM, (low, high, CANDIDATES)))
        )
    if len(rows) > 1:
        raise UserInSeveral(address, [str(row[0]) for row in rows])
    return user_from(rows[0][1:])


def user_in(tx: Transaction, organisation_id: int, email: str) -> UserRow | None:
    """Return an organisation's user of that address, or None."""
    row = tx.one(user_queries.IN_ORGANISATION, (organisation_id, normal_email(email)))
    return user_from(row) if row else None


def user_with(tx: Transaction, user_id: int) -> UserRow:
    """Return the user of an id taken from another row."""
    row = tx.one(user_queries.BY_ID, (user_id,))
    if row is None:
        raise ValueError(f"no user has the id {user_id}")
    return user_from(row)


def _near_slugs(tx: Transaction, slug: str) -> list[str]:
    wanted = slug.casefold()
    for length in (2, 1):
        low, high = _around(wanted[:length])
        near = _near(wanted, tx.rows(queries.SLUGS_FROM, (low, high, CANDIDATES)))
        if near:
            return near
    return []


def _around(start: str) -> tuple[str, str]:
    return start, start + LAST


def _near(wanted: str, rows: Iterable[tuple[object, ...]]) -> list[str]:
    from difflib import get_close_matches

    return get_close_matches(wanted, [str(row[0]) for row in rows])
