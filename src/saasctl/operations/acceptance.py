"""Acceptance of the terms by organisations and their users, and declarations."""

from dataclasses import dataclass

from saasctl.acts.accepting import (
    TERMS,
    Acceptance,
    accept_for_organisation,
    accept_for_user,
    acceptance_clause,
    accepted_on,
    chosen_version,
    missing_declarations,
    reminder,
)
from saasctl.acts.contracts import load_contracts
from saasctl.acts.finding import OrganisationRow, UserRow, organisation_named, user_of
from saasctl.acts.permitting import require_permission
from saasctl.acts.scheduling import schedule
from saasctl.acts.terms import TermsBook
from saasctl.acts.users import activate
from saasctl.acts.versions import announced_change, put_announcement, put_answer
from saasctl.rules.lifecycle.versions import Change
from saasctl.store.database import Store, Transaction
from saasctl.store.queries.contracts import subscriptions_of
from saasctl.terms.resolve import Terms
from saasctl.values.act import Act
from saasctl.values.answers import Written
from saasctl.values.views.organisations import AcceptedView


@dataclass(frozen=True, slots=True)
class AcceptanceGiven:
    """What is accepted and by whom; `user` None is the organisation itself."""

    version: str | None = None
    user: str | None = None
    person: str | None = None
    authority: bool = False
    declaration: str | None = None


def accept_terms(store: Store, org: str, given: AcceptanceGiven, act: Act) -> Written:
    """Record an acceptance of the terms, or a declaration; the same again changes nothing.

    A user's acceptance opens the access that waited for it. The person is the one named, else the
    organisation's contact. Raises AuthorityUndeclared (exit 5), VersionUnknown, DeclarationUnknown
    (exit 3).
    """
    with store.transaction(act) as tx:
        held = organisation_named(tx, org)
        terms = TermsBook(tx).of_seller(held.seller_id, tx.on)
        require_permission(tx, terms, held.id, act.requested_by, "org.accept-terms")
        version = chosen_version(tx, terms, given.version, held.terms_version)
        user = user_of(tx, given.user, held.slug) if given.user else None
        asked = Acceptance(version, given.declaration or TERMS, _person(held, user, given), given.authority)
        user = user if given.declaration is None else None
        if user is not None:
            recorded = accept_for_user(tx, held, user, version)
            activate(tx, held, user)
        else:
            recorded = accept_for_organisation(tx, terms, held, asked)
            if recorded and given.declaration is None and version != held.terms_version:
                _amend(tx, held, version)
        view = _view(tx, terms, held, user, asked)
        warnings = _warnings(tx, terms, held, asked)
    who = user.email if user else held.slug
    told = f"{who}: {asked.document} {version} {'accepted' if recorded else 'is unchanged'}"
    return Written(view, (who,), f"{told}; an acceptance stays on record" if recorded else told, warnings)


def _amend(tx: Transaction, held: OrganisationRow, version: str) -> None:
    """Move a customer to a version it accepted or signed: an amendment where none was announced (S-78)."""
    if announced_change(tx, held.seller_id, version, held.id) is None:
        put_announcement(tx, held.seller_id, held.id, Change(version, tx.on, tx.on), "signed by both")
    put_answer(tx, held.id, None, version, "accepted")
    book = TermsBook(tx)
    for contract in load_contracts(tx, subscriptions_of(tx, held.id)):
        schedule(tx, book, contract)


def _person(held: OrganisationRow, user: UserRow | None, given: AcceptanceGiven) -> str | None:
    if given.person is not None:
        return given.person.strip() or None
    if user is not None:
        return user.display_name or user.email
    return " ".join(part for part in (held.contact_first, held.contact_last) if part) or None


def _view(
    tx: Transaction, terms: Terms, held: OrganisationRow, user: UserRow | None, asked: Acceptance
) -> AcceptedView:
    day, person = accepted_on(tx, held.id, user.id if user else None, asked)
    return AcceptedView(
        held.slug,
        user.email if user else None,
        asked.document,
        asked.version,
        day,
        person,
        acceptance_clause(terms, asked.document, for_user=user is not None),
        _way(terms, asked.document, "user" if user else "organisation"),
    )


def _way(terms: Terms, document: str, who: str) -> str | None:
    return terms.word(f"acceptance.{who}", "") or None if document == TERMS else None


def _warnings(tx: Transaction, terms: Terms, held: OrganisationRow, asked: Acceptance) -> tuple[str, ...]:
    found = [reminder(held.slug, one) for one in missing_declarations(tx, terms, held.id)]
    if asked.person is None:
        found.insert(0, f"nobody is named as the person who accepted for {held.slug}; add --person NAME")
    return tuple(found)
