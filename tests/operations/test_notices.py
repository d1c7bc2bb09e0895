"""Notices: dates in order, invoices of the same customer."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.errors.invoices import InvoiceUnknown
from saasctl.errors.lifecycle import NoticeUnknown
from saasctl.errors.usage import ValueMalformed
from saasctl.operations.notices import NoticeFilter, NoticeGiven, list_notices, record, show_notice

SENT = date(2026, 4, 13)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A customer of Koban."""
    found = new_desk(tmp_path)
    found.org("acme", found.seller("koban"))
    yield found
    found.store.close()


def test_what_is_refused_and_what_is_listed(desk: Desk) -> None:
    with pytest.raises(ValueMalformed):
        record(desk.store, "acme", NoticeGiven("reminder", SENT, date(2026, 4, 12)), on("2026-04-13"))
    with pytest.raises(InvoiceUnknown):
        record(desk.store, "acme", NoticeGiven("reminder", SENT, invoice="INV-9"), on("2026-04-13"))
    record(desk.store, "acme", NoticeGiven("reminder", SENT), on("2026-04-13"))
    assert [row[2] for row in list_notices(desk.store, NoticeFilter("acme", "reminder"), None).rows] == [
        "reminder"
    ]
    assert show_notice(desk.store, "N-1").form == "email"
    with pytest.raises(NoticeUnknown):
        show_notice(desk.store, "N-x")
