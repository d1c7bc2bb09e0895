"""Checking an organisation as a whole before it is opened."""

from collections.abc import Callable
from datetime import date

import pytest

from saasctl.acts.finding import organisation_named
from saasctl.acts.opening import (
    OrganisationChecked,
    OrganisationGiven,
    check_organisation,
    columns_of,
    differences,
    edit_command,
    existing,
)
from saasctl.acts.terms import TermsBook
from saasctl.errors.organisations import OrganisationExists
from saasctl.store.database import Store, Transaction

Customer = Callable[..., str]
DAY = date(2026, 6, 15)
FIELDS = {"slug": "acme", "name": "Acme", "email": "acme@acme.example"}


def checked(tx: Transaction, *, professional: bool | None = True, **fields: str) -> OrganisationChecked:
    given = OrganisationGiven(FIELDS | fields, 1, professional)
    return check_organisation(TermsBook(tx), given, DAY)


def test_what_every_organisation_has_may_not_be_left_out(store: Store, customer: Customer) -> None:
    customer("kantree")
    with store.reading() as tx:
        asked = check_organisation(TermsBook(tx), OrganisationGiven({"name": ""}, 1, None), DAY)
        assert [fault.field for fault in asked.faults] == ["name", "slug", "email"]


def test_form_comes_before_numbers_and_numbers_before_terms(store: Store, customer: Customer) -> None:
    customer("kantree")
    with store.reading() as tx:
        wrong = {"phone": "x", "siren": "732829321"}
        assert [f.field for f in checked(tx, professional=None, **wrong).faults] == ["phone"]
        assert [f.field for f in checked(tx, professional=None, siren="732829321").faults] == ["siren"]
        assert [f.field for f in checked(tx, professional=None).faults] == ["professional"]
        assert checked(tx).faults == ()


def test_only_what_is_asked_for_can_differ(store: Store, customer: Customer) -> None:
    customer("kantree", city="Lyon")
    with store.reading() as tx:
        held = organisation_named(tx, "acme")
        existing(held, checked(tx))
        asked = checked(tx, name="A & B", city="Nantes")
        assert differences(held, asked) == ["name is Acme, not A & B", "city is Lyon, not Nantes"]
        assert edit_command(held, asked) == "saasctl org edit acme --name 'A & B' --city Nantes"
        with pytest.raises(OrganisationExists):
            existing(held, asked)


def test_a_new_row_is_under_the_sellers_version_from_its_own_day(store: Store, customer: Customer) -> None:
    customer("kantree")
    with store.reading() as tx:
        given = OrganisationGiven(FIELDS, 1, True, date(2026, 6, 1))
        row = columns_of(check_organisation(TermsBook(tx), given, DAY), "2021-04-07", DAY)
    assert (row["created_on"], row["terms_version"], row["professional"]) == ("2026-06-01", "2021-04-07", 1)
    assert (row["country"], row["vat_regime"], row["status"]) == ("FR", "domestic", "active")
