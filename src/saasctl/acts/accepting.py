"""Record that a customer, or one of its users, accepted a version of the terms or declared something."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from saasctl.acts.auditing import record_audit
from saasctl.acts.finding import OrganisationRow, UserRow
from saasctl.errors.organisations import (
    AuthorityUndeclared,
    DeclarationMissing,
    DeclarationUnknown,
    VersionUnknown,
)
from saasctl.errors.users import AcceptedTooEarly
from saasctl.store.database import Transaction
from saasctl.store.records import write_record
from saasctl.terms.load import profile_names
from saasctl.terms.resolve import Terms
from saasctl.values.clause import ClauseRef

TERMS = "terms"
"""The document that every acceptance is of, unless a declaration is named."""
IDENTITY = "identity"
"""The declaration that the customer's data are true and that it acts for itself or under a mandate."""
CAME_ON = "SELECT min(on_day) FROM user_event WHERE user_id = ?"
HELD = """
SELECT count(*) FROM acceptance
WHERE organisation_id = ? AND document = ? AND version = ? AND coalesce(user_id, 0) = ?
"""
RECORDED = """
SELECT on_day, person FROM acceptance
WHERE organisation_id = ? AND document = ? AND version = ? AND coalesce(user_id, 0) = ?
"""
DECLARED = "SELECT DISTINCT document FROM acceptance WHERE organisation_id = ? AND user_id IS NULL"


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What is accepted: the terms or a declaration, in one version, by whom."""

    version: str
    document: str = TERMS
    person: str | None = None
    authority: bool = False


@dataclass(frozen=True, slots=True)
class Declaration:
    """Something the terms have a customer declare, point by point; `missing` says what follows without it."""

    name: str
    title: str
    asked_at: str
    missing: str
    clause: ClauseRef | None
    points: tuple[str, ...] = ()


def chosen_version(tx: Transaction, terms: Terms, version: str | None, held: str | None) -> str:
    """Return the version meant: the one named, else the customer's, else the profile's.

    Raises VersionUnknown (exit 3) for a version of which there is no profile.
    """
    profile = terms.profile
    if version is None:
        return held or profile.version
    folder = Path(tx.terms_path) if tx.terms_path else None
    known = {name.partition("@")[2] for name in profile_names(folder) if name.split("@")[0] == profile.id}
    known.add(profile.version)
    if version not in known:
        raise VersionUnknown(profile.id, version, sorted(known))
    return version


def accept_for_organisation(
    tx: Transaction, terms: Terms, organisation: OrganisationRow, given: Acceptance
) -> bool:
    """Record the customer's acceptance or declaration; False when it is on record already.

    Raises AuthorityUndeclared (exit 5) where the terms want the power to bind declared (K-04), and
    DeclarationUnknown (exit 3) for a declaration that the terms do not have.
    """
    if given.document != TERMS:
        known = [one.name for one in declarations(terms)]
        if given.document not in known:
            raise DeclarationUnknown(given.document, known)
    elif terms.flag("acceptance.authority") and not given.authority:
        raise AuthorityUndeclared(organisation.slug, terms.cite("acceptance.authority"))
    return _record(tx, organisation, None, given)


def accept_for_user(tx: Transaction, organisation: OrganisationRow, user: UserRow, version: str) -> bool:
    """Record a user's acceptance of a version of the terms; False when it is on record already.

    Raises AcceptedTooEarly (exit 4) for a day on which the user was not yet invited or added.
    """
    came = tx.rows(CAME_ON, (user.id,))[0][0]
    if came is not None and tx.on.isoformat() < str(came):
        raise AcceptedTooEarly(user.email, tx.on, str(came))
    return _record(tx, organisation, user, Acceptance(version, person=user.display_name or user.email))


def _record(tx: Transaction, organisation: OrganisationRow, user: UserRow | None, given: Acceptance) -> bool:
    key = (organisation.id, given.document, given.version, user.id if user else 0)
    found = tx.one(HELD, key)
    if found is not None and found[0]:
        return False
    values: dict[str, object] = {
        "organisation_id": organisation.id,
        "user_id": user.id if user else None,
        "document": given.document,
        "version": given.version,
        "on_day": tx.on,
        "person": given.person,
        "accepted_at": tx.at if tx.act.on is None or tx.act.at is not None else None,
    }
    write_record(tx, "acceptance", values)
    who = user.email if user else organisation.slug
    facts: dict[str, object] = {"document": given.document, "version": given.version, "person": given.person}
    record_audit(
        tx, organisation.id, "acceptance.recorded", facts | {"by": who, "authority": given.authority}
    )
    tx.tell(f"{who}: {given.document} {given.version} accepted on {tx.on}")
    return True


def accepted_on(
    tx: Transaction, organisation_id: int, user_id: int | None, given: Acceptance
) -> tuple[date, str | None]:
    """Return the day an acceptance was recorded for and its person; the act's where there is none."""
    row = tx.one(RECORDED, (organisation_id, given.document, given.version, user_id or 0))
    if row is None:
        return tx.on, given.person
    return date.fromisoformat(str(row[0])), None if row[1] is None else str(row[1])


