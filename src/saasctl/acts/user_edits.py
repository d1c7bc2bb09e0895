"""Check a change of a user's details: rights asked for, login, and the slot that follows the kind."""

from collections.abc import Iterable, Mapping
from datetime import date

from saasctl.acts.details import check_field
from saasctl.acts.finding import OrganisationRow, UserRow, user_in
from saasctl.acts.seating import Seat
from saasctl.acts.terms import TermsBook
from saasctl.acts.users import NO_SLOT, check_user_field, needs_slot, one_person, slot_for
from saasctl.errors.users import LoginChangeUnannounced, UserExists
from saasctl.store.database import Transaction
from saasctl.terms.resolve import Terms

EDITING = ("user.edit", "user.configure")
"""The right to change a user, by either of its names."""
RIGHTS = {"role": "user.role", "email": "user.login"}
"""Rights of their own, where the terms speak of them."""


def rights_for(terms: Terms, fields: Iterable[str]) -> list[str]:
    """Return the rights that a change of `fields` needs, each once: the closest the terms speak of."""
    general = next((right for right in EDITING if _speaks_of(terms, right)), EDITING[0])
    wanted = (RIGHTS.get(field, general) for field in fields)
    return list(dict.fromkeys(right if _speaks_of(terms, right) else general for right in wanted))


def _speaks_of(terms: Terms, right: str) -> bool:
    path = f"permission.{right}"
    return terms.find(path) is not None or terms.profile.open_at(path) is not None


def check_user_edit(
    tx: Transaction,
    terms: Terms,
    organisation: OrganisationRow,
    user: UserRow,
    fields: Mapping[str, str],
    informed_on: date | None,
) -> dict[str, object]:
    """Return the values that change. Refuses as for a new user; a login as `check_login`."""
    changed: dict[str, object] = {}
    for field, text in fields.items():
        value: object
        if field == "email":
            value = str(check_field("email", text))
            if value != user.email:
                check_login(tx, terms, organisation, user, str(value), informed_on)
        elif field == "last_active_on":
            value = date.fromisoformat(text)
        else:
            value = check_user_field(tx, terms, organisation, field, text)
        if getattr(user, field) != value:
            changed[field] = value
    return changed


def check_login(
    tx: Transaction,
    terms: Terms,
    organisation: OrganisationRow,
    user: UserRow,
    email: str,
    informed_on: date | None,
) -> None:
    """Refuse a change of login that nobody of the customer's asked for and that was not told (B-15).

    Raises LoginChangeUnannounced (exit 5), UserExists (exit 6) for the address of another user.
    """
    clause = terms.cite("login.change_informed") or terms.cite("login.changed_by")
    by = terms.words("login.changed_by")
    asked = tx.act.requested_by is not None
    told = informed_on is not None and informed_on <= tx.on
    if by and ("customer" if asked else "vendor") not in by:
        raise LoginChangeUnannounced(user.email, organisation.slug, clause)
    if not asked and not told and terms.flag("login.change_informed"):
        raise LoginChangeUnannounced(user.email, organisation.slug, clause)
    if user_in(tx, organisation.id, email) is not None:
        show = f"saasctl user show {email} --org {organisation.slug}"
        taken = ["another user has that address"]
        raise UserExists(email, organisation.slug, taken, show, one_person(terms))


def moves_slot(terms: Terms, user: UserRow, kind: object) -> bool:
    """Say whether a change to `kind` takes a slot or gives one back."""
    wants = needs_slot(terms, kind if isinstance(kind, str) else None)
    return user.state != "disabled" and wants != needs_slot(terms, user.kind)


def reseat(tx: Transaction, book: TermsBook, terms: Terms, user: UserRow, kind: object) -> Seat | None:
    """Return the slot that a change of kind takes or, as an empty one, gives back; None for no change."""
    if not moves_slot(terms, user, kind):
        return None
    return NO_SLOT if needs_slot(terms, user.kind) else slot_for(tx, book, terms, user.organisation_id)
