"""Checking a change of details, and renaming."""

from collections.abc import Callable
from datetime import date

import pytest

from saasctl.acts.editing import check_edit, rename
from saasctl.acts.finding import organisation_named, organisation_or_none
from saasctl.acts.terms import TermsBook
from saasctl.errors.organisations import SlugTaken
from saasctl.errors.usage import ValueMalformed
from saasctl.store.database import Store
from saasctl.values.act import Act

Customer = Callable[..., str]
DAY = date(2026, 6, 15)


def test_only_what_changes_is_returned_with_what_it_was(store: Store, customer: Customer) -> None:
    customer("kantree", city="Lyon", employees="3")
    with store.reading() as tx:
        held, book = organisation_named(tx, "acme"), TermsBook(tx)
        edited = check_edit(book, held, {"city": "Lyon", "employees": "4", "phone": ""}, None, DAY)
        assert (edited.before, edited.after) == ({"employees": 3}, {"employees": 4})
        with pytest.raises(ValueMalformed):
            check_edit(book, held, {"email": ""}, None, DAY)


def test_a_regime_that_was_declared_does_not_follow_the_address(store: Store, customer: Customer) -> None:
    customer("kantree")
    with store.transaction(Act()) as tx:
        tx.run("UPDATE organisation SET vat_regime = 'export'")
        held = organisation_named(tx, "acme")
        edited = check_edit(TermsBook(tx), held, {"country": "US"}, None, DAY)
        assert edited.after == {"country": "US"}


def test_a_renamed_organisation_keeps_its_earlier_slugs(store: Store, customer: Customer) -> None:
    customer("kantree")
    customer("kantree", "other")
    with store.transaction(Act()) as tx:
        held = organisation_named(tx, "acme")
        with pytest.raises(SlugTaken):
            rename(tx, held, "other")
        rename(tx, held, "acme-2")
        tx.run("UPDATE organisation SET slug = 'acme-2' WHERE slug = 'acme'")
        found = organisation_or_none(tx, "acme")
        assert found is not None
        assert found.slug == "acme-2"
