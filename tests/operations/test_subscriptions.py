"""Orders, trials, changes of plan, special conditions, services, and what is shown of them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desk import Desk, new_desk, on
from saasctl.errors.slots import SlotsFewerThanUsers
from saasctl.errors.subscriptions import (
    PeriodUnavailable,
    PlanUnknown,
    SourceNeeded,
    SubscriptionExists,
)
from saasctl.errors.terms import OverrideUnknown, SettingMalformed
from saasctl.errors.usage import ValueMalformed
from saasctl.operations.subscription_lists import (
    show_subscription,
    subscription_dates,
)
from saasctl.operations.subscriptions import OrderGiven, override_terms, start_subscription


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path)
    for profile in ("kantree", "ksaar", "koban"):
        made.seller(profile)
        made.org(profile, profile)
    yield made
    made.store.close()


def test_the_same_order_again_changes_nothing_and_another_is_a_conflict(desk: Desk) -> None:
    desk.sub("kantree", "team", "monthly", 3, "2026-01-15", "10.00")
    assert (
        desk.sub("kantree", "team", "monthly", 3, "2026-01-15", "10.00").told == "kantree/main is unchanged"
    )
    with pytest.raises(SubscriptionExists, match="exists already") as refused:
        desk.sub("kantree", "team", "annual", 3, "2026-01-15", "10.00")
    assert refused.value.exit == 6
    assert refused.value.why == "period is monthly, not annual"


def test_a_plan_or_period_that_the_terms_do_not_list_is_refused(desk: Desk) -> None:
    with pytest.raises(PlanUnknown):
        desk.sub("ksaar", "gold", "monthly", 1, "2026-01-15")
    with pytest.raises(PeriodUnavailable):
        desk.sub("kantree", "team", "biennial", 1, "2026-01-15")


@pytest.mark.parametrize("plan", ["=HYPERLINK(A1)", "a.b", "", "\x1b[31m", "t" * 62])
def test_a_plan_that_no_path_of_the_terms_can_name_is_refused(desk: Desk, plan: str) -> None:
    with pytest.raises(ValueMalformed) as refused:
        desk.sub("kantree", plan, "monthly", 1, "2026-01-15")
    assert refused.value.exit == 2


def test_an_order_cannot_have_fewer_slots_than_users_hold(desk: Desk) -> None:
    with desk.store.transaction(on("2026-01-01")) as tx:
        row = tx.one("SELECT id FROM organisation WHERE slug = 'kantree'")
        assert row is not None
        for name in ("a", "b"):
            values = {
                "organisation_id": row[0],
                "email": f"{name}@x.example",
                "role": "member",
                "state": "active",
            }
            tx.insert("org_user", {**values, "holds_slot": 1})
    with pytest.raises(SlotsFewerThanUsers):
        desk.sub("kantree", "team", "monthly", 1, "2026-01-15", "10.00")
    started = start_subscription(
        desk.store, "kantree", OrderGiven("main", "team", "monthly", None), on("2026-01-15")
    )
    assert getattr(started.answer, "slots", None) == 2


def test_an_order_ends_the_trial_of_its_name(desk: Desk) -> None:
    desk.setting("kantree", "trial.days", "30")
    given = OrderGiven("main", "team", "monthly", 1, trial=True)
    start_subscription(desk.store, "kantree", given, on("2026-02-02"))
    assert subscription_dates(desk.store, "kantree", date(2026, 2, 3)).trial_until == date(2026, 3, 4)
    desk.sub("kantree", "team", "monthly", 1, "2026-02-20", "10.00")
    assert desk.bill("2026-02-20") == ("INV-2026-000001",)


def test_leaving_in_the_month_without_commitment_owes_that_month(desk: Desk) -> None:
    """SX-4 and S-15: 99.00 for the month, nothing given back; a blank price leaves the sum open."""
    desk.sub("ksaar", "starter", "monthly", 1, "2025-03-10")
    unpriced = subscription_dates(desk.store, "ksaar", date(2025, 3, 20)).if_cancelled
    assert unpriced is not None
    assert unpriced.still_owed is None
    desk.setting("ksaar", "price.starter.monthly", "99.00")
    dates = subscription_dates(desk.store, "ksaar", date(2025, 4, 9))
    assert dates.free_exit_until == date(2025, 4, 9)
    assert dates.if_cancelled is not None
    assert (dates.if_cancelled.last_day, str(dates.if_cancelled.still_owed)) == (date(2025, 4, 9), "99.00")
    assert str(dates.if_cancelled.refund) == "0.00"
    data = dates.if_cancelled.export_until, dates.if_cancelled.purge_due_on
    assert data == (date(2025, 4, 9), date(2025, 4, 10)), "S-61: to the last day; S-62: the first day after"
    after = subscription_dates(desk.store, "ksaar", date(2025, 4, 10))
    assert (after.free_exit_until, getattr(after.if_cancelled, "last_day", None)) == (None, date(2026, 4, 9))


def test_the_means_of_payment_begin_with_the_usual_one(desk: Desk) -> None:
    """S-27, B-82; Kantree names none."""
    usual = {}
    for profile, plan in (("ksaar", "starter"), ("koban", "pro"), ("kantree", "team")):
        desk.sub(profile, plan, "monthly", 1, "2026-01-15", "10.00")
        usual[profile] = subscription_dates(desk.store, profile, date(2026, 1, 15)).payment_means
    assert usual == {"ksaar": ("card", "transfer"), "koban": ("debit", "transfer"), "kantree": ()}


def test_a_time_to_withdraw_runs_from_the_day_after_the_order(desk: Desk) -> None:
    """D-01 has none; a quote may grant fourteen days."""
    desk.seller("deskapad")
    desk.org("desk", "deskapad")
    desk.sub("desk", "periodic", "monthly", 1, "2026-02-01")
    assert subscription_dates(desk.store, "desk", date(2026, 2, 1)).withdrawal_until is None
    override_terms(desk.store, "desk", "customer.withdrawal_days", "14", "Devis 2026-031", on("2026-02-01"))
    assert subscription_dates(desk.store, "desk", date(2026, 2, 15)).withdrawal_until == date(2026, 2, 15)
    assert subscription_dates(desk.store, "desk", date(2026, 2, 16)).withdrawal_until is None


def test_an_override_cites_its_source_and_is_dated(desk: Desk) -> None:
    desk.sub("kantree", "team", "monthly", 2, "2026-01-15", "10.00")
    override_terms(desk.store, "kantree", "invoice.due_days", "45", "Devis 2026-014 art. 3", on("2026-02-15"))
    desk.bill("2026-02-15")
    assert desk.rows("SELECT due_on FROM invoice ORDER BY id") == [("2026-02-14",), ("2026-04-01",)]
    shown = show_subscription(desk.store, "kantree", date(2026, 2, 15))
    assert [(o.path, o.source) for o in shown.overrides][-1] == ("invoice.due_days", "Devis 2026-014 art. 3")


def test_terms_that_ask_for_no_source_take_a_condition_without_one(desk: Desk) -> None:
    desk.sub("kantree", "team", "monthly", 2, "2026-01-15", "10.00")
    override_terms(desk.store, "kantree", "override.needs_source", "no", "agreement", on("2026-01-15"))
    override_terms(desk.store, "kantree", "invoice.due_days", "45", None, on("2026-01-15"))
    shown = show_subscription(desk.store, "kantree", date(2026, 1, 15))
    assert shown.overrides[-1].source == "agreed without a document"


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        pytest.param("koban", "started on 2026-01-15 (the day the offer was validated): ", id="B-09"),
        pytest.param("kantree", "started on 2026-01-15: ", id="unsaid"),
    ],
)
def test_the_order_says_what_its_first_day_stands_for(desk: Desk, profile: str, said: str) -> None:
    assert said in desk.sub(profile, "team", "monthly", 1, "2026-01-15", "10.00").told


@pytest.mark.parametrize(
    ("path", "value", "source", "refusal"),
    [
        pytest.param("invoice.due_days", "45", None, SourceNeeded, id="no-source"),
        pytest.param("no.such.path", "1", "x", OverrideUnknown, id="unknown-path"),
        pytest.param("invoice.due_days", "soon", "x", SettingMalformed, id="malformed"),
    ],
)
def test_an_override_is_checked(
    desk: Desk, path: str, value: str, source: str | None, refusal: type[Exception]
) -> None:
    desk.sub("kantree", "team", "monthly", 2, "2026-01-15", "10.00")
    with pytest.raises(refusal):
        override_terms(desk.store, "kantree", path, value, source, on("2026-02-15"))
