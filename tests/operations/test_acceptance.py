"""Acceptance of the terms by organisations, and declarations."""

from collections.abc import Callable
from datetime import date

import pytest

from saasctl.errors.organisations import AuthorityUndeclared, DeclarationUnknown, VersionUnknown
from saasctl.errors.users import UserUnknown
from saasctl.operations.acceptance import AcceptanceGiven, accept_terms
from saasctl.operations.organisation_lists import show_organisation
from saasctl.operations.user_lists import show_user
from saasctl.operations.users import add_user
from saasctl.store.database import Store
from saasctl.values.act import Act
from saasctl.values.answers import Written
from saasctl.values.views.organisations import AcceptedView

Customer = Callable[..., str]
JUNE = Act(on=date(2026, 6, 15))


def accept(store: Store, given: AcceptanceGiven, act: Act = JUNE) -> tuple[AcceptedView, Written]:
    written = accept_terms(store, "acme", given, act)
    assert isinstance(written.answer, AcceptedView)
    return written.answer, written


def test_person_version_and_day_of_an_acceptance_are_kept(store: Store, customer: Customer) -> None:
    customer("kantree")
    view, written = accept(store, AcceptanceGiven(person="Ana Roy", authority=True))
    assert (view.version, view.accepted_on, view.person) == ("2021-04-07", date(2026, 6, 15), "Ana Roy")
    assert view.clause is not None
    assert view.clause.rule == "K-03"
    assert view.how == "tick"
    assert written.warnings == ()
    held = show_organisation(store, "acme", None).acceptances[0]
    assert (held.document, held.version, held.person, held.user) == ("terms", "2021-04-07", "Ana Roy", None)


def test_the_same_acceptance_again_keeps_the_first_day(store: Store, customer: Customer) -> None:
    customer("kantree")
    accept(store, AcceptanceGiven(person="Ana Roy", authority=True))
    again, written = accept(store, AcceptanceGiven(person="Bob", authority=True), Act(on=date(2026, 6, 20)))
    assert (again.accepted_on, again.person) == (date(2026, 6, 15), "Ana Roy")
    assert written.told == "acme: terms 2021-04-07 is unchanged"
    assert len(show_organisation(store, "acme", None).acceptances) == 1


def test_the_power_to_bind_must_be_declared_where_the_terms_want_it(store: Store, customer: Customer) -> None:
    customer("kantree")
    with pytest.raises(AuthorityUndeclared) as refused:
        accept(store, AcceptanceGiven(person="Ana Roy"))
    assert refused.value.clause is not None
    assert refused.value.clause.rule == "K-04"


def test_a_version_that_the_profile_never_had_is_unknown(store: Store, customer: Customer) -> None:
    customer("kantree")
    with pytest.raises(VersionUnknown, match="1999"):
        accept(store, AcceptanceGiven(version="1999", authority=True))


def test_the_contact_stands_for_a_person_that_is_not_named(store: Store, customer: Customer) -> None:
    customer("ksaar")
    assert accept(store, AcceptanceGiven())[0].person == "Nora Petit"


def test_nobody_named_is_told(store: Store, customer: Customer) -> None:
    customer("koban")
    _, written = accept(store, AcceptanceGiven())
    assert written.warnings[0] == "nobody is named as the person who accepted for acme; add --person NAME"


def test_a_users_acceptance_opens_the_access(store: Store, customer: Customer) -> None:
    customer("ksaar")
    add_user(store, "nora@acme.example", "acme", {}, JUNE)
    view, _ = accept(store, AcceptanceGiven(user="Nora@acme.example"))
    assert (view.user, view.person) == ("nora@acme.example", "nora@acme.example")
    assert show_user(store, "nora@acme.example", None, date(2026, 6, 15)).state == "active"
    assert show_organisation(store, "acme", None).acceptances[0].user == "nora@acme.example"
    with pytest.raises(UserUnknown):
        accept(store, AcceptanceGiven(user="nobody@acme.example"))


def test_declarations_are_asked_for_until_they_are_made(store: Store, customer: Customer) -> None:
    customer("koban")
    names = [one.name for one in show_organisation(store, "acme", None).missing_declarations]
    assert names[0] == "identity"
    assert "sensitive-data" in names
    accept(store, AcceptanceGiven(declaration="identity", person="Ana Roy"))
    view, written = accept(store, AcceptanceGiven(declaration="sensitive-data", person="Ana Roy"))
    assert view.document == "sensitive-data"
    assert view.clause is not None
    assert view.clause.rule == "B-35"
    left = [one.name for one in show_organisation(store, "acme", None).missing_declarations]
    assert left == [name for name in names if name not in ("identity", "sensitive-data")]
    assert len(written.warnings) == len(left)
    with pytest.raises(DeclarationUnknown, match="oath"):
        accept(store, AcceptanceGiven(declaration="oath"))
