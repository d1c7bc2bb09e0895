"""Finding subscriptions and sellers by their keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from saasctl.acts.finding import organisation_named, seller_named, subscription_keyed, user_of
from saasctl.errors.organisations import OrganisationUnknown, SubscriptionUnnamed
from saasctl.errors.sellers import SellerUnknown
from saasctl.errors.subscriptions import SubscriptionUnknown
from saasctl.errors.users import UserUnknown
from saasctl.store.database import Transaction, create_store, open_store
from saasctl.system.clock import system_clock
from saasctl.values.act import Act

SETUP = (
    "INSERT INTO seller (id, slug, name, profile, profile_version, country, currency, prefix_invoice, "
    "prefix_credit_note, created_on) VALUES (1, 'sell', 'S', 'p', '1', 'FR', 'EUR', 'I', 'C', '2026-01-01')",
    "INSERT INTO organisation (id, slug, seller_id, name, country, professional, created_on, status) "
    "VALUES (1, 'acme', 1, 'A', 'FR', 1, '2026-01-01', 'active')",
    "INSERT INTO organisation_alias VALUES ('old-acme', 1)",
)
SUBSCRIPTION = (
    "INSERT INTO subscription (id, organisation_id, name, started_on, trial, credits, ended_on) "
    "VALUES (?, 1, ?, ?, 0, 0, ?)"
)


@pytest.fixture
def tx(tmp_path: Path) -> Iterator[Transaction]:
    """A transaction on a store with one customer."""
    path = str(tmp_path / "store.db")
    create_store(path, sandbox=True)
    store = open_store(path, clock=system_clock())
    with store.transaction(Act()) as opened:
        for statement in SETUP:
            opened.run(statement)
        yield opened
    store.close()


def test_an_earlier_slug_finds_the_organisation(tx: Transaction) -> None:
    assert organisation_named(tx, "old-acme").slug == "acme"
    with pytest.raises(OrganisationUnknown):
        organisation_named(tx, "")
    with pytest.raises(OrganisationUnknown):
        organisation_named(tx, "\U0010ffff")


def test_the_only_subscription_needs_no_name(tx: Transaction) -> None:
    tx.run(SUBSCRIPTION, (7, "main", "2026-01-01", None))
    assert subscription_keyed(tx, "acme") == 7
    assert subscription_keyed(tx, "old-acme/main") == 7


def test_several_subscriptions_must_be_named(tx: Transaction) -> None:
    tx.run(SUBSCRIPTION, (7, "main", "2026-01-01", None))
    tx.run(SUBSCRIPTION, (8, "lab", "2026-02-01", None))
    with pytest.raises(SubscriptionUnnamed) as refused:
        subscription_keyed(tx, "acme")
    assert refused.value.why == "name one of: acme/lab, acme/main"
    assert refused.value.exit == 2
    assert subscription_keyed(tx, "acme/lab") == 8
    with pytest.raises(SubscriptionUnknown) as unknown:
        subscription_keyed(tx, "acme/other")
    assert "acme/lab, acme/main" in (unknown.value.why or "")


def test_of_several_under_one_name_the_newest_is_meant(tx: Transaction) -> None:
    tx.run(SUBSCRIPTION, (7, "main", "2026-01-01", "2026-01-31"))
    tx.run(SUBSCRIPTION, (8, "main", "2026-02-01", None))
    assert subscription_keyed(tx, "acme") == 8
    assert subscription_keyed(tx, "acme/main") == 8


def test_one_that_ended_counts_only_where_nothing_runs(tx: Transaction) -> None:
    tx.run(SUBSCRIPTION, (7, "main", "2025-01-01", "2025-12-31"))
    assert subscription_keyed(tx, "acme") == 7
    tx.run(SUBSCRIPTION, (8, "lab", "2026-02-01", None))
    assert subscription_keyed(tx, "acme") == 8


def test_without_any_subscription_there_is_none_to_find(tx: Transaction) -> None:
    with pytest.raises(SubscriptionUnknown):
        subscription_keyed(tx, "acme")


def test_sellers_are_found_by_slug_alone(tx: Transaction) -> None:
    assert seller_named(tx, "sell").profile == "p"
    with pytest.raises(SellerUnknown, match="other"):
        seller_named(tx, "other")


def test_an_empty_address_finds_nobody(tx: Transaction) -> None:
    with pytest.raises(UserUnknown):
        user_of(tx, "", None)
    with pytest.raises(UserUnknown):
        user_of(tx, "ana@acme.example", "acme")
