"""Rows of customers read back as their classes."""

from datetime import date

from saasctl.store.queries.customer_rows import organisation_from, seller_from, user_from
from saasctl.store.queries.organisations import COLUMNS as ORGANISATION
from saasctl.store.queries.users import COLUMNS as USER


def test_an_organisation_keeps_numbers_days_and_absent_values() -> None:
    known: dict[str, object] = {"id": 7, "slug": "acme", "seller_id": 1, "name": "A", "country": "FR"}
    known |= {"employees": 0, "professional": 1, "created_on": "2026-01-05", "status": "active"}
    row = organisation_from(tuple(known.get(column) for column in ORGANISATION))
    assert (row.id, row.employees, row.professional, row.created_on) == (7, 0, True, date(2026, 1, 5))
    assert (row.siren, row.closed_on, row.vat_regime) == (None, None, None)


def test_a_user_keeps_its_slot_and_days() -> None:
    known: dict[str, object] = {"id": 3, "organisation_id": 7, "email": "a@x.fr", "role": "owner"}
    known |= {"state": "active", "holds_slot": 1, "last_active_on": "2026-06-01", "display_name": "Ana"}
    row = user_from(tuple(known.get(column) for column in USER))
    assert (row.holds_slot, row.last_active_on, row.display_name) == (True, date(2026, 6, 1), "Ana")
    assert (row.kind, row.invited_at, row.password_set_on) == (None, None, None)


def test_a_seller_keeps_its_place() -> None:
    row = seller_from((1, "s", "kantree", "1", "FR", None, "FR40303265045", "EUR"))
    assert (row.profile, row.postcode, row.vat_id) == ("kantree", None, "FR40303265045")
