"""Subscriptions listed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import Desk, new_desk
from saasctl.operations.subscription_lists import SubscriptionFilter, list_subscriptions


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    for profile in ("kantree", "ksaar", "koban"):
        made.seller(profile)
        made.org(profile, profile)
    yield made
    made.store.close()


def test_a_list_says_what_each_subscription_is_on_a_day(desk: Desk) -> None:
    desk.sub("kantree", "team", "monthly", 2, "2026-01-15", "10.00")
    desk.sub("ksaar", "starter", "monthly", 1, "2026-01-15")
    listing = list_subscriptions(desk.store, SubscriptionFilter(seller="kantree"), date(2026, 1, 20))
    assert [(row[0], row[8], str(row[9])) for row in listing.rows] == [("kantree/main", 2, "10.00")]


def test_a_subscription_is_not_listed_before_its_first_day(desk: Desk) -> None:
    desk.sub("kantree", "team", "monthly", 2, "2026-01-15", "10.00")
    desk.sub("ksaar", "starter", "monthly", 1, "2026-01-16")

    def listed(day: date) -> list[object]:
        return [row[0] for row in list_subscriptions(desk.store, SubscriptionFilter(), day).rows]

    assert listed(date(2026, 1, 14)) == []
    assert listed(date(2026, 1, 15)) == ["kantree/main"]
    assert listed(date(2026, 1, 16)) == ["kantree/main", "ksaar/main"]
