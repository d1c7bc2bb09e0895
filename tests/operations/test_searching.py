"""Finding by a part of a key, a name or an address."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from saasctl.operations.organisations import OrganisationChanges, edit_organisation
from saasctl.operations.quotes import QuoteGiven, add_quote
from saasctl.operations.searching import EACH, find_text
from saasctl.operations.subscriptions import OrderGiven, start_subscription
from saasctl.operations.users import add_user
from saasctl.rules.billing.quoting import Offer
from saasctl.store.database import Store
from saasctl.values.act import Act

EVERYWHERE = [
    ("org", "acme"),
    ("org", "grand"),
    ("user", "ana@acme.example"),
    ("subscription", "acme/main"),
]
JUNE = Act(on=date(2026, 6, 15))


@pytest.fixture
def filled(store: Store, customer: Callable[..., str]) -> Store:
    """Two customers, their users and a subscription."""
    customer("kantree", "acme", name="Société Acmé")
    customer("kantree", "big-acme", name="Big")
    start_subscription(store, "acme", OrderGiven("main", "team", "monthly", 9), JUNE)
    add_user(store, "ana@acme.example", "acme", {"display_name": "Ana Zola"}, JUNE)
    edit_organisation(store, "big-acme", OrganisationChanges({"slug": "grand"}), JUNE)
    return store


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("ACME", EVERYWHERE, id="everywhere"),
        pytest.param("big-acme", [("org", "grand")], id="an-earlier-slug"),
        pytest.param("acmé", [("org", "acme")], id="a-name-with-an-accent"),
        pytest.param("zola", [("user", "ana@acme.example")], id="a-persons-name"),
        pytest.param("acme/ma", [("subscription", "acme/main")], id="a-subscription"),
        pytest.param("nothing", [], id="nothing"),
        pytest.param("  ", [], id="blank"),
    ],
)  # fmt: skip
def test_what_begins_with_the_text_comes_first(
    filled: Store, text: str, found: list[tuple[str, str]]
) -> None:
    assert [row[:2] for row in find_text(filled, text).rows] == found


def test_an_invoice_is_found_by_its_number_or_a_part_of_it(filled: Store) -> None:
    with filled.transaction(Act()) as tx:
        values = {
            "seller_id": 1, "organisation_id": 1, "number": "INV-2026-000123", "kind": "subscription",
            "issued_on": "2026-06-15", "obligation_on": "2026-06-15", "due_on": "2026-07-15",
            "currency": "EUR", "net_cents": 1, "vat_cents": 0, "gross_cents": 1, "terms_version": "k@1",
        }  # fmt: skip
        tx.insert("invoice", values)
    wanted = [("invoice", "INV-2026-000123", "subscription", "acme")]
    assert list(find_text(filled, "inv-2026").rows) == wanted
    assert list(find_text(filled, "000123").rows) == wanted


def test_results_of_a_kind_are_bounded(filled: Store) -> None:
    with filled.transaction(Act()) as tx:
        columns = "organisation_id, email, role, state, holds_slot"
        tx.many(
            f"INSERT INTO org_user ({columns}) VALUES (1, ?, 'member', 'active', 0)",
            ((f"many{number}@acme.example",) for number in range(EACH + 5)),
        )
    assert len(list(find_text(filled, "many").rows)) == EACH


def test_a_quote_is_found_by_its_key_or_its_title(filled: Store) -> None:
    add_quote(
        filled, "acme", QuoteGiven(Offer(one_off=(("Set-up", 1, Decimal(90)),)), title="Start pack"), JUNE
    )
    for text in ("q-2026-0", "Q-2026-001", "START"):
        assert find_text(filled, text).rows == [("quote", "Q-2026-001", "Start pack", "acme")]


def test_what_has_a_number_is_found_by_its_key(filled: Store) -> None:
    with filled.transaction(JUNE) as tx:
        values = {"organisation_id": 1, "code": "set-up", "price_cents": 9000, "training": 0}
        tx.insert("service_order", values | {"ordered_on": "2026-06-15"})
    assert find_text(filled, "s-1").rows == [("service", "S-1", "set-up", "acme")]
    for text in ("s-2", "s-", "x-1", "T-1", "C-1", "BK-1", "s-" + "9" * 40):
        assert list(find_text(filled, text).rows) == []
