"""Listing organisations: filters, order, dates, and figures of the rows shown alone."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from saasctl.errors.sellers import SellerUnknown
from saasctl.operations.organisation_lists import (
    OrganisationFilter,
    list_organisations,
    show_organisation,
)
from saasctl.operations.subscriptions import OrderGiven, start_subscription
from saasctl.operations.users import add_user, disable_user, invite_user
from saasctl.store.database import Store
from saasctl.values.act import Act

Customer = Callable[..., str]


def slugs(store: Store, as_of: date | None = None, **wanted: Any) -> list[object]:
    return [row[0] for row in list_organisations(store, OrganisationFilter(**wanted), as_of).rows]


def first(store: Store, limit: int, sort: str | None = None) -> list[object]:
    return [
        row[0] for row in list_organisations(store, OrganisationFilter(limit=limit, sort=sort), None).rows
    ]


@pytest.fixture
def three(store: Store, customer: Customer) -> Store:
    """Two customers of Kantree and one of Koban."""
    customer("kantree", "beta", name="École du Nord", siren="732829320")
    customer("kantree", "alpha", name="100 % Alpha_x")
    customer("koban", "gamma", name="Zed", country="DE")
    return store


def test_organisations_are_listed_by_slug_and_filtered(three: Store) -> None:
    assert slugs(three) == ["alpha", "beta", "gamma"]
    assert slugs(three, seller="koban") == ["gamma"]
    assert slugs(three, terms="kantree") == ["alpha", "beta"]
    assert slugs(three, terms="kantree@2021-04-07") == ["alpha", "beta"]
    assert slugs(three, terms="kantree@1999") == []
    assert slugs(three, terms="nobody") == []
    assert slugs(three, status="closed") == []
    with pytest.raises(SellerUnknown):
        slugs(three, seller="nobody")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("ALPHA", ["alpha"], id="slug-in-capitals"),
        pytest.param("école", ["beta"], id="accent-in-small-letters"),
        pytest.param("ÉCOLE DU", ["beta"], id="accent-in-capitals"),
        pytest.param("gamma.example", ["gamma"], id="address"),
        pytest.param("100 %", ["alpha"], id="percent-is-itself"),
        pytest.param("a_x", ["alpha"], id="underscore-is-itself"),
        pytest.param("a%x", [], id="percent-is-no-wildcard"),
        pytest.param("!", [], id="escape-is-itself"),
        pytest.param("' OR 1=1 --", [], id="no-sql"),
    ],
)
def test_text_is_sought_in_key_name_and_address(three: Store, text: str, found: list[str]) -> None:
    assert slugs(three, text=text) == found


def test_the_database_orders_what_will_be_cut(three: Store) -> None:
    assert first(three, 1, "-slug") == ["gamma", "beta"]
    assert first(three, 1, "name") == ["alpha", "gamma"]
    assert first(three, 1, "siren") == ["beta", "alpha"]
    assert first(three, 2) == ["alpha", "beta", "gamma"]
    assert first(three, 1) == ["alpha", "beta", "gamma"]


def test_a_day_given_leaves_out_what_came_later(three: Store) -> None:
    assert slugs(three, date(2025, 12, 31)) == []
    assert slugs(three, date(2026, 1, 1)) == ["alpha", "beta", "gamma"]


def test_figures_are_those_of_the_day(three: Store) -> None:
    order = OrderGiven("main", "team", "monthly", 5)
    start_subscription(three, "beta", order, Act(on=date(2026, 6, 1)))
    add_user(three, "a@beta.example", "beta", {}, Act(on=date(2026, 6, 2)))
    invite_user(three, "b@beta.example", "beta", {}, Act(on=date(2026, 6, 2)))
    disable_user(three, "a@beta.example", "beta", Act(on=date(2026, 6, 20)))

    def figures(day: date) -> tuple[object, ...]:
        listing = list_organisations(three, OrganisationFilter(text="beta"), day)
        names = [column.name for column in listing.columns]
        row = dict(zip(names, next(iter(listing.rows)), strict=True))
        view = show_organisation(three, "beta", day)
        assert (view.slots, view.users_active, view.status) == (
            row["slots"],
            row["users_active"],
            row["status"],
        )
        return row["slots"], row["users_active"], row["status"]

    assert figures(date(2026, 6, 10)) == (5, 1, "active")
    assert figures(date(2026, 6, 20)) == (5, 0, "active")


def test_status_follows_the_dated_facts(three: Store) -> None:
    order = OrderGiven("main", "team", "monthly", 1)
    start_subscription(three, "beta", order, Act(on=date(2026, 6, 1)))
    with three.transaction(Act()) as tx:
        tx.run("UPDATE subscription SET ended_on = '2026-06-30'")
        tx.run("UPDATE organisation SET closed_on = '2026-06-30' WHERE slug = 'alpha'")
    assert slugs(three, date(2026, 6, 30), status="terminating") == ["beta"]
    assert slugs(three, date(2026, 6, 30), status="closed") == []
    assert slugs(three, date(2026, 7, 1), status="closed") == ["alpha", "beta"]
    assert slugs(three, date(2026, 7, 1), status="terminating") == []


def test_a_trial_shows_until_a_paid_subscription_runs(three: Store) -> None:
    with three.transaction(Act()) as tx:
        sql = "INSERT INTO subscription (organisation_id, name, started_on, trial, credits) "
        tx.run(sql + "SELECT id, 'main', '2026-06-01', 1, 0 FROM organisation WHERE slug = 'beta'")
    assert slugs(three, status="trial") == ["beta"]
    with three.transaction(Act()) as tx:
        sql = "INSERT INTO subscription (organisation_id, name, started_on, trial, credits) "
        tx.run(sql + "SELECT id, 'main', '2026-06-15', 0, 0 FROM organisation WHERE slug = 'beta'")
    assert slugs(three, status="trial") == []


def test_a_long_list_is_read_in_rounds(store: Store, customer: Customer) -> None:
    customer("kantree", "first")
    with store.transaction(Act()) as tx:
        columns = "slug, seller_id, name, country, professional, created_on, status"
        tx.many(
            f"INSERT INTO organisation ({columns}) VALUES (?, 1, 'N', 'FR', 1, '2026-01-01', 'active')",
            ((f"n{number:05}",) for number in range(2500)),
        )
    found = list_organisations(store, OrganisationFilter(), None)
    rows = list(found.rows)
    assert len(rows) == 2501
    assert [row[0] for row in rows[:2]] == ["first", "n00000"]
    assert {row[9] for row in rows} == {"domestic"}
