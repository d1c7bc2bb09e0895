"""Reminders: what is late, once a day, in the form that the terms accept."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.errors.invoices import InvoiceUnknown
from saasctl.errors.letters import NothingLate
from saasctl.operations.corrections import dispute
from saasctl.operations.notices import show_notice
from saasctl.operations.reminding import RemindGiven, remind


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A customer of Koban with two late invoices, due 2026-03-09 and 2026-04-09."""
    found = new_desk(tmp_path)
    found.org("acme", found.seller("koban"))
    found.sub("acme", "crm", "monthly", 1, "2026-03-01", "100.00")
    found.bill("2026-04-01")
    yield found
    found.store.close()


def test_only_what_is_late_is_reminded(desk: Desk) -> None:
    assert remind(desk.store, RemindGiven(), on("2026-03-09")).keys == ()
    assert remind(desk.store, RemindGiven(), on("2026-03-10")).keys == ("N-1",)
    assert remind(desk.store, RemindGiven(), on("2026-03-10")).keys == ("N-1",)
    assert remind(desk.store, RemindGiven(), on("2026-04-10")).keys == ("N-2", "N-3")


def test_what_is_disputed_is_left_out(desk: Desk) -> None:
    dispute(desk.store, "INV-2026-000001", None, None, on("2026-03-10", reason="quantity"))
    assert remind(desk.store, RemindGiven(), on("2026-03-11")).keys == ()
    with pytest.raises(NothingLate, match="INV-2026-000001"):
        remind(desk.store, RemindGiven("INV-2026-000001"), on("2026-03-11"))
    with pytest.raises(InvoiceUnknown):
        remind(desk.store, RemindGiven("INV-2026-000009"), on("2026-03-11"))


def test_the_first_form_of_the_terms_is_taken(desk: Desk) -> None:
    remind(desk.store, RemindGiven("INV-2026-000001"), on("2026-03-11"))
    remind(desk.store, RemindGiven("INV-2026-000001", None, "formal-notice", "letter"), on("2026-03-11"))
    assert [show_notice(desk.store, name).form for name in ("N-1", "N-2")] == ["email", "letter"]
