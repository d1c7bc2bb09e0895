"""Contacts and notes of an organisation."""

from collections.abc import Callable
from datetime import date

import pytest

from saasctl.errors.permissions import RoleForbids
from saasctl.errors.store import KeyReused
from saasctl.errors.usage import ValueMalformed
from saasctl.operations.contacts import add_contact, add_note, list_contacts
from saasctl.operations.organisation_lists import show_organisation
from saasctl.operations.users import add_user
from saasctl.store.database import Store
from saasctl.values.act import Act

Customer = Callable[..., str]


def on(day: int, by: str | None = None) -> Act:
    return Act(on=date(2026, 6, day), requested_by=by)


def test_a_later_contact_of_the_same_name_replaces_the_earlier(store: Store, customer: Customer) -> None:
    customer("kantree")
    add_contact(store, "acme", "legal", ("Leo", "leo@acme.example", None), on(1))
    assert "unchanged" in add_contact(store, "acme", "legal", ("Leo", "leo@acme.example", None), on(2)).told
    add_contact(store, "acme", "legal", ("Leo", None, "0240000000"), on(10))
    assert [row[3] for row in list_contacts(store, "acme", date(2026, 6, 9)).rows] == ["leo@acme.example"]
    assert [row[3:5] for row in list_contacts(store, "acme", date(2026, 6, 10)).rows] == [
        (None, "0240000000")
    ]
    assert list(list_contacts(store, "acme", date(2026, 5, 31)).rows) == []


def test_a_contact_needs_a_known_matter_and_a_name_or_address(store: Store, customer: Customer) -> None:
    customer("kantree")
    with pytest.raises(ValueMalformed):
        add_contact(store, "acme", "sales", ("Leo", None, None), on(1))
    with pytest.raises(ValueMalformed):
        add_contact(store, "acme", "legal", (None, None, "0240000000"), on(1))
    with pytest.raises(ValueMalformed):
        add_contact(store, "acme", "legal", (None, "leo@", None), on(1))


def test_the_billing_contact_belongs_to_the_payment_data(store: Store, customer: Customer) -> None:
    customer("kantree")
    add_user(store, "bob@acme.example", "acme", {"role": "administrator"}, on(1))
    asked = on(2, by="bob@acme.example")
    with pytest.raises(RoleForbids):
        add_contact(store, "acme", "billing", ("Leo", None, None), asked)
    add_contact(store, "acme", "technical", ("Leo", None, None), asked)


def test_notes_are_kept_in_order_and_dated(store: Store, customer: Customer) -> None:
    customer("kantree")
    add_note(store, "acme", "No logo on our site", on(4))
    add_note(store, "acme", "Approved in writing", on(2))
    notes = show_organisation(store, "acme", date(2026, 6, 30)).notes
    assert [(note.on.day, note.text) for note in notes] == [
        (2, "Approved in writing"),
        (4, "No logo on our site"),
    ]
    assert len(show_organisation(store, "acme", date(2026, 6, 3)).notes) == 1
    with pytest.raises(ValueMalformed):
        add_note(store, "acme", "  ", on(5))


def test_a_note_repeated_under_its_key_counts_once(store: Store, customer: Customer) -> None:
    customer("kantree")
    keyed = Act(on=date(2026, 6, 4), key="mail-17")
    add_note(store, "acme", "No logo", keyed)
    again = add_note(store, "acme", "No logo", Act(on=date(2026, 6, 9), key="mail-17"))
    assert again.told == "acme: note of 2026-06-04 is unchanged"
    assert len(show_organisation(store, "acme", date(2026, 6, 30)).notes) == 1
    with pytest.raises(KeyReused):
        add_note(store, "acme", "Another", keyed)
