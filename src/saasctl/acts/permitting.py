"""Whether a customer's person may ask for an act, by the terms' table of rights."""

from saasctl.acts.finding import UserRow, organisation_with, user_in
from saasctl.errors.permissions import RequesterUnknown, RoleForbids
from saasctl.store.database import Transaction
from saasctl.terms.resolve import Terms
from saasctl.values.clause import ClauseRef
from saasctl.values.identity import normal_email

WITHOUT_ACCESS = ("locked", "disabled", "barred")
"""States in which a user asks for nothing."""
RIGHT = "permission."
"""What the paths of the table of rights begin with."""


def require_permission(
    tx: Transaction, terms: Terms, organisation_id: int, requested_by: str | None, act: str
) -> ClauseRef | None:
    """Refuse an act (`user.add`) that a customer's person asked for and the terms keep from the person.

    Without `requested_by` the operator acts and nothing is asked. Returns the clause that allows
    it, None where the terms do not speak of the act: any user with access may then ask. Raises
    RequesterUnknown and RoleForbids (exit 5), BlankTerm (exit 7) where the document leaves it blank.
    """
    if requested_by is None:
        return None
    path = f"permission.{act}"
    clause = terms.cite(path)
    user = _requester(tx, organisation_id, requested_by, clause)
    if clause is None:
        mark = terms.profile.open_at(path)
        if mark is not None and not mark.optional:
            raise terms.blank(path)
        return None
    allowed = terms.words(path)
    if user.role not in allowed:
        raise RoleForbids(user.email, user.role, act, allowed, clause)
    return clause


def rights_of(terms: Terms, role: str, state: str) -> tuple[str, ...]:
    """Return the acts that the terms let a role ask for, in their order; none without access.

    What the document leaves blank and what it does not speak of is left out.
    """
    if state in WITHOUT_ACCESS:
        return ()
    named = [*terms.profile.entries, *(mark.path for mark in terms.profile.opens)]
    paths = [path for path in dict.fromkeys(named) if path.startswith(RIGHT)]
    return tuple(path.removeprefix(RIGHT) for path in paths if role in terms.words(path))


def _requester(tx: Transaction, organisation_id: int, email: str, clause: ClauseRef | None) -> UserRow:
    user = user_in(tx, organisation_id, email)
    if user is None or user.state in WITHOUT_ACCESS:
        org = organisation_with(tx, organisation_id).slug
        raise RequesterUnknown(normal_email(email), org, user.state if user else None, clause)
    return user
