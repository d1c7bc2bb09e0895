"""What a user may be under any terms, and the slot that follows."""

from collections.abc import Callable
from datetime import date

import pytest

from saasctl.acts.finding import organisation_named
from saasctl.acts.terms import TermsBook
from saasctl.acts.users import (
    UserGiven,
    check_user,
    check_user_field,
    first_state,
    login_of,
    needs_slot,
    one_person,
    slot_for,
    terms_of_customer,
)
from saasctl.errors.users import CompanyOutside
from saasctl.operations.organisations import OrganisationChanges, edit_organisation
from saasctl.operations.subscriptions import OrderGiven, override_terms, start_subscription
from saasctl.store.database import Store
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Terms
from saasctl.values.act import Act

Customer = Callable[..., str]
JUNE = Act(on=date(2026, 6, 15))


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        pytest.param("kantree", ", login chosen by the user", id="K-19"),
        pytest.param("koban", ", login issued by the vendor, password changed by the user", id="B-14"),
        pytest.param(
            "ksaar", ", login issued by the customer, password changed by the administrator", id="S-08"
        ),
        pytest.param("deskapad", "", id="unsaid"),
    ],
)
def test_who_gives_the_login_is_said(profile: str, said: str) -> None:
    assert login_of(Terms(load_profile(profile))) == said


def test_an_account_is_one_persons_where_the_terms_say_so() -> None:
    clause = one_person(Terms(load_profile("kantree")))
    assert clause is not None
    assert clause.rule == "K-08"
    assert one_person(Terms(load_profile("koban"))) is None


def test_every_fault_of_a_user_is_found(store: Store, customer: Customer) -> None:
    customer("koban")
    with store.reading() as tx:
        held = organisation_named(tx, "acme")
        terms = TermsBook(tx).of_seller(held.seller_id, date(2026, 6, 15))
        given = UserGiven("jean@", {"role": "king", "kind": "robot", "display_name": "\x00"}, invited=False)
        asked = check_user(tx, terms, held, given)
        assert [fault.field for fault in asked.faults] == ["email", "role", "kind", "display_name"]
        assert check_user(tx, terms, held, UserGiven("A@B.fr", {"kind": " "}, True)).values == {
            "role": "member",
            "kind": None,
        }


def test_the_company_is_the_customer_or_one_of_its_declared_group(store: Store, customer: Customer) -> None:
    customer("deskapad")
    edit_organisation(store, "acme", OrganisationChanges({}, companies=("Acme Nord",)), JUNE)
    with store.reading() as tx:
        held = organisation_named(tx, "acme")
        terms = TermsBook(tx).of_seller(held.seller_id, date(2026, 6, 15))
        assert check_user_field(tx, terms, held, "company", "acme") == "Acme"
        assert check_user_field(tx, terms, held, "company", "ACME NORD") == "Acme Nord"
        with pytest.raises(CompanyOutside) as refused:
            check_user_field(tx, terms, held, "company", "Other")
        assert refused.value.why == (
            "companies: Acme, Acme Nord; once declared, members, subsidiaries, holdings, controlled-companies"
        )


def test_a_user_without_a_company_is_of_the_customer_where_companies_are_kept(
    store: Store, customer: Customer
) -> None:
    customer("deskapad")
    customer("kantree", "beta")
    with store.reading() as tx:
        book = TermsBook(tx)
        for slug, company in (("acme", "Acme"), ("beta", None)):
            held = organisation_named(tx, slug)
            terms = book.of_seller(held.seller_id, date(2026, 6, 15))
            given = UserGiven("ana@acme.example", {}, invited=False)
            assert check_user(tx, terms, held, given).values.get("company") == company
            assert check_user_field(tx, terms, held, "company", "") == company


def test_terms_without_a_word_on_companies_take_any(store: Store, customer: Customer) -> None:
    customer("kantree")
    with store.reading() as tx:
        held = organisation_named(tx, "acme")
        terms = TermsBook(tx).of_seller(held.seller_id, date(2026, 6, 15))
        assert check_user_field(tx, terms, held, "company", "Other") == "Other"


def test_a_customers_own_conditions_count_once_it_has_a_subscription(
    store: Store, customer: Customer
) -> None:
    customer("kantree")
    order = OrderGiven("main", "team", "monthly", 2)
    start_subscription(store, "acme", order, Act(on=date(2026, 6, 1)))
    override_terms(store, "acme", "acceptance.before_access", "yes", "Order form", Act(on=date(2026, 6, 1)))
    with store.reading() as tx:
        held = organisation_named(tx, "acme")
        terms = terms_of_customer(tx, TermsBook(tx), held)
        assert first_state(terms, invited=False) == "invited"
        assert first_state(TermsBook(tx).of_seller(held.seller_id, tx.on), invited=False) == "active"


def test_no_slot_is_claimed_where_users_hold_none(store: Store, customer: Customer) -> None:
    customer("ksaar")
    customer("koban", "beta")
    with store.transaction(JUNE) as tx:
        book = TermsBook(tx)
        taken = []
        for slug in ("acme", "beta"):
            held = organisation_named(tx, slug)
            terms = book.of_seller(held.seller_id, tx.on)
            assert needs_slot(terms, "employee")
            taken.append(slot_for(tx, book, terms, held.id).taken)
        assert taken == [False, True]
