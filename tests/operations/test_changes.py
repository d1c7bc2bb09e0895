"""Changes of plan and rhythm, billed."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.errors.subscriptions import ChangeTooEarly
from saasctl.errors.terms import BlankTerm
from saasctl.operations.changes import change_subscription
from saasctl.values.period import Period


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    for profile in ("kantree", "ksaar", "koban"):
        made.seller(profile)
        made.org(profile, profile)
    yield made
    made.store.close()


def test_a_free_customer_is_billed_from_its_first_paid_plan_on(desk: Desk) -> None:
    desk.setting("ksaar", "price.starter.monthly", "99.00")
    desk.sub("ksaar", "free", "monthly", 1, "2025-01-15")
    changed = change_subscription(desk.store, "ksaar", "starter", "monthly", None, on("2025-03-10"))
    assert getattr(changed.answer, "commitment", None) == Period(date(2025, 4, 10), date(2026, 4, 10))
    desk.bill("2025-05-10")
    assert desk.rows("SELECT issued_on, net_cents FROM invoice ORDER BY id") == [
        ("2025-04-10", 9900),
        ("2025-05-10", 9900),
    ]


def test_a_change_before_a_recorded_one_is_refused(desk: Desk) -> None:
    desk.sub("ksaar", "starter", "monthly", 1, "2025-03-10", "99.00")
    change_subscription(desk.store, "ksaar", "business", None, (Decimal("149.00"), "order"), on("2025-05-20"))
    with pytest.raises(ChangeTooEarly):
        change_subscription(desk.store, "ksaar", "business", None, None, on("2025-04-01"))


def test_a_change_where_the_terms_are_silent_needs_the_operators_answer(desk: Desk) -> None:
    desk.sub("kantree", "team", "monthly", 1, "2026-01-15", "10.00")
    with pytest.raises(BlankTerm) as refused:
        change_subscription(desk.store, "kantree", "team", "annual", None, on("2026-02-01"))
    assert refused.value.exit == 7
    desk.setting("kantree", "plan_change.period", "next-period")
    change_subscription(
        desk.store, "kantree", "team", "annual", (Decimal("96.00"), "Devis 7"), on("2026-02-01")
    )
    desk.bill("2026-02-15")
    assert desk.rows("SELECT period_start, period_end, net_cents FROM invoice ORDER BY id") == [
        ("2026-01-15", "2026-02-15", 1000),
        ("2026-02-15", "2027-02-15", 9600),
    ]


def test_the_plan_in_force_takes_back_a_change_that_waits(desk: Desk) -> None:
    """A cheaper plan waits for 2026-04-10 (S-17); the customer thinks again and the fee stays 149.00."""
    desk.sub("ksaar", "business", "monthly", 1, "2025-03-10", "149.00")
    cheaper = (Decimal("99.00"), "order")
    for _ in ("asked", "asked again"):
        asked = change_subscription(desk.store, "ksaar", "starter", None, cheaper, on("2025-10-15"))
    assert asked.told == "ksaar/main is unchanged"
    kept = change_subscription(desk.store, "ksaar", "business", None, None, on("2026-01-20"))
    assert kept.told == "ksaar/main: stays business, monthly; starter from 2026-04-10 is taken back"
    desk.bill("2026-05-10")
    assert desk.rows("SELECT net_cents FROM invoice ORDER BY id DESC LIMIT 1") == [(14900,)]
    with pytest.raises(ChangeTooEarly):
        change_subscription(desk.store, "ksaar", "starter", None, None, on("2025-03-01"))


def test_days_that_are_invoiced_already_are_named(desk: Desk) -> None:
    """Asked on 2025-05-01 when all is invoiced to 2025-06-09: nothing bills the difference by itself."""
    desk.sub("ksaar", "starter", "monthly", 1, "2025-03-10", "99.00")
    desk.bill("2025-06-10")
    dearer = (Decimal("149.00"), "order")
    changed = change_subscription(desk.store, "ksaar", "business", None, dearer, on("2025-05-01"))
    numbers = [str(row[0]) for row in desk.rows("SELECT number FROM invoice ORDER BY id")]
    assert [number for number in numbers if number in changed.warnings[-1]] == numbers[1:]
