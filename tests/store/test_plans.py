"""Hot reads find their rows by an index: no table that grows is read from end to end."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.operations.agendas import agenda_listing, timeline
from saasctl.operations.invoices import InvoiceFilter, list_invoices, show_invoice
from saasctl.operations.organisation_lists import (
    OrganisationFilter,
    list_organisations,
    show_organisation,
)
from saasctl.operations.payments import list_payments
from saasctl.operations.penalties import penalties_of_org
from saasctl.operations.searching import find_text
from saasctl.operations.slots import add_slots, show_slots
from saasctl.operations.subscription_lists import show_subscription, subscription_dates
from saasctl.operations.user_lists import UserFilter, list_users
from saasctl.store.sqlite import SqliteEngine
from saasctl.values.answers import Listing

GROWING = {
    "organisation",
    "org_user",
    "subscription",
    "subscription_phase",
    "slot_movement",
    "invoice",
    "invoice_line",
    "receivable",
    "payment",
    "allocation",
    "ticket",
    "ticket_event",
    "notice",
    "ending",
    "due",
    "audit_entry",
    "user_event",
    "term_override",
}
"""Tables that grow with the customers or with time."""
NAMED = re.compile(r"(?:FROM|JOIN|UPDATE|INTO)\s+(\w+)(?:\s+(?:AS\s+)?(\w+))?", re.IGNORECASE)
DAY = date(2026, 6, 20)
READS: dict[str, Callable[[Desk], object]] = {
    "org show": lambda desk: show_organisation(desk.store, "acme", DAY),
    "sub show": lambda desk: show_subscription(desk.store, "acme", DAY),
    "sub dates": lambda desk: subscription_dates(desk.store, "acme", DAY),
    "slot show": lambda desk: show_slots(desk.store, "acme", DAY),
    "invoice show": lambda desk: show_invoice(desk.store, "INV-2026-000001", DAY),
    "invoice list --org": lambda desk: list_invoices(desk.store, InvoiceFilter(org="acme"), DAY, None),
    "invoice list --overdue": lambda desk: list_invoices(desk.store, InvoiceFilter(overdue=True), DAY, None),
    "invoice penalties": lambda desk: penalties_of_org(desk.store, "acme", DAY),
    "payment list --org": lambda desk: list_payments(desk.store, "acme", DAY, (None, None)),
    "agenda": lambda desk: agenda_listing(desk.store, 30, None, DAY),
    "org timeline": lambda desk: timeline(desk.store, "acme", DAY),
    "find": lambda desk: find_text(desk.store, "INV-2026-000001"),
    "find a customer": lambda desk: find_text(desk.store, "customer acme"),
    "org list --q": lambda desk: list_organisations(desk.store, OrganisationFilter(text="acme"), DAY),
    "user list --q": lambda desk: list_users(desk.store, UserFilter(text="acme"), DAY),
    "slot add": lambda desk: add_slots(desk.store, "acme", 1, on("2026-06-20")),
    "invoice run --org": lambda desk: desk.bill("2026-07-20", "acme"),
}
"""What is asked all day, of one customer or of a few days."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = new_desk(tmp_path_factory.mktemp("plans"))
    seller = made.seller("kantree")
    for slug in ("acme", "beta"):
        made.org(slug, seller)
        made.sub(slug, "team", "monthly", 3, "2026-01-05", "10.00")
    made.bill("2026-04-10")
    yield made
    made.store.close()


def drained(answer: object) -> None:
    if isinstance(answer, Listing):
        assert list(answer.rows) is not None


def statements(desk: Desk, read: Callable[[Desk], object]) -> list[str]:
    """Return the statements that a read sends, each form once."""
    engine = desk.store.engine
    assert isinstance(engine, SqliteEngine)
    seen: dict[str, str] = {}
    engine.connection.set_trace_callback(lambda sql: seen.setdefault(re.sub(r"'[^']*'|\d+", "?", sql), sql))
    try:
        drained(read(desk))
    finally:
        engine.connection.set_trace_callback(None)
    return [sql for sql in seen.values() if re.match(r"\s*(SELECT|WITH|UPDATE|DELETE)", sql)]


def scans(path: Path, sql: str) -> list[str]:
    """Return the growing tables that a statement reads from end to end."""
    tables = {name: table for table, alias in NAMED.findall(sql) for name in (table, alias)}
    connection = sqlite3.connect(path)
    try:
        plan = [str(detail) for *_, detail in connection.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()]
    finally:
        connection.close()
    found = (re.match(r"SCAN (\w+)", step) for step in plan)
    return [tables[match[1]] for match in found if match and tables.get(match[1]) in GROWING]


@pytest.mark.parametrize("name", READS)
def test_a_hot_read_uses_an_index(desk: Desk, name: str) -> None:
    sent = statements(desk, READS[name])
    assert sent
    faults = [f"{table}: {' '.join(sql.split())}" for sql in sent for table in scans(desk.path, sql)]
    assert faults == [], "\n".join(faults)


def test_a_scan_is_seen(desk: Desk) -> None:
    assert scans(desk.path, "SELECT count(*) FROM invoice i WHERE i.gross_cents > 5") == ["invoice"]
