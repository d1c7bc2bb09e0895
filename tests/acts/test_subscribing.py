"""Orders: rhythm chosen, trial's end, months without commitment granted once."""

from datetime import date
from pathlib import Path

import pytest

from desk import new_desk
from saasctl.acts.contracts import load_contract
from saasctl.acts.subscribing import Order, chosen_unit, trial_until
from saasctl.errors.subscriptions import PeriodNeeded, PeriodUnavailable, PlanUnknown, TrialUnavailable
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Answer, Terms

D = date.fromisoformat


def terms(profile: str, **settings: str) -> Terms:
    answers = {path.replace("__", "."): text for path, text in settings.items()}
    held = {path: Answer(path, text, "operator", D("2020-01-01")) for path, text in answers.items()}
    return Terms(load_profile(profile), held)


@pytest.mark.parametrize(
    ("profile", "plan", "given", "unit"),
    [
        pytest.param("koban", "pro", None, "annual", id="B-10-one-year-where-silent"),
        pytest.param("deskapad", "periodic", None, "monthly", id="D-60-one-month-where-silent"),
        pytest.param("kantree", "team", "annual", "annual", id="as-ordered"),
    ],
)
def test_the_rhythm_of_an_order(profile: str, plan: str, given: str | None, unit: str) -> None:
    assert chosen_unit(terms(profile), plan, given) == unit


def test_what_the_terms_do_not_sell_is_refused() -> None:
    with pytest.raises(PlanUnknown):
        chosen_unit(terms("deskapad"), "gold", "monthly")
    with pytest.raises(PeriodUnavailable):
        chosen_unit(terms("deskapad"), "periodic", "biennial")
    with pytest.raises(PeriodNeeded):
        chosen_unit(terms("kantree"), "team", None)


@pytest.mark.parametrize(
    ("found", "opened", "until"),
    [
        pytest.param(terms("kantree", trial__days="30"), "2026-02-02", "2026-03-04", id="KX-20"),
        pytest.param(terms("koban"), "2026-03-02", "2026-03-16", id="BX-13"),
        pytest.param(
            terms("koban", trial__counts="opening-day-first"),
            "2026-03-02",
            "2026-03-15",
            id="B-118",
        ),
    ],
)
def test_a_trials_opening_day_is_not_counted_unless_a_setting_counts_it(
    found: Terms, opened: str, until: str
) -> None:
    assert trial_until(found, Order("main", "any", None, 1, D(opened), trial=True)) == D(until)


def test_terms_without_a_trial_refuse_one() -> None:
    with pytest.raises(TrialUnavailable):
        trial_until(terms("ksaar"), Order("main", "starter", "monthly", 1, D("2026-01-01"), trial=True))


def test_the_month_without_commitment_is_granted_once_per_customer(tmp_path: Path) -> None:
    """S-15."""
    desk = new_desk(tmp_path)
    desk.seller("ksaar")
    desk.org("acme", "ksaar")
    desk.sub("acme", "starter", "monthly", 1, "2025-03-10", "99.00")
    from saasctl.operations.subscriptions import OrderGiven, start_subscription
    from saasctl.values.act import Act

    given = OrderGiven("second", "business", "monthly", 1)
    start_subscription(desk.store, "acme", given, Act(on=D("2026-05-01")))
    with desk.store.reading() as tx:
        assert [load_contract(tx, key).phases[0].free_exit for key in (1, 2)] == [True, False]
    desk.store.close()
