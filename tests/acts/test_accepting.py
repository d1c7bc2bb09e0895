"""Acceptances and declarations inside a transaction."""

from collections.abc import Callable
from datetime import date

import pytest

from saasctl.acts.accepting import (
    Acceptance,
    accept_for_organisation,
    accept_for_user,
    acceptance_clause,
    accepted_on,
    chosen_version,
    declarations,
    missing_declarations,
    reminder,
)
from saasctl.acts.finding import organisation_named, user_of
from saasctl.acts.terms import TermsBook
from saasctl.errors.organisations import VersionUnknown
from saasctl.operations.users import add_user
from saasctl.store.database import Store, Transaction
from saasctl.terms.resolve import Terms
from saasctl.values.act import Act

Customer = Callable[..., str]
JUNE = Act(on=date(2026, 6, 15))


def terms_of(tx: Transaction) -> Terms:
    return TermsBook(tx).of_seller(organisation_named(tx, "acme").seller_id, tx.on)


def test_the_version_meant_is_the_one_named_else_the_customers(store: Store, customer: Customer) -> None:
    customer("koban")
    with store.reading() as tx:
        terms = terms_of(tx)
        assert chosen_version(tx, terms, None, "2024-01") == "2024-01"
        assert chosen_version(tx, terms, None, None) == "2026-03"
        assert chosen_version(tx, terms, "2026-03", "2024-01") == "2026-03"
        with pytest.raises(VersionUnknown):
            chosen_version(tx, terms, "2024-01", "2024-01")


def test_an_acceptance_is_recorded_once_for_the_organisation_and_once_for_each_user(
    store: Store, customer: Customer
) -> None:
    customer("koban")
    add_user(store, "ana@acme.example", "acme", {}, JUNE)
    with store.transaction(JUNE) as tx:
        organisation, user = organisation_named(tx, "acme"), user_of(tx, "ana@acme.example", None)
        given = Acceptance("2026-03", person="Ada Roy")
        assert accept_for_organisation(tx, terms_of(tx), organisation, given)
        assert not accept_for_organisation(tx, terms_of(tx), organisation, given)
        assert accept_for_user(tx, organisation, user, "2026-03")
        assert not accept_for_user(tx, organisation, user, "2026-03")
        assert accept_for_user(tx, organisation, user, "2027-01")
        assert accepted_on(tx, organisation.id, None, given) == (date(2026, 6, 15), "Ada Roy")
        assert accepted_on(tx, organisation.id, user.id, given) == (date(2026, 6, 15), "ana@acme.example")
        unknown = Acceptance("1999", person="Bob")
        assert accepted_on(tx, organisation.id, None, unknown) == (date(2026, 6, 15), "Bob")


def test_declarations_are_those_of_the_terms_with_their_clauses(store: Store, customer: Customer) -> None:
    customer("koban")
    with store.reading() as tx:
        terms = terms_of(tx)
        found = {one.name: one for one in declarations(terms)}
        assert (found["identity"].asked_at, found["sensitive-data"].asked_at) == ("opening", "import")
        assert [one.name for one in missing_declarations(tx, terms, 1)] == list(found)
        told = reminder("acme", found["sensitive-data"])
        assert told.endswith("(B-35); saasctl org accept-terms acme --declaration sensitive-data")
        clause = acceptance_clause(terms, "sensitive-data", for_user=False)
        assert clause is not None
        assert clause.rule == "B-35"
        ordered = acceptance_clause(terms, "terms", for_user=False)
        assert ordered is not None
        assert ordered.rule == "B-02"