def acceptance_clause(terms: Terms, document: str, *, for_user: bool) -> ClauseRef | None:
    """Return the clause that an acceptance or declaration rests on."""
    if document != TERMS:
        return next((one.clause for one in declarations(terms) if one.name == document), None)
    return terms.cite("acceptance.user" if for_user else "acceptance.organisation")


def declarations(terms: Terms) -> list[Declaration]:
    """Return what the terms have a customer declare, in the profile's order."""
    found = []
    if terms.flag("customer.identity_declared"):
        title = "Identity data are true; the customer acts for itself or under a mandate"
        clause = terms.cite("customer.identity_declared")
        found.append(Declaration(IDENTITY, title, "opening", "warned", clause))
    for name in terms.profile.names_under("declaration"):
        path = f"declaration.{name}"
        found.append(
            Declaration(
                name,
                terms.word(f"{path}.title", name),
                terms.word(f"{path}.asked_at", "use"),
                terms.word(f"{path}.missing", "warned"),
                terms.cite(f"{path}.items") or terms.cite(f"{path}.title"),
                _points(terms, path),
            )
        )
    return found


def _points(terms: Terms, path: str) -> tuple[str, ...]:
    others = ("others",) if terms.flag(f"{path}.open") else ()
    return (*terms.words(f"{path}.items"), *others)


def missing_declarations(tx: Transaction, terms: Terms, organisation_id: int) -> list[Declaration]:
    """Return the declarations that the terms ask for and the customer has not made."""
    wanted = declarations(terms)
    if not wanted:
        return []
    made = {str(row[0]) for row in tx.rows(DECLARED, (organisation_id,))}
    return [one for one in wanted if one.name not in made]


def require_declarations(
    tx: Transaction, terms: Terms, organisation: OrganisationRow, asked_at: str
) -> tuple[str, ...]:
    """Return the warnings for what a customer has to declare at an occasion and has not (B-35, B-38).

    Raises DeclarationMissing (exit 5) where the terms refuse the act without it.
    """
    found = [one for one in missing_declarations(tx, terms, organisation.id) if one.asked_at == asked_at]
    for one in found:
        if one.missing == "refused":
            raise DeclarationMissing(organisation.slug, one.name, one.title, one.clause, is_open=True)
    return tuple(reminder(organisation.slug, one) for one in found)


def reminder(org: str, missing: Declaration) -> str:
    """Return the warning for a declaration that was not made, with the command that records it."""
    rule = f" ({missing.clause.rule})" if missing.clause and missing.clause.rule else ""
    command = f"saasctl org accept-terms {org} --declaration {missing.name}"
    return f"{org} has not declared: {missing.title}{rule}; {command}"
