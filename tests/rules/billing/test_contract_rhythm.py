"""The rhythm that terms give to the facts of a subscription."""

from datetime import date

import pytest

from saasctl.rules.billing.contract import Phase, phases_within, rhythm_of
from saasctl.terms.load import load_profile
from saasctl.terms.resolve import Answer, Terms

D = date.fromisoformat


def phase(plan: str, unit: str, start: str, *, free: bool = False) -> Phase:
    return Phase(D(start), plan, unit, D(start), free)


@pytest.mark.parametrize(
    ("profile", "unit", "rhythm"),
    [
        pytest.param("kantree", "monthly", (1, 1, 1, "advance"), id="K-26-month"),
        pytest.param("kantree", "annual", (12, 12, 12, "advance"), id="K-26-year"),
        pytest.param("koban", "biennial", (12, 12, 24, "advance"), id="B-73"),
        pytest.param("ksaar", "monthly", (1, 1, 12, "arrears"), id="S-16-S-27"),
        pytest.param("deskapad", "annual", (12, 12, 12, "advance"), id="D-52-D-60"),
    ],
)
def test_the_terms_give_the_rhythm(profile: str, unit: str, rhythm: tuple[int, int, int, str]) -> None:
    plan = {"ksaar": "starter", "deskapad": "periodic"}.get(profile, "any")
    found = rhythm_of(phase(plan, unit, "2026-01-31"), Terms(load_profile(profile)))
    assert (found.invoice_months, found.price_months, found.commitment_months, found.timing) == rhythm


def test_a_stated_duration_takes_the_month_without_commitment_away() -> None:
    """S-15, S-42."""
    stated = Answer("commitment.months", "24", "Commercial Conditions", D("2026-01-01"))
    given = phase("business", "monthly", "2026-01-01", free=True)
    plain = rhythm_of(given, Terms(load_profile("ksaar")))
    agreed = rhythm_of(given, Terms(load_profile("ksaar"), {}, {"commitment.months": stated}))
    assert (plain.free_exit_months, plain.commitment_months) == (1, 12)
    assert (agreed.free_exit_months, agreed.commitment_months) == (0, 24)


def test_a_free_plan_has_neither_invoices_nor_a_commitment() -> None:
    """S-13."""
    found = rhythm_of(phase("free", "monthly", "2026-01-01"), Terms(load_profile("ksaar")))
    assert (found.is_recurring, found.commitment_months) == (False, 0)


def test_a_period_is_cut_where_the_plan_changes() -> None:
    """SX-28: 10 and 21 days."""
    phases = [phase("starter", "monthly", "2025-03-10"), phase("business", "monthly", "2025-05-20")]
    parts = phases_within(phases, D("2025-05-10"), D("2025-06-10"))
    assert [((end - start).days, held.plan) for start, end, held in parts] == [
        (10, "starter"),
        (21, "business"),
    ]
