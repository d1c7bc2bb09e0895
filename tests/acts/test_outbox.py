"""A notice of the outbox: whom it goes to, once."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.acts.finding import organisation_named
from saasctl.acts.outbox import Draft, queue_notice, waiting
from saasctl.operations.contacts import add_contact

DUE = date(2026, 4, 1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A customer with an address and a legal contact."""
    found = new_desk(tmp_path)
    seller = found.seller("kantree")
    found.org("acme", seller, street="1 rue de la Paix", postcode="75002", city="Paris")
    found.org("berlin", seller)
    yield found
    found.store.close()


def recipient(desk: Desk, org: str, draft: Draft) -> tuple[str, str | None]:
    with desk.store.transaction(on("2026-03-01")) as tx:
        key, _ = queue_notice(tx, organisation_named(tx, org), draft, "fr")
        found = waiting(tx, "n.id = ?", (key,))[0]
        return found.addressee, found.address


def test_a_letter_goes_to_the_postal_address(desk: Desk) -> None:
    draft = Draft("reminder", "registered-letter", DUE)
    assert recipient(desk, "acme", draft) == ("Acme", "1 rue de la Paix\n75002 Paris\nFR")
    assert recipient(desk, "berlin", draft) == ("Berlin", None)


def test_an_e_mail_goes_to_the_contact_for_the_matter(desk: Desk) -> None:
    draft = Draft("reminder", "email", DUE)
    assert recipient(desk, "acme", draft) == ("Acme", "billing@acme.example")
    add_contact(desk.store, "acme", "legal", ("Ada Martin", "ada@acme.example", None), on("2026-01-01"))
    assert recipient(desk, "acme", draft) == ("Ada Martin", "ada@acme.example")
    told = Draft("reminder", "email", DUE, addressee="Bob", address="bob@acme.example")
    assert recipient(desk, "acme", told) == ("Bob", "bob@acme.example")


def test_the_same_notice_is_written_once(desk: Desk) -> None:
    with desk.store.transaction(on("2026-03-01")) as tx:
        org = organisation_named(tx, "acme")
        first = queue_notice(tx, org, Draft("reminder", "email", DUE, {"invoice": "INV-1"}), "fr")
        again = queue_notice(tx, org, Draft("reminder", "email", DUE, {"invoice": "INV-1"}), "fr")
        other = queue_notice(tx, org, Draft("reminder", "email", DUE, about="another"), "fr")
        assert (first[1], again, other[1]) == (True, (first[0], False), True)
        assert dict(waiting(tx, "n.id = ?", (first[0],))[0].facts) == {"invoice": "INV-1"}
